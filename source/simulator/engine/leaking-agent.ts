import {expectJudgement} from '../world/coverage/judge.js';
import {type Leak} from '../world/telemetry.js';
import {type Task, type World} from '../world/types.js';

/** How long it takes until a container that was killed runs again. */
const downMs = 90_000;

/** Gives a task an agent that is killed at its memory limit and begins anew, again and again while the task runs. */
export function leakAgent(world: World, task: Task, leak: Leak): void {
	task.usage = {...task.usage, agent: leak};
	const now = world.clock.now();
	const missed = Math.max(0, Math.ceil((now - leak.limitAt) / leak.everyMs));
	killLater(world, task, {at: leak.limitAt + missed * leak.everyMs, everyMs: leak.everyMs});
}

function killLater(world: World, task: Task, {at, everyMs}: {at: number; everyMs: number}): void {
	world.clock.schedule(at - world.clock.now(), () => {
		const {agent} = task;
		if (task.status !== 'RUNNING' || agent?.status !== 'RUNNING') {
			return;
		}

		// GuardDuty remembers what it said until now.
		expectJudgement(world, task.cluster);
		agent.status = 'STOPPED';
		agent.exitCode = 137;
		agent.reason = 'OutOfMemoryError: Container killed due to memory usage';
		agent.stoppedAt = at;
		task.version++;
		world.clock.schedule(downMs, () => beginAnew(world, task));
		killLater(world, task, {at: at + everyMs, everyMs});
	});
}

function beginAnew(world: World, task: Task): void {
	const {agent} = task;
	if (task.status !== 'RUNNING' || agent?.exitCode !== 137) {
		return;
	}

	expectJudgement(world, task.cluster);
	agent.status = 'RUNNING';
	delete agent.exitCode;
	delete agent.reason;
	delete agent.stoppedAt;
	task.version++;
}
