import {clockTime, momentText} from '../age.js';
import {callerName} from '../arn.js';
import {type NetworkInterface} from '../network/network.js';
import {type Json} from '../resources.js';
import {isolationGroupName} from './isolation.js';
import {type JournalLine} from './timeline.js';

/** A line of the journal, as far as isolation needs it. */
export type IsolationLine = JournalLine & {readonly parameters: Json};

/** What the journal tells last of a task's isolation. */
export type IsolationRecord = {
	/** `unsure`: it was sent, and nobody knows whether EC2 took it. */
	readonly kind: 'isolated' | 'released' | 'unsure';
	/** Epoch ms. */
	readonly at: number;
	readonly identity: string;
	readonly networkInterfaceId?: string;
	/** The group that the interface was given alone. */
	readonly groupId?: string;
};

/** What is known of a task's isolation; undefined where nothing says that it is isolated. */
export type TaskIsolation =
	| {
			readonly kind: 'isolated';
			/** When and by whom, where the journal tells. */
			readonly since?: number;
			readonly identity?: string;
			/** When EC2 said so last; undefined where only the journal does. */
			readonly seenAt?: number;
	  }
	| {readonly kind: 'unsure'; readonly since: number; readonly identity: string};

const kinds: {readonly [action: string]: 'isolated' | 'released'} = {
	'task.isolate': 'isolated',
	'task.release': 'released',
};
const groupsCall = 'ec2:ModifyNetworkInterfaceAttribute';

/** Returns by task (its ARN) what was done last to its groups, from lines that come the newest first. */
export function isolationRecords(lines: readonly IsolationLine[]): ReadonlyMap<string, IsolationRecord> {
	const records = new Map<string, IsolationRecord>();
	for (const line of lines) {
		const record = records.has(line.target) ? undefined : recordIn(line);
		if (record) {
			records.set(line.target, withNote(record, line.target, lines));
		}
	}

	return records;
}

function recordIn({
	action,
	call,
	result,
	detail,
	time,
	identity,
}: IsolationLine): IsolationRecord | undefined {
	const done = kinds[action];
	const at = Date.parse(time);
	if (done === undefined || !Number.isFinite(at) || (call !== groupsCall && call !== 'verify')) {
		return undefined;
	}

	if (result === 'ok') {
		return {kind: done, at, identity};
	}

	return call === 'verify' || isUndecided(detail) ? {kind: 'unsure', at, identity} : undefined;
}

/** What broke off on the way may have reached EC2; what EC2 refused did not change anything. */
function isUndecided(detail = ''): boolean {
	return /^(?:timeout|unreachable|server|malformed):|it may have been done/.test(detail);
}

/** The interface and its group stand in the note that isolating writes before it sends. */
function withNote(record: IsolationRecord, task: string, lines: readonly IsolationLine[]): IsolationRecord {
	const note = lines.find(
		({action, call, target}) => kinds[action] === 'isolated' && call === 'note' && target === task,
	);
	const networkInterfaceId = textIn(note?.parameters, 'networkInterfaceId');
	const groupId = textIn(note?.parameters, 'isolationGroup');
	return {
		...record,
		...(networkInterfaceId !== undefined && {networkInterfaceId}),
		...(groupId !== undefined && {groupId}),
	};
}

function textIn(parameters: Json | undefined, member: string): string | undefined {
	if (typeof parameters !== 'object' || parameters === null || !(member in parameters)) {
		return undefined;
	}

	const text = (parameters as {readonly [member: string]: Json})[member];
	return typeof text === 'string' ? text : undefined;
}

/** A network interface as EC2 described it at that time (epoch ms); without one EC2 does not know it any more. */
export type SeenInterface = {readonly networkInterface?: NetworkInterface; readonly at: number};

/** Returns what is known: what EC2 said after the journal's last line goes before it. */
export function taskIsolation(
	record: IsolationRecord | undefined,
	seen: SeenInterface | undefined,
): TaskIsolation | undefined {
	if (seen && seen.at >= (record?.at ?? 0)) {
		const {networkInterface, at} = seen;
		const wasDone = record?.kind === 'isolated' || record?.kind === 'unsure';
		return networkInterface && isInIsolation(networkInterface, record?.groupId)
			? {
					kind: 'isolated',
					...(wasDone && {since: record.at, identity: record.identity}),
					seenAt: at,
				}
			: undefined;
	}

	if (record === undefined || record.kind === 'released') {
		return undefined;
	}

	const {kind, at: since, identity} = record;
	return {kind, since, identity};
}

/** True where the interface has the isolation group alone. */
function isInIsolation({securityGroups, securityGroupNames}: NetworkInterface, groupId?: string): boolean {
	return (
		securityGroups.length === 1 &&
		(securityGroupNames?.[0] === isolationGroupName ||
			(groupId !== undefined && securityGroups[0] === groupId))
	);
}

/** Returns that a task is isolated, since when, by whom, and from where that is known. */
export function isolationWords(isolation: TaskIsolation): string {
	if (isolation.kind === 'unsure') {
		return isolationSince(isolation);
	}

	const {seenAt} = isolation;
	const source =
		seenAt === undefined ? 'by the journal; EC2 was not asked since' : `EC2 said so at ${clockTime(seenAt)}`;
	return `${isolationSince(isolation)} (${source})`;
}

/** Returns the same without the source. */
export function isolationSince(isolation: TaskIsolation): string {
	if (isolation.kind === 'unsure') {
		const {since, identity} = isolation;
		return `the change of its security groups was sent ${momentText(since)} by ${callerName(identity)}; whether EC2 took it is not known`;
	}

	const {since, identity} = isolation;
	return [
		'isolated',
		...(since === undefined ? [] : [`since ${momentText(since)}`]),
		...(identity === undefined ? [] : [`by ${callerName(identity)}`]),
	].join(' ');
}
