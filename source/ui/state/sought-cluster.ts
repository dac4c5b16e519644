import {type ConsoleState, withMessage} from './console-state.js';
import {type Context} from './context.js';
import {enter} from './trail.js';

/**
 * Opens the cluster that the command line named, as soon as the list has it. An operator who has gone elsewhere
 * meanwhile stays there; a whole list without the name says so.
 */
export function openSought(state: ConsoleState, context: Context): ConsoleState {
	const {sought} = state;
	if (sought === undefined) {
		return state;
	}

	const {listing, place, at} = context;
	const found = {...state, sought: undefined};
	if (state.trail.length > 1 || !listing) {
		return found;
	}

	const {view, rows, status} = listing;
	const row = rows.find(candidate => view.name(candidate) === sought || view.key(candidate) === sought);
	const below = row === undefined ? undefined : view.open(row, place);
	if (below !== undefined) {
		return enter(found, below);
	}

	return status.at === undefined || status.isPartial
		? state
		: withMessage(found, {text: `no cluster named ${sought} here`, tone: 'warning', at});
}
