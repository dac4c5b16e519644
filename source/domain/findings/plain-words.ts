import {deedOf} from './deeds.js';
import {type Finding, type FindingAction} from './finding.js';
import {contextValue, placeOf, processOf, remoteOf} from './finding-words.js';

/**
 * Returns what happened as sentences, from what the finding itself tells: who did what, where, to whom, and what AWS
 * knows about that. The first sentence is enough to act on.
 */
export function plainWords(finding: Finding): readonly string[] {
	return [
		ended(`${processOf(finding)} ${deedOf(finding)}${placeOf(finding)}`),
		...commandSentence(finding),
		...connectionSentence(finding.action),
		...threatSentences(finding),
		...userSentence(finding),
		...repeatSentence(finding),
	];
}

function commandSentence(finding: Finding): readonly string[] {
	const command = contextValue(finding, 'commandLineExample');
	return command === undefined ? [] : [sentence(`The command was: ${command}`)];
}

function connectionSentence(action: FindingAction | undefined): readonly string[] {
	switch (action?.kind) {
		case 'network': {
			const {direction, protocol, isBlocked, remoteCountry, remoteOrganisation} = action;
			const owner = [remoteOrganisation, remoteCountry].filter(part => part !== undefined).join(', ');
			return [
				sentence(
					[
						direction === undefined || direction === 'UNKNOWN' ? 'The' : capital(direction.toLowerCase()),
						`connection${protocol === undefined ? '' : ` over ${protocol}`}`,
						`with ${remoteOf(action) ?? 'an address that is not told'}${owner === '' ? '' : ` (${owner})`}`,
						...(isBlocked === undefined ? [] : [isBlocked ? 'was blocked' : 'was not blocked']),
					].join(' '),
				),
			];
		}

		case 'dns':
			return action.isBlocked === true ? ['The query was blocked.'] : [];
		case 'api': {
			const from = action.remoteIp === undefined ? '' : ` from ${action.remoteIp}`;
			const error = action.errorCode === undefined ? '' : `, and got ${action.errorCode}`;
			return [sentence(`${action.api ?? 'An API'} of ${action.service ?? 'AWS'} was called${from}${error}`)];
		}

		default:
			return [];
	}
}

function threatSentences({threats, malware}: Finding): readonly string[] {
	const known = threats.flatMap(({list, names, fileSha256}) => {
		const what = names.length > 0 ? names.join(', ') : fileSha256;
		return what === undefined && list === undefined
			? []
			: [
					sentence(
						`Threat intelligence${list === undefined ? '' : ` (${list})`} knows it${what === undefined ? '' : `: ${what}`}`,
					),
				];
	});
	const found = malware?.threats ?? [];
	return found.length === 0
		? known
		: [...known, sentence(`The scan found ${found.map(({name}) => name).join(', ')}`)];
}

function userSentence({process}: Finding): readonly string[] {
	if (process?.user === undefined && process?.userId === undefined) {
		return [];
	}

	const {user, userId, effectiveUserId} = process;
	const who = user ?? `the user with id ${userId}`;
	const asRoot =
		effectiveUserId === 0 && userId !== undefined && userId !== 0 ? ', with the rights of root' : '';
	return [sentence(`It ran as ${who}${asRoot}`)];
}

function repeatSentence({count = 1, isSample}: Finding): readonly string[] {
	return [
		...(count > 1 ? [`It was seen ${count} times.`] : []),
		...(isSample ? ['This is a sample, made for a drill: nothing of it happened.'] : []),
	];
}

function sentence(text: string): string {
	return ended(capital(text));
}

/** Names keep their letters: a sentence may begin with one. */
function ended(text: string): string {
	return `${text}${/[.!?…]$/.test(text) ? '' : '.'}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
