import {type JsonObject} from '../json.js';
import {agentPullFailure} from '../world/agent-pull.js';
import {latestAgentVersion} from '../world/agent-releases.js';
import {expectJudgement} from '../world/coverage/judge.js';
import {supportsAgent} from '../world/opt-in.js';
import {type Tag} from '../world/tag.js';
import {
	type Cluster,
	type ContainerInstance,
	type Deployment,
	type Launch,
	type Network,
	type Service,
	type Task,
	type TaskDefinition,
	type TaskStatus,
	type World,
} from '../world/types.js';

export type TaskOrder = {
	readonly cluster: Cluster;
	readonly definition: TaskDefinition;
	readonly group: string;
	readonly service?: Service;
	readonly startedBy?: string;
	readonly launch: Launch;
	readonly capacityProvider?: string;
	readonly network?: Network;
	readonly instance?: ContainerInstance;
	readonly overrides?: JsonObject;
	readonly enableExecuteCommand?: boolean;
	readonly tags?: readonly Tag[];
	readonly injectsAgent: boolean;
	readonly outcome: Deployment['outcome'];
	/** Told after every change, so that the scheduler can act on it. */
	readonly onChange: (task: Task) => void;
};

export type StopReason = {readonly code: string; readonly reason: string};

/** Stopped tasks can be described for an hour. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const keptStoppedMs = 3_600_000;

/** Starts a task; simulated time then takes it from PROVISIONING to RUNNING, or to its failure. */
export function startTask(world: World, order: TaskOrder): Task {
	const {injectsAgent, outcome, onChange, ...lasting} = order;
	// GuardDuty remembers what it said until now.
	expectJudgement(world, order.cluster);
	const isAttached = order.definition.networkMode === 'awsvpc';
	const task: Task = {
		...lasting,
		tags: order.tags ?? [],
		id: world.random.hex(32),
		createdAt: world.clock.now(),
		status: isAttached ? 'PROVISIONING' : 'PENDING',
		desired: 'RUNNING',
		version: 1,
	};
	if (injectsAgent && supportsAgent(order)) {
		task.agent = {version: latestAgentVersion, status: 'PENDING'};
	}

	order.cluster.contents().tasks.set(task.id, task);
	order.service?.tasks.push(task);

	const step = (delayMs: number, from: TaskStatus, act: () => void): void => {
		world.clock.schedule(delayMs, () => {
			if (task.status === from && task.desired === 'RUNNING') {
				act();
				// A failure has told of itself already.
				if (task.desired === 'RUNNING') {
					task.version++;
					onChange(task);
				}
			}
		});
	};

	const activate = (): void => {
		task.pullStoppedAt = world.clock.now();
		if (outcome === 'image missing') {
			const [first] = order.definition.containers;
			const reason = missingImage(first?.image ?? 'image');
			task.exit = {reason};
			failToStart(world, task, {code: 'TaskFailedToStart', reason}, onChange);
			return;
		}

		task.status = 'ACTIVATING';
		step(world.random.integer(800, 1200), 'ACTIVATING', () => {
			if (outcome === 'crashes') {
				task.exit = {code: 1};
				const reason = 'Essential container in task exited';
				failToStart(world, task, {code: 'EssentialContainerExited', reason}, onChange);
				return;
			}

			task.status = 'RUNNING';
			task.startedAt = world.clock.now();
			expectJudgement(world, task.cluster);
			settleAgent(world, task);
		});
	};

	const pull = (): void => {
		task.status = 'PENDING';
		task.pullStartedAt = world.clock.now();
		step(world.random.integer(3500, 5500), 'PENDING', activate);
	};

	if (isAttached) {
		step(world.random.integer(1800, 2600), 'PROVISIONING', pull);
	} else {
		pull();
	}

	return task;
}

/** Begins to stop a task; it ends STOPPED some seconds later and is forgotten after an hour. */
export function stopTask(world: World, task: Task, why: StopReason, onChange: (task: Task) => void): void {
	if (task.desired === 'STOPPED') {
		return;
	}

	expectJudgement(world, task.cluster);
	const wasRunning = task.status === 'RUNNING';
	task.desired = 'STOPPED';
	task.stopCode = why.code;
	task.stoppedReason = why.reason;
	task.stoppingAt = world.clock.now();
	if (!wasRunning) {
		takeDown(world, task, onChange);
		return;
	}

	enter(task, 'DEACTIVATING', onChange);
	world.clock.schedule(world.random.integer(1000, 1800), () => {
		enter(task, 'STOPPING', onChange);
		world.clock.schedule(world.random.integer(1800, 3000), () => {
			// 143: the process ended by SIGTERM.
			task.exit ??= {code: 143};
			takeDown(world, task, onChange);
		});
	});
}

export function missingImage(image: string): string {
	return `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`;
}

// Whether the agent can be pulled follows from the execution role and the network, as it does on AWS.
function settleAgent(world: World, task: Task): void {
	const {agent} = task;
	if (!agent) {
		return;
	}

	const reason = agentPullFailure(world, task);
	if (reason === undefined) {
		agent.status = 'RUNNING';
		return;
	}

	agent.status = 'STOPPED';
	agent.reason = reason;
	agent.stoppedAt = world.clock.now();
}

function failToStart(world: World, task: Task, why: StopReason, onChange: (task: Task) => void): void {
	task.desired = 'STOPPED';
	task.stopCode = why.code;
	task.stoppedReason = why.reason;
	task.stoppingAt = world.clock.now();
	takeDown(world, task, onChange);
}

function takeDown(world: World, task: Task, onChange: (task: Task) => void): void {
	if (task.agent && task.agent.status !== 'STOPPED') {
		task.agent.status = 'STOPPED';
		task.agent.stoppedAt = world.clock.now();
		if (task.startedAt !== undefined) {
			task.agent.exitCode = 143;
		}
	}

	enter(task, 'DEPROVISIONING', onChange);
	world.clock.schedule(world.random.integer(1200, 2200), () => {
		expectJudgement(world, task.cluster);
		task.stoppedAt = world.clock.now();
		enter(task, 'STOPPED', onChange);
		forgetLater(world, task, keptStoppedMs);
	});
}

/** Removes a stopped task when its hour is over; what it logged stays. */
export function forgetLater(world: World, task: Task, delayMs: number): void {
	world.clock.schedule(delayMs, () => {
		task.cluster.contents().tasks.delete(task.id);
		task.cluster.past.push(task);
		if (task.service) {
			task.service.tasks = task.service.tasks.filter(other => other !== task);
		}
	});
}

function enter(task: Task, status: TaskStatus, onChange: (task: Task) => void): void {
	task.status = status;
	task.version++;
	onChange(task);
}
