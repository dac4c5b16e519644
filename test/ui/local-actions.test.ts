import {expect, test} from 'vitest';
import {type Action, type Target} from '../../source/store/actions/action.js';
import {evidenceKeep} from '../../source/store/actions/evidence/evidence-keep.js';
import {findingSamples} from '../../source/store/actions/finding/finding-samples.js';
import {taskStop} from '../../source/store/actions/task/task-stop.js';
import {type Context} from '../../source/ui/state/context.js';
import {actionsFor, disabledReason} from '../../source/ui/state/targets.js';
import {fakeCatalog, itemsView} from './fake-catalog.js';

const actions: readonly Action[] = [evidenceKeep, findingSamples, taskStop];
const task = {kind: 'task', arn: 'arn' as never, clusterArn: 'arn' as never, name: 't1'} satisfies Target;

function contextOf(isReadOnly: boolean): Context {
	const empty = {rows: [], isComplete: false, isCapped: false, status: 'waiting'};
	return {
		catalog: {...fakeCatalog, actions},
		view: {...itemsView, actions: actions.map(({id}) => id)},
		snapshot: {isReadOnly, get: () => empty, runs: [], journal: [], seenTask: () => undefined},
	} as unknown as Context;
}

test('a read-only session has the actions that only write files here', () => {
	const context = contextOf(true);
	expect(disabledReason(evidenceKeep, [task], context)).toBeUndefined();
	expect(disabledReason(taskStop, [task], context)).toContain('read-only');
	expect(disabledReason(findingSamples, [], context)).toContain('read-only');
});

test('an action of the account needs nothing under the cursor, others do', () => {
	const context = contextOf(false);
	expect(disabledReason(findingSamples, [], context)).toBeUndefined();
	expect(disabledReason(findingSamples, [task], context)).toBeUndefined();
	expect(disabledReason(evidenceKeep, [], context)).toBe('there is nothing under the cursor');
	expect(actionsFor(context, [task]).map(({id}) => id)).toEqual([
		'evidence.keep',
		'finding.samples',
		'task.stop',
	]);
});
