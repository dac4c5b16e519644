import {type Census} from '../../domain/agent/census.js';
import {type Json} from '../../domain/resources.js';

/** The counts of agents as every record has them. */
export const agentMembers = [
	'agentsExpected',
	'agentsRunning',
	'agentsStarting',
	'agentsFailed',
	'agentsAbsent',
	'agentsUnsupported',
	'agentsUnknown',
	'agentsPartial',
] as const;

/** Returns the counts, or null for all of them while there are none. */
export function agentRecord(
	census: Census | undefined,
): Readonly<Record<(typeof agentMembers)[number], Json>> {
	return {
		agentsExpected: census?.expected ?? null,
		agentsRunning: census?.running ?? null,
		agentsStarting: census?.starting ?? null,
		agentsFailed: census?.failed ?? null,
		agentsAbsent: census?.absent ?? null,
		agentsUnsupported: census?.unsupported ?? null,
		agentsUnknown: census?.unknown ?? null,
		agentsPartial: census?.isPartial ?? null,
	};
}
