import {
	type FindingProcess,
	type LineageProcess,
	type NamedText,
} from '../../../../domain/findings/finding.js';
import {takeFacts} from './facts.js';
import {type Part, part, parts, takeNumber, takeText, takeTime} from './part.js';

/** Takes the process that the finding is about; undefined when the finding tells of none. */
export function takeProcess(runtime: Part): FindingProcess | undefined {
	const process = part(runtime, 'process');
	return Object.values(process).every(value => value === undefined || value === null)
		? undefined
		: {
				...takeLineageProcess(process),
				sha256: takeText(process, 'executableSha256'),
				workingDirectory: takeText(process, 'pwd'),
				user: takeText(process, 'user'),
				lineage: parts(process, 'lineage').map(takeLineageProcess),
			};
}

function takeLineageProcess(process: Part): LineageProcess {
	return {
		name: takeText(process, 'name') ?? takeText(process, 'ancestorName'),
		path: takeText(process, 'executablePath'),
		pid: takeNumber(process, 'pid') ?? takeNumber(process, 'ancestorPid'),
		namespacePid: takeNumber(process, 'namespacePid'),
		uuid: takeText(process, 'uuid'),
		parentUuid: takeText(process, 'parentUuid'),
		userId: takeNumber(process, 'userId'),
		effectiveUserId: takeNumber(process, 'euid'),
		startedAt: takeTime(process, 'startTime'),
	};
}

/** Takes what the finding tells of the surroundings of the process, whatever AWS calls it. */
export function takeContext(runtime: Part): readonly NamedText[] {
	return takeFacts(runtime, 'context');
}
