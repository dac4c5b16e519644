import {describe, expect, test} from 'vitest';
import {findingArchive, findingUnarchive} from '../../../source/store/actions/finding/finding-archive.js';
import {findingFeedback} from '../../../source/store/actions/finding/finding-feedback.js';
import {findingSamples} from '../../../source/store/actions/finding/finding-samples.js';
import {want} from '../../../source/store/read.js';
import {findingsRead} from '../../../source/store/reads/findings.js';
import {ok} from '../fake-account.js';
import {aFinding} from '../fake-guardduty.js';
import {aConsole, findingTarget} from './console.js';

function withFindings(count = 1, over = {}) {
	const console = aConsole({over});
	const findings = Array.from({length: count}, (_, index) => aFinding(index + 1, {clusterName: 'shop'}));
	console.guardDuty.add(...findings);
	return {...console, findings, targets: findings.map(findingTarget)};
}

describe('archiving', () => {
	test('names each finding, sends one call, and reads it back', async () => {
		const {plan, carryOut, targets, guardDuty, journalled, findings} = withFindings(2);
		const made = await plan(findingArchive, targets);
		expect(made.title).toBe('archive 2 findings');
		expect(made.changes[0]).toBe('Execution:Runtime/ReverseShell in shop becomes archived');
		expect(made.steps.flatMap(({calls}) => calls)).toEqual([
			{
				name: 'guardduty:ArchiveFindings',
				input: {detectorId: 'd-1', findingIds: findings.map(({id}) => id)},
			},
		]);
		const run = await carryOut(findingArchive, made);
		expect(run.status).toBe('done');
		expect(run.steps[0]?.detail).toBe('2 findings archived');
		expect([...guardDuty.findings.values()].every(({isArchived}) => isArchived)).toBe(true);
		expect(journalled()).toContain('guardduty:ArchiveFindings | ok');
	});

	test('of 120 findings takes three calls of at most 50', async () => {
		const {plan, targets} = withFindings(120);
		const made = await plan(findingArchive, targets);
		expect(
			made.steps.map(
				({calls: [call]}) => call?.name === 'guardduty:ArchiveFindings' && call.input.findingIds.length,
			),
		).toEqual([50, 50, 20]);
	});

	test('in a member account is refused, and says who the administrator is', async () => {
		const {plan, targets} = withFindings(1, {
			'guardduty:GetAdministratorAccount': () =>
				ok({accountId: '999999999999', relationshipStatus: 'Enabled'}),
		});
		const made = await plan(findingArchive, targets);
		expect(made.refusal).toBe(
			'only the administrator account may archive findings: that is 999999999999, this is a member of it',
		);
		expect(made.steps).toEqual([]);
	});

	test('that is denied names the action that is missing', async () => {
		const {plan, carryOut, targets, guardDuty} = withFindings();
		guardDuty.failures.set('guardduty:ArchiveFindings', {
			kind: 'denied',
			action: 'guardduty:ArchiveFindings',
			message: 'no identity-based policy allows it',
		});
		const run = await carryOut(findingArchive, await plan(findingArchive, targets));
		expect(run.status).toBe('failed');
		expect(run.steps[0]?.detail).toContain('guardduty:ArchiveFindings');
	});

	test('that is accepted and not done is told as not seen', async () => {
		const {plan, carryOut, targets, guardDuty} = withFindings();
		guardDuty.isObedient = false;
		const run = await carryOut(findingArchive, await plan(findingArchive, targets));
		expect(run.steps[0]?.detail).toBe(
			'ArchiveFindings was accepted, not seen yet after 60 s: 1 of 1 not archived yet',
		);
	});

	test('leaves out what is archived already, and is undone by unarchiving', async () => {
		const {plan, carryOut, targets, guardDuty, findings} = withFindings(2);
		guardDuty.add(aFinding(1, {isArchived: true}));
		const made = await plan(findingArchive, targets);
		expect(made.warnings).toContain(`${findings[0]!.id} is left out: it is archived already`);
		const back = await plan(findingUnarchive, targets.slice(0, 1));
		expect((await carryOut(findingUnarchive, back)).status).toBe('done');
		expect(guardDuty.findings.get(findings[0]!.id)?.isArchived).toBe(false);
	});

	test('of a finding that GuardDuty has forgotten says so', async () => {
		const {plan, targets, guardDuty} = withFindings();
		guardDuty.findings.clear();
		expect((await plan(findingArchive, targets)).refusal).toContain('is left out: ');
	});

	test('in a read-only session is refused by the gate', async () => {
		const console = aConsole({isReadOnly: true});
		console.guardDuty.add(aFinding(1));
		const made = await console.plan(findingArchive, [findingTarget(aFinding(1))]);
		const run = await console.carryOut(findingArchive, made);
		expect([run.status, run.steps[0]?.failure?.kind]).toEqual(['failed', 'read-only']);
		expect(console.account.counts()['guardduty:ArchiveFindings']).toBeUndefined();
	});

	test('makes the list read again, so that it leaves at once', async () => {
		const {plan, carryOut, targets, store, clock} = withFindings(3);
		const list = want(findingsRead, {isArchived: false}, {everyMs: 60_000, priority: 0});
		store.want([list]);
		await clock.advance(2000);
		expect(store.snapshot().get(findingsRead, {isArchived: false}).rows).toHaveLength(3);
		await carryOut(findingArchive, await plan(findingArchive, targets.slice(0, 1)));
		store.want([list]);
		await clock.advance(3000);
		expect(store.snapshot().get(findingsRead, {isArchived: false}).rows).toHaveLength(2);
	});
});

