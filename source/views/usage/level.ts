import {type UsageWindow, usageWindows} from '../../domain/usage/usage.js';
import {type UsageLevel, usageLevels} from '../../domain/usage/usage-level.js';
import {type Place} from '../view.js';

/** Of one task there are no sums. */
const ofTask: readonly UsageLevel[] = ['containers', 'agents', 'tasks'];

const usualWindow: UsageWindow = '1h';

/** A day has the peaks of a day; less says little about a size. */
const usualSizeWindow: UsageWindow = '24h';

/** Returns how far back a place of usage looks. */
export function windowAt({view, window}: Place): UsageWindow {
	return window ?? (view.startsWith('size') ? usualSizeWindow : usualWindow);
}

/** Returns what a row is at a place of usage: of a task its containers side by side, else agents. */
export function levelAt({level, task}: Place): UsageLevel {
	return level ?? (task ? 'containers' : 'agents');
}

/** Returns the place with the next larger window; after the largest comes the smallest. */
export function withNextWindow(place: Place): Place {
	return {...place, window: after(usageWindows, windowAt(place))};
}

/** Returns the place with rows of the next kind. */
export function withNextLevel(place: Place): Place {
	return {...place, level: after(place.task ? ofTask : usageLevels, levelAt(place))};
}

function after<T>(all: readonly T[], one: T): T {
	const next = all[(all.indexOf(one) + 1) % all.length];
	return next ?? one;
}
