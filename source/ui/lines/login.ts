import {type Scope} from '../../domain/account.js';
import {type Failure} from '../../domain/failure.js';
import {failureText} from '../../domain/failure-text.js';
import {type Line, wrap} from './spans.js';

/** Returns what is wrong with the login and what to type; data from before stays on screen, with its age. */
export function loginLines(failure: Failure, scope: Scope, width: number): readonly Line[] {
	const {what, remedy} = failureText(failure, {profile: scope.profile});
	return [
		...wrap(what, width).map((text): Line => [{text, tone: 'fault'}]),
		[],
		...wrap(remedy, width).map((text): Line => [{text}]),
		[],
		[
			{text: 'profile ', tone: 'dim'},
			{text: scope.profile ?? 'default'},
			{text: '   Region ', tone: 'dim'},
			{text: scope.region},
			...(scope.endpointUrl === undefined
				? []
				: [{text: '   endpoint ', tone: 'dim'} as const, {text: scope.endpointUrl}]),
		],
		...(failure.message === ''
			? []
			: [[], ...wrap(failure.message, width).map((text): Line => [{text, tone: 'dim'}])]),
		[],
		[
			{text: 'r', tone: 'accent'},
			{text: ' reads the login again   '},
			{text: 'P', tone: 'accent'},
			{text: ' another profile or Region   '},
			{text: 'q', tone: 'accent'},
			{text: ' quits'},
		],
	];
}
