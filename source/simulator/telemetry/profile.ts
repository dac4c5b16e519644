import {agentName} from '../world/agent-name.js';
import {agentImage} from '../world/agent-pull.js';
import {agentMemoryMiB} from '../world/agent-releases.js';
import {type AgentPattern, type AppPattern} from '../world/telemetry.js';
import {type ContainerDefinition, type Task, type World} from '../world/types.js';
import {leaking, type Rhythm, restarting} from './lives.js';
import {noise, seedOf} from './noise.js';

/** How one container of one task spends what it has; everything else follows from this and the minute. */
export type Profile = {
	readonly name: string;
	readonly image: string;
	readonly seed: number;
	readonly pattern: AppPattern | 'near limit' | 'leaking';
	readonly startedAt: number;
	/** None while it runs. */
	readonly endedAt?: number;
	/** When it begins anew by itself. */
	readonly rhythm?: Rhythm;
	/** Units of 1/1024 CPU on an ordinary minute, and the most it gets. */
	readonly cpu: number;
	readonly cpuLimit: number;
	/** MiB on an ordinary minute, and the most it gets. */
	readonly memory: number;
	readonly memoryLimit: number;
	/** Bytes per second on an ordinary minute. */
	readonly received: number;
	readonly sent: number;
	/** Bytes read while it starts, and per minute from then on. */
	readonly readAtStart: number;
	readonly readPerMinute: number;
	readonly writtenPerMinute: number;
	/** Minutes by which the day of its callers is shifted. */
	readonly dayShift: number;
	readonly cpuReserved: number;
	readonly memoryReserved: number;
	readonly hasNetwork: boolean;
};

const appPatterns: readonly AppPattern[] = [
	...(['steady', 'steady', 'steady', 'wave', 'wave', 'wave', 'spiky', 'spiky'] as const),
	...(['full', 'idle', 'restarting', 'gappy'] as const),
];

/** The containers of a task that ran, the application first, the agent last. */
export function profilesOf(world: World, task: Task): readonly Profile[] {
	const {startedAt} = task;
	if (startedAt === undefined) {
		return [];
	}

	const apps = task.definition.containers.map((container, index) =>
		appProfile(task, {container, index, startedAt}),
	);
	const agent = agentProfile(world, task, startedAt);
	return agent ? [...apps, agent] : apps;
}

function appProfile(
	task: Task,
	{container, index, startedAt}: {container: ContainerDefinition; index: number; startedAt: number},
): Profile {
	const {definition} = task;
	const seed = seedOf(`${task.id} ${container.name}`);
	// The tasks of a service behave alike.
	const kin = seedOf(`${task.cluster.name} ${task.group}`);
	const plan = task.usage?.app ?? task.service?.usage?.app;
	const pattern = plan ?? appPatterns[Math.floor(noise(kin, 3) * appPatterns.length)] ?? 'steady';
	const isMain = index === 0;
	const busy = pattern === 'idle' ? 0.01 : pattern === 'full' ? 0.55 : 0.08 + 0.25 * noise(kin, 4);
	// One that fills its task leaves just what the others in it need.
	const others = (task.agent ? 58 : 0) + 50 * (definition.containers.length - 1);
	const held =
		pattern === 'full' ? 0.99 * definition.memory - others : (0.25 + 0.3 * noise(kin, 5)) * definition.memory;
	const calls = isMain ? 500 + 60_000 * noise(kin, 6) ** 2 : 200;
	return {
		name: container.name,
		image: container.image,
		seed,
		pattern: isMain ? pattern : 'steady',
		startedAt,
		...endOf(task.stoppingAt),
		...(isMain && pattern === 'restarting' && {rhythm: restarting(seed)}),
		cpu: isMain ? busy * definition.cpu : 2 + 6 * noise(seed, 7),
		cpuLimit: isMain ? definition.cpu : Math.max(16, container.cpu),
		memory: isMain ? held : 30 + 20 * noise(seed, 8),
		memoryLimit: isMain ? definition.memory : (container.memory ?? 96),
		received: calls,
		sent: calls * (0.4 + noise(kin, 9)),
		readAtStart: Math.round((4 + 60 * noise(kin, 10)) * (isMain ? 1 : 0.2)) * 1_048_576,
		readPerMinute: 4096 * noise(seed, 11),
		writtenPerMinute: 40_960 * noise(seed, 12) ** 3,
		dayShift: 1440 * noise(kin, 13),
		// A container that reserves nothing is shown with what its task has.
		cpuReserved: container.cpu > 0 ? container.cpu : definition.cpu,
		memoryReserved: container.memoryReservation ?? container.memory ?? definition.memory,
		hasNetwork: definition.networkMode !== 'host',
	};
}

function agentProfile(world: World, task: Task, startedAt: number): Profile | undefined {
	const {agent, definition} = task;
	const hasRun = agent && (agent.status === 'RUNNING' || agent.exitCode !== undefined);
	if (!hasRun) {
		return undefined;
	}

	const name = agentName(task);
	const seed = seedOf(`${task.id} ${name}`);
	const plan = task.usage?.agent ?? task.service?.usage?.agent ?? 'steady';
	const limit = agentMemoryMiB(definition);
	const isLeak = typeof plan === 'object';
	const pattern = isLeak ? 'leaking' : plan;
	const rhythm = rhythmOf(plan, seed);
	// One that is killed at its limit begins anew; the end of any other is the end of it.
	const agentEnd = isLeak ? undefined : agent.status === 'STOPPED' ? agent.stoppedAt : undefined;
	return {
		name,
		image: agentImage(world.region, definition, agent.version),
		seed,
		pattern,
		startedAt,
		...endOf(earliest(agentEnd, task.stoppingAt)),
		...(rhythm && {rhythm}),
		cpu: 1.5 + 5 * noise(seed, 4),
		cpuLimit: Math.max(16, definition.cpu / 10),
		memory: pattern === 'near limit' ? limit * 0.9 : 24 + 28 * noise(seed, 5),
		memoryLimit: limit,
		received: 60 + 140 * noise(seed, 6),
		sent: 300 + 1800 * noise(seed, 7),
		readAtStart: 18 * 1_048_576,
		readPerMinute: 2048 * noise(seed, 8),
		writtenPerMinute: 1024 * noise(seed, 9),
		dayShift: 0,
		cpuReserved: 0,
		memoryReserved: limit,
		hasNetwork: definition.networkMode !== 'host',
	};
}

function rhythmOf(plan: AgentPattern, seed: number): Rhythm | undefined {
	if (typeof plan === 'object') {
		return leaking(plan);
	}

	return plan === 'restarting' ? restarting(seed) : undefined;
}

function endOf(endedAt: number | undefined): {readonly endedAt?: number} {
	return endedAt === undefined ? {} : {endedAt};
}

function earliest(first: number | undefined, second: number | undefined): number | undefined {
	return first === undefined || second === undefined ? (first ?? second) : Math.min(first, second);
}