describe('feedback', () => {
	test.each([
		['USEFUL', 'useful', ''],
		['NOT_USEFUL', 'not useful', 'it was the nightly scan'],
	])('%s is sent with its comment and read back', async (feedback, word, comment) => {
		const {plan, carryOut, targets, guardDuty, findings} = withFindings();
		const made = await plan(findingFeedback, targets, {feedback, comment});
		expect(made.steps[0]?.calls[0]).toMatchObject({
			name: 'guardduty:UpdateFindingsFeedback',
			input: {feedback, ...(comment !== '' && {comments: comment})},
		});
		const run = await carryOut(findingFeedback, made);
		expect(run.steps[0]?.detail).toBe(`1 finding marked ${word}`);
		expect(guardDuty.findings.get(findings[0]!.id)?.feedback).toBe(feedback);
	});

	test('with a comment that is too long is refused', async () => {
		const {plan, targets} = withFindings();
		const made = await plan(findingFeedback, targets, {feedback: 'USEFUL', comment: 'x'.repeat(501)});
		expect(made.refusal).toContain('at most 500');
	});
});

describe('a drill', () => {
	test('makes samples, says who will be told, and sees them come', async () => {
		const {plan, carryOut, guardDuty} = withFindings(0);
		const made = await plan(findingSamples, [], {samples: 'runtime'});
		expect(made.warnings.join()).toContain('EventBridge carries samples');
		expect(made.steps[0]?.calls[0]).toMatchObject({name: 'guardduty:CreateSampleFindings'});
		expect(made.steps[0]?.target).toBe('arn:aws:guardduty:eu-west-1:123456789012:detector/d-1');
		const run = await carryOut(findingSamples, made);
		expect(run.steps[0]?.detail).toBe('46 of 46 samples are there');
		expect([...guardDuty.findings.values()].every(({isSample}) => isSample)).toBe(true);
	});

	test('whose samples do not come is told as failed', async () => {
		const {plan, carryOut, guardDuty} = withFindings(1);
		guardDuty.isObedient = false;
		const run = await carryOut(findingSamples, await plan(findingSamples, [], {samples: 'reverse-shell'}));
		expect(run.steps[0]?.detail).toBe(
			'CreateSampleFindings was sent, but after 2 min: 0 of 1 samples are there',
		);
	});

	test('needs a detector', async () => {
		const console = aConsole();
		console.ecs.detector = undefined;
		expect((await console.plan(findingSamples, [], {samples: 'chain'})).refusal).toContain('not enabled');
	});
});
