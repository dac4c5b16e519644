import {type Census} from '../../domain/agent/census.js';
import {type Fetched, heldValue} from '../../domain/fetched.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {noneCell, unknownCell, waitingCell} from '../columns.js';
import {symbols} from '../symbols.js';
import {type Cell} from '../view.js';

/**
 * Returns agents running of agents expected: `41/44 !3`.
 * `!n` failed or absent ones where they are due, `?n` tasks that can't be told (EC2), `–n` tasks that can have no agent, a leading `?` when not all
 * tasks were read. Nothing known is `…` or `?`, never `0/0`: also when ECS counts running tasks that were not seen.
 */
export function agentsCell(
	census: Fetched<Census>,
	optIn: OptIn | undefined,
	runningTasks: number | undefined,
): Cell {
	if (census.status === 'waiting') {
		return waitingCell;
	}

	const counted = heldValue(census);
	if (!counted || (counted.tasks === 0 && (runningTasks ?? 0) > 0)) {
		return unknownCell;
	}

	if (counted.tasks === 0 && !counted.isPartial) {
		return noneCell;
	}

	const due = agentsMissing(counted, optIn);
	const parts = [
		counted.expected > 0 || counted.isPartial ? `${counted.running}/${counted.expected}` : '',
		due > 0 ? `!${due}` : '',
		counted.unknown > 0 ? `?${counted.unknown}` : '',
		counted.unsupported > 0 ? `${symbols.none}${counted.unsupported}` : '',
	];
	const text = (counted.isPartial ? '?' : '') + parts.filter(part => part !== '').join(' ');
	return {text, tone: agentsTone(counted, due, optIn)};
}

/** Returns how many agents are failed or absent where the cluster's state says that they should run. */
export function agentsMissing(census: Census, optIn: OptIn | undefined): number {
	switch (optIn?.state) {
		case 'monitored':
			return census.failed + census.absent;
		case 'unknown':
			// Nobody can say whether the absent ones are due; a failed one was injected, so it was.
			return census.failed;
		case 'excluded':
		case 'not-opted-in':
		case 'off':
		case undefined:
			return 0;
	}
}

function agentsTone(census: Census, missing: number, optIn: OptIn | undefined): Cell['tone'] {
	if (missing > 0) {
		return 'fault';
	}

	if (census.isPartial || census.unknown > 0) {
		return 'warning';
	}

	const isWhole = census.expected > 0 && census.running === census.expected;
	return optIn?.state === 'monitored' && isWhole ? 'good' : 'dim';
}
