import {type Census} from '../../domain/agent/census.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {optInLabel} from '../../domain/opt-in/opt-in-agents.js';
import {noneCell, waitingCell} from '../columns.js';
import {symbols} from '../symbols.js';
import {type Cell} from '../view.js';

/** Returns the opt-in state as symbol and words: `✓ monitored (tag)`, with `!tag` where a tag almost matches. */
export function optInCell(optIn: OptIn | undefined, census: Census | undefined): Cell {
	if (!optIn) {
		return waitingCell;
	}

	const {label, overlay} = optInLabel(optIn, census);
	const {symbol, tone} = overlay === 'none' ? looks[optIn.state] : overlaid;
	const note = optIn.nearMisses.length > 0 ? ' !tag' : '';
	return {text: `${symbol} ${label}${note}`, tone: note === '' ? tone : 'fault'};
}

type Look = {readonly symbol: string; readonly tone: Cell['tone']};

const looks: {readonly [state in OptIn['state']]: Look} = {
	monitored: {symbol: symbols.good, tone: 'good'},
	excluded: {symbol: symbols.chosen, tone: 'dim'},
	'not-opted-in': {symbol: symbols.fault, tone: 'fault'},
	off: {symbol: symbols.fault, tone: 'fault'},
	unknown: {symbol: symbols.unknown, tone: 'warning'},
};

/** The tasks don't match the state yet, or any more. */
const overlaid: Look = {symbol: symbols.warning, tone: 'warning'};

/** Where a state stands when clusters are sorted by it: what needs a decision comes first. */
const ranks: {readonly [state in OptIn['state']]: number} = {
	'not-opted-in': 0,
	off: 1,
	unknown: 3,
	monitored: 5,
	excluded: 7,
};

/** Tasks that lack the agent come after clusters that lack it whole, agents that are left over after the unknown. */
const overlaidRanks = {'needs-redeploy': 2, 'stale-sidecar': 4} as const;

/** Nothing runs there: whatever the state, nothing is unwatched. */
const emptyRank = 6;

/**
 * Returns what the opt-in column is sorted by, worst first; states with a tag that almost matches come before
 * their like.
 */
export function optInRank(
	optIn: OptIn | undefined,
	census: Census | undefined,
	runningTasks: number | undefined,
): number | undefined {
	if (!optIn) {
		return undefined;
	}

	// The tasks that were seen say more than the cluster's own count, which some endpoints leave at nothing.
	if ((census?.tasks ?? runningTasks) === 0) {
		return emptyRank;
	}

	const {overlay} = optInLabel(optIn, census);
	const rank = overlay === 'none' ? ranks[optIn.state] : overlaidRanks[overlay];
	return rank - (optIn.nearMisses.length > 0 ? 0.5 : 0);
}

/** Returns the tag `GuardDutyManaged` of near misses in words, a dash for none: `True: the value must be …`. */
export function nearMissCell(optIn: OptIn | undefined): Cell {
	const notes = nearMissNotes(optIn);
	return notes.length === 0 ? noneCell : {text: notes.join('; '), tone: 'fault'};
}

/** Returns one sentence for each tag that GuardDuty does not heed though somebody meant it to. */
export function nearMissNotes(optIn: OptIn | undefined): readonly string[] {
	return (optIn?.nearMisses ?? []).map(
		({key, value, why}) => `tag ${key} = “${value}” does not count: ${why}`,
	);
}
