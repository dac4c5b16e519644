import {type FindingSummary} from '../../domain/findings/finding.js';
import {type TaskState} from '../../domain/findings/task-state.js';
import {explainType} from '../../domain/findings/types.js';
import {linesBlock, timeCell} from '../blocks.js';
import {type Block, type Cell} from '../view.js';
import {stateText, whoseText} from './finding-columns.js';
import {presentFacts} from './named-block.js';
import {severityCell} from './severity-cell.js';
import {stateSentence} from './task-state.js';

/** Returns how often something was seen; undefined where that is not told. */
function timesText(count: number | undefined): string | undefined {
	return count === undefined ? undefined : count === 1 ? 'once' : `${count} times`;
}

/** Returns what the list knows of a finding, and why there is no more yet. */
export function summaryBlocks(
	finding: FindingSummary,
	{
		state,
		isolation,
		now,
	}: {readonly state: TaskState; readonly isolation: Cell | undefined; readonly now: number},
	why: Cell,
): readonly Block[] {
	const severity = severityCell(finding);
	return [
		linesBlock(
			'Finding',
			[
				{...severity, text: `${severity.text}  ${finding.type}`},
				{text: finding.title, tone: 'accent'},
				{text: explainType(finding.type).meaning},
				why,
			],
			'',
		),
		...presentFacts('Where', [
			['cluster', finding.clusterName],
			['service', whoseText(finding, state)],
			['task', finding.taskId ?? finding.taskArn],
			['task now', stateSentence(state, finding.isSample)],
			['network', isolation],
			['container', finding.containerName],
			['image', finding.image],
			['instance', finding.instanceId],
			['account', finding.accountId],
		]),
		...presentFacts('When', [
			['state', stateText(finding)],
			['seen', timesText(finding.count)],
			['first', finding.firstSeenAt === undefined ? undefined : timeCell(finding.firstSeenAt, now)],
			['last', finding.lastSeenAt === undefined ? undefined : timeCell(finding.lastSeenAt, now)],
		]),
	];
}
