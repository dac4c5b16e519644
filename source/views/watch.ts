import {type Census} from '../domain/agent/census.js';
import {type Fetched, heldValue} from '../domain/fetched.js';
import {type OptIn} from '../domain/opt-in/opt-in.js';
import {type RowVerdict} from './view.js';

/** What is asked: are the running tasks of a cluster or service watched as they should be? */
export type Watched = {
	/** Undefined while it was not read. */
	readonly optIn: OptIn | undefined;
	readonly census: Fetched<Census>;
	readonly runningTasks: number;
	/** Of those: tasks that the Fargate rules hold for; undefined when ECS did not say. */
	readonly fargateTasks: number | undefined;
};

/**
 * Returns whether what runs is watched: the one rule behind the fault marks, `f`, and the exit codes.
 *
 * | opt-in state         | fault                                          | unknown                                  | ok |
 * |----------------------|------------------------------------------------|------------------------------------------|----|
 * | any, near-miss tag   | always: somebody meant to opt in or out        |                                          |    |
 * | off                  | something runs                                 |                                          | nothing runs |
 * | not opted in         | a Fargate task runs                            | only EC2 tasks run: agents there may be installed by hand | nothing runs |
 * | excluded by tag      |                                                |                                          | always: a choice |
 * | monitored            | an expected agent failed or is absent          | no census, a partial one, one that saw none of the tasks, an agent that starts or can't be told (EC2) | else |
 * | unknown              | an agent failed                                | else                                     |    |
 * | not read yet         |                                                | always                                   |    |
 */
export function watchVerdict({optIn, census, runningTasks, fargateTasks}: Watched): RowVerdict {
	if (optIn === undefined) {
		return 'unknown';
	}

	if (optIn.nearMisses.length > 0) {
		return 'fault';
	}

	const counted = heldValue(census);
	switch (optIn.state) {
		case 'excluded':
			return 'ok';
		case 'off':
			return runningTasks > 0 ? 'fault' : 'ok';
		case 'not-opted-in':
			if ((fargateTasks ?? runningTasks) > 0) {
				return 'fault';
			}

			return runningTasks > 0 ? 'unknown' : 'ok';
		case 'unknown':
			return (counted?.failed ?? 0) > 0 ? 'fault' : 'unknown';
		case 'monitored':
			return monitoredVerdict(counted, runningTasks);
	}
}

function monitoredVerdict(census: Census | undefined, runningTasks: number): RowVerdict {
	if (!census || census.tasks === 0) {
		return runningTasks > 0 ? 'unknown' : 'ok';
	}

	if (census.failed + census.absent > 0) {
		return 'fault';
	}

	return census.isPartial || census.unknown + census.starting > 0 ? 'unknown' : 'ok';
}

/** Returns the worse of several verdicts: a fault beats an unknown, which beats ok. */
export function worst(...verdicts: readonly RowVerdict[]): RowVerdict {
	if (verdicts.includes('fault')) {
		return 'fault';
	}

	return verdicts.includes('unknown') ? 'unknown' : 'ok';
}
