import {describe, expect, test} from 'vitest';
import {runOverview} from '../../source/commands/overview.js';
import {aDetector} from '../domain/build.js';
import {expired, failed, ok, type Script} from '../store/fake-account.js';
import {emptyWorld, scriptOf} from '../store/fake-world.js';
import {text} from '../views/build.js';
import {run} from './run.js';

const script: Script = {
	...scriptOf({...emptyWorld, clusters: ['checkout'], running: () => ['a1', 'a2', 'a3']}),
	'guardduty:GetDetector': () => ok(aDetector({auto: true})),
};

const overview = (of: Script, deadlineMs = 60_000) =>
	run(of, reading => runOverview({...reading, width: undefined, isAscii: false}), {deadlineMs});

describe('the overview', () => {
	test('says who and where, then the clusters', async () => {
		const {text: page, errorText, exitCode} = await overview(script);
		expect(page.trimEnd()).toBe(
			text(`
			onduty  123456789012  eu-west-1  as role/oncall  08:00Z

			NAME      OPT-IN             AGENTS  INSIGHTS  STALE  SERVICES  TASKS
			checkout  ✓ monitored (tag)  3/3     –             –         1      3

			1 cluster, 0 at fault
		`),
		);
		expect([errorText, exitCode]).toEqual(['', 0]);
	});

	test('without a login says what to type, and nothing that it does not know', async () => {
		const out = (): ReturnType<typeof failed> => failed(expired);
		const {
			text: page,
			errorText,
			exitCode,
		} = await overview({
			...script,
			'sts:GetCallerIdentity': out,
			'ecs:ListClusters': out,
			'ecs:ListAccountSettings': out,
			'guardduty:ListDetectors': out,
		});
		expect(page).toBe('');
		expect(errorText).toBe(
			'onduty: the AWS login has expired; log in again: `aws sso login` (The security token included in the request is expired)\n',
		);
		expect(exitCode).toBe(2);
	});

	test('never hangs: with no answer at all it says so in time', async () => {
		const never = () => new Promise<never>(() => undefined);
		const silent: Script = {
			'sts:GetCallerIdentity': never,
			'ecs:ListClusters': never,
			'ecs:ListAccountSettings': never,
			'guardduty:ListDetectors': never,
		};
		const {text: page, errorText, exitCode} = await overview(silent, 8000);
		expect(page).toContain('account unknown');
		expect(page).toContain('not all were read');
		expect(errorText).toContain('not everything was read within 8 s');
		expect(exitCode).toBe(2);
	});

	test('of an account without clusters says so', async () => {
		const {text: page, exitCode} = await overview({...script, ...scriptOf(emptyWorld)});
		expect(page).toContain('no clusters in eu-west-1');
		expect(exitCode).toBe(0);
	});
});
