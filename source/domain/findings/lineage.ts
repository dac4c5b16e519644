import {type FindingProcess, type LineageProcess} from './finding.js';

/** How sure the link to the process above is. */
export type LineageLink =
	/** The finding names the parent, and has it. */
	| 'told'
	/** The named parent is not in the finding; AWS lists parents in order, so the next in the list stands above. */
	| 'assumed'
	/** The first one that is known. */
	| 'none';

export type LineageNode = {
	readonly process: LineageProcess;
	/** 0 for the oldest. */
	readonly depth: number;
	/** True for the process that the finding is about. */
	readonly isSubject: boolean;
	readonly link: LineageLink;
};

/**
 * Returns the processes of a finding as a tree, each after its parent, the oldest first. Ids that are missing, unknown,
 * repeated or in a circle cost no process: what can't be placed by its id is placed by AWS's order.
 */
export function lineageTree(process: FindingProcess | undefined): readonly LineageNode[] {
	if (process === undefined) {
		return [];
	}

	const {lineage, ...subject} = process;
	const processes: readonly LineageProcess[] = [subject, ...lineage.filter(other => !isSame(other, subject))];
	const parents = parentsOf(processes);
	return ordered(processes, parents);
}

/** AWS's own lists may begin with the process itself. */
function isSame(one: LineageProcess, other: LineageProcess): boolean {
	return one.uuid !== undefined && one.uuid === other.uuid && one.pid === other.pid;
}

type Parent = {readonly index: number; readonly link: 'told' | 'assumed'};

/** Returns the parent of each process by its place in the list; none for a root. */
function parentsOf(processes: readonly LineageProcess[]): ReadonlyMap<number, Parent> {
	const byUuid = new Map<string, number>();
	for (const [index, {uuid}] of processes.entries()) {
		if (uuid !== undefined && !byUuid.has(uuid)) {
			byUuid.set(uuid, index);
		}
	}

	const parents = new Map<number, Parent>();
	const link = (child: number, parent: Parent): boolean => {
		const isFree = parent.index !== child && parent.index < processes.length;
		if (isFree && !leadsTo(parents, parent.index, child)) {
			parents.set(child, parent);
		}

		return parents.has(child);
	};

	for (const [child, {parentUuid}] of processes.entries()) {
		const index = byUuid.get(parentUuid ?? '');
		if (index !== undefined) {
			link(child, {index, link: 'told'});
		}
	}

	for (const child of processes.keys()) {
		if (!parents.has(child)) {
			link(child, {index: child + 1, link: 'assumed'});
		}
	}

	return parents;
}

/** True when going up from one process comes to another: a link between them would close a circle. */
function leadsTo(parents: ReadonlyMap<number, Parent>, from: number, to: number): boolean {
	let at: number | undefined = from;
	while (at !== undefined && at !== to) {
		at = parents.get(at)?.index;
	}

	return at === to;
}

/** Depth first without recursion: a lineage may be long. */
function ordered(
	processes: readonly LineageProcess[],
	parents: ReadonlyMap<number, Parent>,
): readonly LineageNode[] {
	const children = new Map<number | undefined, number[]>();
	for (const index of processes.keys()) {
		const parent = parents.get(index)?.index;
		children.set(parent, [...(children.get(parent) ?? []), index]);
	}

	const nodes: LineageNode[] = [];
	const waiting = (children.get(undefined) ?? []).map(index => ({index, depth: 0}));
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const {index, depth} = next;
		const process = processes[index];
		if (process !== undefined) {
			nodes.push({process, depth, isSubject: index === 0, link: parents.get(index)?.link ?? 'none'});
		}

		for (const child of children.get(index) ?? []) {
			waiting.push({index: child, depth: depth + 1});
		}
	}

	return nodes;
}
