import {expect, test} from 'vitest';
import {type ResourceArn} from '../../../source/domain/arn.js';
import {type ActionRun, type StepState} from '../../../source/store/actions/action-run.js';
import {lastEndOf} from '../../../source/store/actions/last-run.js';

const aStep = (finishedAt?: number): StepState => ({
	id: 's',
	label: 's',
	target: 'arn:aws:guardduty:eu-west-1:1:detector/d/finding/f' as ResourceArn,
	status: finishedAt === undefined ? 'verifying' : 'done',
	detail: '',
	lines: [],
	...(finishedAt !== undefined && {finishedAt}),
});
const aRun = (facts: Partial<ActionRun>): ActionRun => ({
	id: 'r',
	actionId: 'finding.archive',
	title: 'archive',
	status: 'done',
	startedAt: 100,
	waveSize: 1,
	steps: [],
	...facts,
});

// What is read again when the step ends must count, though the run ends only after its last line is on the disk.
test('an action has changed things when its last step ended, not when its journal was written', () => {
	const runs = [
		aRun({steps: [aStep(140), aStep(150)], finishedAt: 180}),
		aRun({status: 'running', steps: [aStep(160), aStep()]}),
		aRun({actionId: 'task.stop', steps: [aStep(900)], finishedAt: 901}),
	];
	expect(lastEndOf(runs, id => id.startsWith('finding.'))).toBe(160);
	expect(lastEndOf(runs.slice(2), id => id.startsWith('finding.'))).toBeUndefined();
});
