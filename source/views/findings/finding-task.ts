import {momentText} from '../../domain/age.js';
import {agentOf} from '../../domain/agent/agent.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type TaskState} from '../../domain/findings/task-state.js';
import {type Task} from '../../domain/resources.js';
import {taskHealth} from '../../domain/task/task-health.js';
import {want} from '../../store/read.js';
import {taskDefinitionRead} from '../../store/reads/task-definition.js';
import {type Snapshot} from '../../store/snapshot.js';
import {linesBlock} from '../blocks.js';
import {pace} from '../pace.js';
import {symbols} from '../symbols.js';
import {taskBlocks} from '../tasks/task-blocks.js';
import {type Block, type Cell, type DetailView, type Place} from '../view.js';
import {asDefinition} from './blast-facts.js';
import {findingView} from './finding.js';
import {findingAt, summaryAt} from './finding-facts.js';
import {findingIsolation} from './finding-isolation.js';
import {goneText, lastTaskOf, liveTaskOf, stateSentence, taskStateIn} from './task-state.js';
import {copyBlocks} from './where-blocks.js';

/** A finding's task that ECS has forgotten: the finding's own copy, and what this console saw while it lived. */
export const findingTaskView: DetailView = {
	kind: 'detail',
	id: 'finding-task',
	title: () => 'task',
	wants: (place, snapshot) => [
		...findingView.wants(place, snapshot),
		...definitionsOf(snapshot, place).map(arn =>
			want(taskDefinitionRead, arn, {everyMs: pace.rarelyMs, priority: 1}),
		),
	],
	status: (snapshot, place) => findingView.status(snapshot, place),
	blocks: taskCopyBlocks,
	pivots: (place, snapshot) => {
		const {tasks, ...pivots} = findingView.pivots(place, snapshot);
		// Back in ECS's sight (another Region was read meanwhile): then the live task is a better answer.
		const isLive = tasks !== undefined && tasks.view !== 'finding-task';
		return isLive ? {...pivots, tasks} : pivots;
	},
	target: (place, snapshot) => findingView.target(place, snapshot),
	besides: (place, snapshot) => findingView.besides?.(place, snapshot) ?? [],
	actions: findingView.actions,
	remedies: (place, snapshot) => findingView.remedies?.(place, snapshot) ?? [],
};

function definitionsOf(snapshot: Snapshot, place: Place): readonly Task['taskDefinition'][] {
	const finding = findingAt(snapshot, place.subject);
	const seen = finding && lastTaskOf(taskStateIn(snapshot, finding));
	const arn = seen?.taskDefinition ?? asDefinition(finding?.task?.definitionArn);
	return arn === undefined ? [] : [arn];
}

function taskCopyBlocks(snapshot: Snapshot, place: Place, now: number): readonly Block[] {
	const summary = summaryAt(snapshot, place.subject);
	if (!summary) {
		return findingView.blocks(snapshot, place, now);
	}

	const finding = findingAt(snapshot, place.subject);
	const state = taskStateIn(snapshot, summary);
	return [
		linesBlock('What became of it', [stateLine(summary, state), ...isolationLines(snapshot, summary)], ''),
		...seenBlocks(snapshot, summary, state, now),
		...(finding ? copyBlocks(finding) : [linesBlock("The finding's own copy", [], 'reading …')]),
	];
}

function stateLine(finding: FindingSummary, state: TaskState): Cell {
	if (state.kind === 'gone' && !finding.isSample) {
		return {text: `${symbols.fault} ${goneText(state)}`, tone: 'warning'};
	}

	return stateSentence(state, finding.isSample) ?? {text: 'the finding names no task', tone: 'dim'};
}

function isolationLines(snapshot: Snapshot, summary: FindingSummary): readonly Cell[] {
	const cell = findingIsolation(snapshot, summary);
	return cell ? [cell] : [];
}

/** What this console saw itself: more than the finding tells, image digests among it. */
function seenBlocks(
	snapshot: Snapshot,
	{taskArn}: FindingSummary,
	state: TaskState,
	now: number,
): readonly Block[] {
	const remembered = taskArn === undefined ? undefined : snapshot.seenTask(taskArn);
	const task = liveTaskOf(state) ?? remembered?.task;
	if (!task) {
		return [
			linesBlock(
				'What onduty saw of it',
				[],
				'nothing: it was gone before this console looked; below is what the finding itself tells',
			),
		];
	}

	const at = remembered === undefined ? '' : ` (last at ${momentText(remembered.seenAt)})`;
	const [, ...blocks] = taskBlocks({
		known: {task, agent: agentOf(task), health: taskHealth(task)},
		optIn: undefined,
		findings: [],
		definition: snapshot.get(taskDefinitionRead, task.taskDefinition),
		networkInterface: remembered?.networkInterface && {
			status: 'fresh',
			value: remembered.networkInterface,
			at: remembered.seenAt,
		},
		now,
	});
	return [linesBlock(`What onduty saw of it${at}`, [{text: `status ${task.lastStatus}`}], ''), ...blocks];
}
