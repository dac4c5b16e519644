import {type Answer} from '../../domain/account.js';
import {parseArn} from '../../domain/arn.js';
import {evidenceFolderName} from '../../domain/findings/evidence/file-name.js';
import {type EvidenceManifest} from '../../domain/findings/evidence/manifest.js';
import {evidenceReport} from '../../domain/findings/evidence/report.js';
import {type Finding, type FindingSummary} from '../../domain/findings/finding.js';
import {isolationRecords, isolationWords, taskIsolation} from '../../domain/findings/isolation-record.js';
import {
	actionMoments,
	deploymentMoments,
	eventMoments,
	findingMoments,
	signalMoments,
	taskMoments,
	timeline,
} from '../../domain/findings/timeline.js';
import {type NetworkInterface} from '../../domain/network/network.js';
import {type Identity, type Task, type TaskDefinition} from '../../domain/resources.js';
import {type StepContext} from '../actions/action.js';
import {type JournalEntry} from '../journal.js';
import {linesAbout} from '../journal-lines.js';
import {type Collecting, jsonOf} from './ask.js';
import {addOthers, collectFinding, tellOfOtherTasks} from './collect-findings.js';
import {collectLogs} from './collect-logs.js';
import {collectNetwork} from './collect-network.js';
import {collectDefinition, collectService, collectTask} from './collect-task.js';
import {createDrawer} from './drawer.js';
import {type EvidenceSubject, type TaskPlace, taskPlaceOf} from './subject.js';

/** What is collected one after the other, for the progress: the rest takes no time. */
const parts = 8;

export type EvidenceAbout = {
	readonly subject: EvidenceSubject;
	readonly region: string;
	readonly identity?: Identity;
	readonly toolVersion: string;
};

export type Collected = {
	/** A plain name for the folder. */
	readonly name: string;
	readonly files: ReadonlyMap<string, string>;
	readonly missing: EvidenceManifest['missing'];
};

/**
 * Collects all that can be read of a finding and its task, the task first: it may be gone soon. What can't be read is
 * listed and the rest is kept; fails when nothing at all could be read, or when the signal is aborted.
 */
export async function collectEvidence(
	context: StepContext,
	about: EvidenceAbout,
): Promise<Answer<Collected>> {
	const {subject, region, identity, toolVersion} = about;
	const startedAt = context.now();
	const drawer = createDrawer();
	let done = 0;
	const collecting: Collecting = {
		context,
		drawer,
		reading(what) {
			context.progress({
				phase: 'applying',
				detail: `reading ${what}`,
				done: Math.min(done, parts),
				of: parts,
			});
			done += 1;
		},
	};
	const place = subject.task ?? taskPlaceOf(subject.finding?.taskArn);
	const found = place ? await collectTask(collecting, place, subject) : undefined;
	const {finding, others} = await collectFinding(collecting, subject);
	if (place === undefined) {
		tellOfOtherTasks(drawer, finding);
	}

	const ofTask = place && (await collectOfTask(collecting, {place, task: found?.task, finding, about}));
	const lines = linesAbout(subject.journal, [
		subject.finding?.arn,
		subject.finding?.id,
		place?.arn,
	]).toReversed();
	if (drawer.isEmpty()) {
		const [first] = drawer.missing();
		return {
			ok: false,
			failure: context.signal.aborted
				? {kind: 'cancelled', message: 'stopped before anything was written'}
				: {kind: 'absent', message: `nothing could be read${first ? `: ${first.what}: ${first.why}` : ''}`},
		};
	}

	addOthers(collecting, subject, others);
	addJournal(collecting, lines);
	const deeds = actionMoments(lines.toReversed()).toReversed();
	const moments = timeline(
		[...(finding ? [finding] : []), ...subject.others].flatMap(findingMoments),
		finding ? signalMoments(finding) : [],
		found?.task ? taskMoments(found.task) : [],
		eventMoments(ofTask?.service?.events ?? []),
		deploymentMoments(ofTask?.deployments ?? []),
		deeds,
	);
	const files = drawer.seal(
		{
			toolVersion,
			startedAt,
			endedAt: context.now(),
			region,
			...(identity && {identity: identity.arn, account: identity.account}),
			...(subject.finding && {finding: namesOf(subject.finding)}),
			...(place && {taskArn: place.arn}),
			logs: ofTask?.logs ?? [],
		},
		manifest =>
			evidenceReport({
				...(finding && {finding}),
				...(subject.finding && {summary: subject.finding}),
				...(found?.task && {task: found.task}),
				...(found && {taskState: found.state}),
				...(ofTask?.definition && {definition: ofTask.definition}),
				...(ofTask?.service && {service: ofTask.service}),
				interfaces: ofTask?.interfaces ?? [],
				groups: ofTask?.groups ?? [],
				...isolationFact(lines, place?.arn, ofTask?.interfaces[0], context.now()),
				others: subject.others,
				moments,
				deeds,
				manifest,
			}),
	);
	return {ok: true, value: {name: nameOf(subject, place, startedAt), files, missing: drawer.missing()}};
}

