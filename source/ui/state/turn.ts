import {type Place, type Turn} from '../../views/view.js';
import {type ConsoleState, placeKey, viewStateOf} from './console-state.js';
import {type Context} from './context.js';
import {just, type Outcome, say} from './outcome.js';

/** Returns the state at the same place seen otherwise: a longer time, another kind of row. Esc does not undo it. */
export function turn(way: Turn): (state: ConsoleState, context: Context) => Outcome {
	return (state, context) => {
		const place = turned(way, context);
		return place === undefined
			? say(state, context, `there is no other ${way} here`, 'dim')
			: just(replaced(state, place, way));
	};
}

/** Returns the place as that key turns it, undefined where it does nothing. */
export function turned(way: Turn, {view, place}: Context): Place | undefined {
	const next = view.turn?.(way, place);
	return next === undefined || placeKey(next) === placeKey(place) ? undefined : next;
}

/** The filter and the order go along; other rows have no cursor and no marks yet. */
function replaced(state: ConsoleState, place: Place, way: Turn): ConsoleState {
	const view = viewStateOf(state);
	const {cursor: _, standIn: __, sort: ___, ...others} = view;
	const kept = way === 'window' ? view : {...others, index: 0, line: 0, scroll: 0, marks: new Set<string>()};
	return {
		...state,
		trail: [...state.trail.slice(0, -1), place],
		views: {...state.views, [placeKey(place)]: kept},
	};
}
