import {groupBy} from '../../domain/group.js';
import {type FargateSize, frequentSizes} from '../../domain/usage/fargate-sizes.js';
import {type Measured} from '../../domain/usage/size-terms.js';
import {type EntityRow} from './usage-row.js';

/** What the tasks of a family used, each at its worst. */
export type MeasuredFamily = {
	readonly sizes: readonly FargateSize[];
	readonly launchType: string | undefined;
	readonly app: {readonly cpu: Measured; readonly memory: Measured};
	readonly agent: {readonly cpu: Measured; readonly memory: Measured};
	/** What GuardDuty set as the agent's limit. */
	readonly overrideMiB: number | undefined;
	readonly tasks: number;
	readonly samples: number;
	readonly spanMinutes: number;
};

/** Returns what is measured of a family, by the rows of its tasks and their containers. */
export function measuredFamily(members: readonly EntityRow[]): MeasuredFamily {
	const tasks = members.filter(({entity}) => entity.kind === 'task');
	const agents = members.filter(({entity}) => entity.kind === 'agent');
	const byTask = [...groupBy(members, ({entity}) => entity.taskId ?? '').values()];
	const running = tasks.filter(({isOver}) => !isOver);
	const told = tasks.length > 0 ? tasks : members;
	return {
		sizes: frequentSizes((running.length > 0 ? running : told).map(({size}) => size)),
		launchType: told[0]?.size.launchType,
		app: {
			cpu: worst(byTask.map(rows => appOf(rows, 'cpu'))),
			memory: worst(byTask.map(rows => appOf(rows, 'memory'))),
		},
		agent: {
			cpu: worst(agents.map(({entity}) => entity.stats.cpu)),
			memory: worst(agents.map(({entity}) => entity.stats.memory)),
		},
		overrideMiB: agents.find(({limit}) => limit.source === 'override')?.limit.memoryMiB,
		tasks: running.length,
		samples: told.reduce((sum, {entity}) => sum + entity.samples, 0),
		spanMinutes: Math.max(0, ...told.map(({entity}) => entity.spanMinutes)),
	};
}

/**
 * Returns what one task used without its agent: the sum of its containers' maxima, though they need not have come at
 * the same time, and never more than the task's own, which has the agent in it.
 */
function appOf(rows: readonly EntityRow[], metric: 'cpu' | 'memory'): Measured {
	const stats = (kind: string) =>
		rows.filter(({entity}) => entity.kind === kind).map(({entity}) => entity.stats[metric]);
	const containers = stats('container');
	const [task] = stats('task');
	return {
		...bounded('p95', containers, task),
		...bounded('max', containers, task),
	};
}

function bounded(name: 'p95' | 'max', containers: readonly Measured[], task: Measured | undefined): Measured {
	const parts = containers.map(one => one[name]);
	const isTold = parts.length > 0 && parts.every(part => part !== undefined);
	const sum = isTold ? parts.reduce<number>((all, part) => all + (part ?? 0), 0) : undefined;
	const value = lesser(sum, task?.[name]);
	return value === undefined ? {} : {[name]: value};
}

function lesser(one: number | undefined, other: number | undefined): number | undefined {
	return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

function worst(all: readonly Measured[]): Measured {
	return {...largest('p95', all), ...largest('max', all)};
}

function largest(name: 'p95' | 'max', all: readonly Measured[]): Measured {
	const known = all.flatMap(one => one[name] ?? []);
	return known.length === 0 ? {} : {[name]: known.reduce((one, other) => Math.max(one, other))};
}
