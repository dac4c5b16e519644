import {type Scope} from '../../domain/account.js';
import {type ConsoleState, type Overlay} from './console-state.js';
import {type Context} from './context.js';

/** One line of the picker: a profile or a Region to go to. */
export type Choice = {
	readonly kind: 'profile' | 'region';
	readonly name: string;
	readonly isCurrent: boolean;
};

/** Returns what can be picked: profiles, then Regions, those that hold the typed text. */
export function choicesOf(
	state: ConsoleState,
	overlay: Overlay & {kind: 'picker'},
	context: Context,
): readonly Choice[] {
	const {scope, regions} = context;
	const sought = overlay.line.text.toLowerCase();
	const profiles: readonly Choice[] = state.profiles.map(name => ({
		kind: 'profile',
		name,
		isCurrent: name === (scope.profile ?? 'default'),
	}));
	const places: readonly Choice[] = regions.map(name => ({
		kind: 'region',
		name,
		isCurrent: name === scope.region,
	}));
	return [...profiles, ...places].filter(({kind, name}) => `${kind} ${name}`.toLowerCase().includes(sought));
}

export function scopeChange(choice: Choice): Partial<Scope> {
	return choice.kind === 'profile' ? {profile: choice.name} : {region: choice.name};
}
