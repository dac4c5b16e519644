import {type EvidenceManifest, missingBecause} from '../../../source/domain/findings/evidence/manifest.js';
import {taskArn} from '../build.js';
import {findingArn, findingId} from './build.js';

export const at = Date.UTC(2026, 10, 28, 12, 4, 5, 678);

/** Of a folder with two files and one log, in which the log of the app is missing. */
export const manifest: EvidenceManifest = {
	toolVersion: '0.1.0',
	startedAt: at,
	endedAt: at + 2000,
	identity: 'arn:aws:sts::111122223333:assumed-role/oncall/me',
	account: '111122223333',
	region: 'eu-west-1',
	finding: {id: findingId, arn: findingArn, type: 'Execution:Runtime/ReverseShell'},
	taskArn,
	files: [
		{name: 'task.json', what: 'the task', bytes: 20, sha256: 'b'.repeat(64)},
		{name: 'finding.json', what: 'the finding', bytes: 10, sha256: 'a'.repeat(64)},
	],
	logs: [
		{container: 'web', why: 'denied', isReadable: true},
		{
			container: 'side',
			file: 'log-side.log',
			events: 2,
			from: at - 60_000,
			to: at,
			why: 'older ones are left out',
			isReadable: true,
		},
		{container: 'aws-guardduty-agent-x', why: 'injected', isReadable: false},
	],
	missing: [missingBecause('logs of web', {kind: 'denied', action: 'logs:GetLogEvents', message: ''})],
};
