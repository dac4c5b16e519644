import {type Place} from '../../views/view.js';
import {type ConsoleState, placeKey, placeOf, viewStateOf, withOverlay, withView} from './console-state.js';

/** Returns the state one level deeper. */
export function enter(state: ConsoleState, place: Place): ConsoleState {
	if (placeKey(place) === placeKey(placeOf(state))) {
		return withOverlay(state, undefined);
	}

	return {...state, trail: [...state.trail, place], previous: state.trail, overlay: undefined};
}

/** Returns the state at another trail: a pane, or where a command of `:` leads. */
export function jump(state: ConsoleState, trail: readonly Place[]): ConsoleState {
	const isHere = trail.map(placeKey).join() === state.trail.map(placeKey).join();
	return {
		...state,
		trail,
		previous: isHere ? state.previous : state.trail,
		overlay: undefined,
	};
}

/** Returns the state at the view before; twice comes back, as `cd -` does. */
export function previousView(state: ConsoleState): ConsoleState {
	return state.previous === undefined
		? state
		: {...state, trail: state.previous, previous: state.trail, overlay: undefined};
}

/**
 * Returns the state after Esc: it closes what lies over the view, else clears the filter, else faults only,
 * else goes one level up. At the top of an unfiltered pane nothing is left to do.
 */
export function goBack(state: ConsoleState): ConsoleState {
	if (state.overlay !== undefined) {
		return withOverlay(state, undefined);
	}

	const view = viewStateOf(state);
	if (view.filter !== '') {
		return withView(state, {...view, filter: ''});
	}

	if (view.isFaultsOnly) {
		return withView(state, {...view, isFaultsOnly: false});
	}

	return state.trail.length > 1 ? {...state, trail: state.trail.slice(0, -1), previous: state.trail} : state;
}
