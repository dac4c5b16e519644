import {type JsonObject} from '../json.js';
import {createRandom, type Random} from '../random.js';
import {seconds} from '../wire/seconds.js';
import {type Subject} from './subject.js';

/** A process and how it came to be. */
export type ProcessPlan = {
	/** Of the executable; its last part names the process. */
	readonly path: string;
	readonly pwd?: string;
	/** root when none is given. */
	readonly user?: string;
	/** The effective user where it differs: 0 after an elevation. */
	readonly euid?: number;
	/** Executables between the process and the first one of its container, nearest first. */
	readonly parents?: readonly string[];
};

/** Who is who in the container: pid within it, and on the host. */
type Numbered = {
	readonly path: string;
	readonly inside: number;
	readonly pid: number;
	readonly at: number;
	readonly uuid: string;
};

/** A process with its lineage, nearest ancestor first, up to what started the container. */
export function processJson(
	plan: ProcessPlan,
	{random, at, subject}: {random: Random; at: number; subject: Subject},
): JsonObject {
	const user = plan.user ?? 'root';
	const userId = user === 'root' ? 0 : 1000;
	const [own, ...ancestors] = lineOf([plan.path, ...(plan.parents ?? []), subject.entry.path], {at, subject});
	const shim = shimOf(subject);
	const parentOf = (index: number): string => ancestors[index]?.uuid ?? shim.uuid;
	return {
		name: nameOf(plan.path),
		executablePath: plan.path,
		executableSha256: random.hex(64),
		namespacePid: own?.inside,
		pwd: plan.pwd ?? subject.entry.pwd,
		pid: own?.pid,
		startTime: seconds(own?.at),
		uuid: own?.uuid,
		parentUuid: parentOf(0),
		user,
		userId,
		euid: plan.euid ?? userId,
		lineage: [
			...ancestors.map(
				(ancestor, index): JsonObject => ({
					startTime: seconds(ancestor.at),
					namespacePid: ancestor.inside,
					userId,
					name: nameOf(ancestor.path),
					pid: ancestor.pid,
					uuid: ancestor.uuid,
					executablePath: ancestor.path,
					euid: userId,
					parentUuid: parentOf(index + 1),
				}),
			),
			...(subject.hasHost ? [shimJson(shim, subject)] : []),
		],
	};
}

/** The last part of a path. */
export function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

// The first process of a container is number 1 within it, and the same in every finding; each child is a little
// younger than its parent.
function lineOf(
	paths: readonly string[],
	{at, subject}: {at: number; subject: Subject},
): readonly Numbered[] {
	const first = shimOf(subject).pid + 1;
	return paths.map((path, index) => {
		const depth = paths.length - 1 - index;
		const birth = depth === 0 ? '' : `${path} ${at}`;
		return {
			path,
			inside: depth === 0 ? 1 : 40 + depth * 7,
			pid: first + depth * 7,
			at: depth === 0 ? subject.startedAt : Math.max(subject.startedAt, at - index * 1400 - 300),
			uuid: createRandom(`process of ${subject.containerId} ${birth}`).uuid(),
		};
	});
}

function shimOf({containerId}: Subject): {readonly uuid: string; readonly pid: number} {
	const random = createRandom(`shim of ${containerId}`);
	return {uuid: random.uuid(), pid: random.integer(2000, 28_000)};
}

// On an instance the runtime's shim is seen too; on Fargate it isn't the customer's.
function shimJson({uuid, pid}: {uuid: string; pid: number}, subject: Subject): JsonObject {
	return {
		startTime: seconds(subject.startedAt - 400),
		userId: 0,
		name: 'containerd-shim',
		pid,
		uuid,
		executablePath: '/usr/bin/containerd-shim-runc-v2',
		euid: 0,
	};
}
