import {type DetectorArn, parseArn} from '../../../domain/arn.js';
import {failureLine} from '../../../domain/failure-text.js';
import {heldValue} from '../../../domain/fetched.js';
import {want} from '../../read.js';
import {identityRead} from '../../reads/identity.js';
import {type Snapshot} from '../../snapshot.js';
import {type FindingTarget, type Plan, type Step, type StepContext, type StepEnd} from '../action.js';
import {findingAction, type PlanInputOf} from '../action-of.js';
import {emptyPlan, listed, span} from '../plan-parts.js';
import {type Look, watch} from '../watch.js';
import {explained, send} from '../write-end.js';
import {detectorWants, heldDetector} from './held-finding.js';
import {type SampleSet, sampleSets} from './sample-sets.js';

const [firstSet] = sampleSets;
const everyMs = 3000;
/** AWS documents no time; the console shows them at once. */
const patienceMs = 120_000;
/** The clocks of this machine and of GuardDuty differ by less. */
const skewMs = 300_000;

/** Makes sample findings for a drill, marked as samples, and sees them come. */
export const findingSamples = findingAction({
	id: 'finding.samples',
	label: 'drill',
	describes: 'Make sample findings for a drill',
	appliesTo: ['finding'],
	isOfAccount: true,
	disabledReason: () => undefined,
	wants: () => [...detectorWants(), want(identityRead, undefined, {everyMs: 3_600_000, priority: 0})],
	questions: () => [
		{
			kind: 'choice',
			id: 'samples',
			label: 'which samples?',
			options: sampleSets.map(({value, label, hint}) => ({value, label, hint})),
			initial: firstSet?.value ?? '',
		},
	],
	plan,
});

function plan({answers, snapshot}: PlanInputOf<FindingTarget>): Plan {
	const title = 'make sample findings';
	const set = sampleSets.find(({value}) => value === answers.samples);
	if (set === undefined) {
		return emptyPlan(title, {refusal: 'choose which samples', warnings: []});
	}

	const detector = heldDetector(snapshot);
	if (detector.status !== 'held') {
		return emptyPlan(
			title,
			detector.status === 'waiting'
				? {waitingFor: 'the detector', warnings: []}
				: {refusal: detector.why, warnings: []},
		);
	}

	const identity = snapshot.get(identityRead, undefined);
	if (identity.status === 'waiting') {
		return emptyPlan(title, {waitingFor: 'who you are', warnings: []});
	}

	if (identity.status === 'failed') {
		const refusal = `which account this is can't be read: ${failureLine(identity.failure)}`;
		return emptyPlan(title, {refusal, warnings: []});
	}

	return {
		title: `${title}: ${set.label}`,
		changes: [
			`GuardDuty makes sample findings of ${listed(set.types, 4)}`,
			'their titles begin with [SAMPLE], and every list here marks them as samples',
			'samples that are there already are updated and count one more',
		],
		keeps: ['no task, service or cluster is touched: samples are about resources that do not exist'],
		warnings: [
			'EventBridge carries samples as it carries real findings: who is paged by those is paged now, so tell them first',
			'Security Hub and the export to S3 get them as well',
			'they stay open until somebody archives them',
		],
		steps: [samplesStep(set, detector.id, detectorArn(detector.id, snapshot))],
		waveSize: 1,
		confirm: {kind: 'y'},
	};
}

/** Format: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html */
function detectorArn(id: string, snapshot: Snapshot): DetectorArn {
	const identity = heldValue(snapshot.get(identityRead, undefined));
	const partition = parseArn(identity?.arn ?? '')?.partition ?? 'aws';
	return `arn:${partition}:guardduty:${snapshot.scope.region}:${identity?.account ?? ''}:detector/${id}` as DetectorArn;
}

function samplesStep({label, types}: SampleSet, detectorId: string, target: DetectorArn): Step {
	const call = {name: 'guardduty:CreateSampleFindings', input: {detectorId, findingTypes: types}} as const;
	return {
		id: target,
		label,
		target,
		calls: [call],
		async run(context) {
			const since = context.now() - skewMs;
			const sent = await send(context, call);
			return sent.status === 'ended' ? sent.end : watchSamples(context, {detectorId, types, since});
		},
	};
}

type Expected = {readonly detectorId: string; readonly types: readonly string[]; readonly since: number};

async function watchSamples(context: StepContext, expected: Expected): Promise<StepEnd> {
	const wrote = 'CreateSampleFindings was sent';
	return watch(context, {
		everyMs,
		stallMs: patienceMs,
		look: () => look(context, expected),
		stalled: (detail, failure) => ({
			status: 'failed',
			detail: `${wrote}, but after ${span(patienceMs)}: ${detail}`,
			...(failure && {failure}),
		}),
		aborted: () => ({status: 'aborted', detail: `${wrote}; not all samples were seen yet`}),
		unreadable: failure => ({
			status: 'failed',
			detail: `${wrote}, but they can't be read: ${explained(failure)}`,
			failure,
		}),
	});
}

/** One page is enough: 50 types are the most that are asked for, and there is one sample of each. */
async function look(context: StepContext, {detectorId, types, since}: Expected): Promise<Look> {
	const page = await context.call('guardduty:ListFindings', {
		detectorId,
		criteria: {
			type: {equals: types},
			updatedAt: {greaterThanOrEqual: since},
			'service.archived': {equals: ['false']},
		},
		sort: {by: 'updatedAt', order: 'DESC'},
	});
	if (!page.ok) {
		return {status: 'unread', failure: page.failure};
	}

	const answer =
		page.value.items.length === 0
			? {ok: true as const, value: []}
			: await context.call('guardduty:GetFindings', {detectorId, findingIds: page.value.items});
	if (!answer.ok) {
		return {status: 'unread', failure: answer.failure};
	}

	const seen = new Set(answer.value.filter(({isSample}) => isSample).map(({type}) => type));
	const done = types.filter(type => seen.has(type)).length;
	const detail = `${done} of ${types.length} samples are there`;
	if (done === types.length) {
		return {status: 'ended', end: {status: 'done', detail}};
	}

	context.progress({phase: 'verifying', detail, done, of: types.length});
	return {status: 'going', mark: String(done), detail};
}
