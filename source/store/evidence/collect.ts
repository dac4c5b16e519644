import {type Answer} from '../../domain/account.js';
import {parseArn} from '../../domain/arn.js';
import {evidenceFolderName} from '../../domain/findings/evidence/file-name.js';
import {type EvidenceManifest} from '../../domain/findings/evidence/manifest.js';
import {evidenceReport} from '../../domain/findings/evidence/report.js';
import {type Finding, type FindingSummary} from '../../domain/findings/finding.js';
import {isolationRecords, isolationWords, taskIsolation} from '../../domain/findings/isolation-record.js';
import {sessionTaskId} from '../../domain/findings/session-task.js';
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
import {type Identity, type Task} from '../../domain/resources.js';
import {type StepContext} from '../actions/action.js';
import {type JournalEntry} from '../journal.js';
import {linesAbout} from '../journal-lines.js';
import {type Collecting, jsonOf} from './ask.js';
import {collectLogs} from './collect-logs.js';
import {collectNetwork} from './collect-network.js';
import {collectDefinition, collectService, collectTask} from './collect-task.js';
import {createDrawer, type Drawer} from './drawer.js';
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
	const finding = await collectFinding(collecting, subject);
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

	addHeld(collecting, subject, lines);
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

async function collectFinding(
	{context, drawer, reading}: Collecting,
	{finding, detectorId}: EvidenceSubject,
): Promise<Finding | undefined> {
	if (finding === undefined) {
		return undefined;
	}

	if (detectorId === undefined) {
		drawer.addJson(['finding-as-listed'], 'the finding, as the list of findings had it', jsonOf(finding));
		drawer.lacks('the whole finding', 'the detector is not known');
		return undefined;
	}

	reading('the finding');
	const answer = await context.call('guardduty:GetFindings', {detectorId, findingIds: [finding.id]});
	const whole = answer.ok ? answer.value.find(({id}) => id === finding.id) : undefined;
	if (whole) {
		drawer.addJson(['finding'], 'the finding, as GuardDuty answers it', whole.json);
		return whole;
	}

	if (answer.ok) {
		drawer.lacks('the whole finding', 'GuardDuty does not know it (any more)');
	} else {
		drawer.missed('the whole finding', answer.failure);
	}

	if (!context.signal.aborted) {
		drawer.addJson(['finding-as-listed'], 'the finding, as the list of findings had it', jsonOf(finding));
	}

	return undefined;
}

/** A sequence of several tasks leads to no single one: whoever reads the folder must know that theirs are not in it. */
function tellOfOtherTasks(drawer: Drawer, finding: Finding | undefined): void {
	const session = finding && sessionTaskId(finding);
	if (session !== undefined) {
		drawer.lacks(
			'the task',
			`the credentials were made for task ${session} by the name of their session, and the finding does not tell its cluster: keep the evidence of the task by itself`,
		);
	}

	const ids = (finding?.sequence?.resources ?? []).flatMap(({id}) => taskPlaceOf(id)?.id ?? []);
	if (ids.length > 0) {
		const why = `the attack sequence names ${ids.length} (${ids.join(', ')}): keep the evidence of each by itself, or of a finding about it`;
		drawer.lacks('the tasks', why);
	}
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

	const network = await collectNetwork(collecting, task, subject);
	const definition = await collectDefinition(
		collecting,
		task?.taskDefinition ?? definitionArn(finding?.task?.definitionArn),
	);
	const serviceName = task?.serviceName ?? finding?.serviceName;
	const service = await collectService(collecting, place, serviceName);
	const logs = await collectLogs(collecting, {taskId: place.id, task, definition, region});
	if (task) {
		collecting.drawer.addJson(['images'], 'the images of the containers, with their digests', imagesOf(task));
	}

	return {...network, ...service, logs, ...(definition && {definition})};
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

/** What needs no reading: it is held. */
function addHeld({drawer}: Collecting, {others}: EvidenceSubject, lines: readonly JournalEntry[]): void {
	if (others.length > 0) {
		drawer.addJson(['other-findings'], 'other open findings about the same task', jsonOf(others));
	}

	if (lines.length > 0) {
		drawer.addJson(['journal'], 'what was done about it with onduty, the oldest first', jsonOf(lines));
	}
}