function namesOf({id, arn, type}: FindingSummary) {
	return {id, arn, type};
}

function nameOf({finding}: EvidenceSubject, place: TaskPlace | undefined, at: number): string {
	const about = finding ?? {id: place?.id ?? 'unknown', type: 'task'};
	return `onduty-evidence-${evidenceFolderName(about, at)}`;
}

type TaskKnown = {
	readonly place: TaskPlace;
	readonly task: Task | undefined;
	readonly finding: Finding | undefined;
	readonly about: EvidenceAbout;
};

async function collectOfTask(collecting: Collecting, {place, task, finding, about}: TaskKnown) {
	const {subject, region} = about;
	if (subject.finding?.isSample) {
		return undefined;
	}

	const readDefinition = () =>
		collectDefinition(collecting, task?.taskDefinition ?? definitionArn(finding?.task?.definitionArn));
	// The interface goes with its task, so it comes first; where there is none the definition tells why.
	const hasInterface = task?.network?.eniId !== undefined;
	const early = hasInterface ? undefined : {definition: await readDefinition()};
	const network = await collectNetwork(collecting, task, subject, modeOf(early?.definition));
	const {definition} = early ?? {definition: await readDefinition()};
	const serviceName = task?.serviceName ?? finding?.serviceName;
	const service = await collectService(collecting, place, serviceName);
	const logs = await collectLogs(collecting, {taskId: place.id, task, definition, region});
	if (task) {
		collecting.drawer.addJson(['images'], 'the images of the containers, with their digests', imagesOf(task));
	}

	return {...network, ...service, logs, ...(definition && {definition})};
}

/** One that names no mode has `bridge`: docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html */
function modeOf(definition: TaskDefinition | undefined): string | undefined {
	return definition && (definition.networkMode ?? 'bridge');
}

/** The finding's own copy is a text like any other until it has the shape. */
function definitionArn(text: string | undefined): Task['taskDefinition'] | undefined {
	const parts = parseArn(text ?? '');
	return parts?.service === 'ecs' && /^task-definition\/[A-Za-z0-9_-]{1,255}:\d{1,9}$/.test(parts.resource)
		? (text as Task['taskDefinition'])
		: undefined;
}

function imagesOf({containers}: Task) {
	return containers.map(({name, image, imageDigest, runtimeId}) => ({
		container: name,
		image: image ?? null,
		digest: imageDigest ?? null,
		runtimeId: runtimeId ?? null,
	}));
}

/** Whether it is cut off the network: by the journal, and by the interface as it was just read. */
function isolationFact(
	lines: readonly JournalEntry[],
	taskArn: string | undefined,
	networkInterface: NetworkInterface | undefined,
	at: number,
): {readonly isolation?: string} {
	const record = isolationRecords(lines.toReversed()).get(taskArn ?? '');
	const isolation = taskIsolation(record, networkInterface && {networkInterface, at});
	return isolation === undefined ? {} : {isolation: isolationWords(isolation)};
}

function addJournal({drawer}: Collecting, lines: readonly JournalEntry[]): void {
	if (lines.length > 0) {
		drawer.addJson(['journal'], 'what was done about it with onduty, the oldest first', jsonOf(lines));
	}
}
