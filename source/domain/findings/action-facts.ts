import {type FindingAction} from './finding.js';
import {namedFacts} from './named-facts.js';

/** What kind of thing was done, as a heading. */
export const actionHeadings: {readonly [kind in FindingAction['kind']]: string} = {
	network: 'Network connection',
	dns: 'DNS request',
	api: 'AWS API call',
	other: 'Action',
};

type Fact = readonly [name: string, value: string | undefined];

/** Returns what is told of an action, each fact with its name in words; undefined for what is not told. */
export function actionFacts(action: FindingAction): readonly Fact[] {
	switch (action.kind) {
		case 'network':
			return [
				['direction', action.direction],
				['protocol', action.protocol],
				['remote', remoteText(action)],
				['remote location', whereText(action)],
				['local', endpointText(action.localIp, action.localPort)],
				['blocked', yesNo(action.isBlocked)],
				...namedFacts(action.facts),
			];
		case 'dns':
			return [
				['domain', action.domain],
				['domain with suffix', action.domainWithSuffix],
				['protocol', action.protocol],
				['blocked', yesNo(action.isBlocked)],
				...namedFacts(action.facts),
			];
		case 'api':
			return [
				['API', [action.service, action.api].filter(Boolean).join(' ')],
				['caller', action.callerType],
				['remote', action.remoteIp],
				['remote location', whereText(action)],
				['user agent', action.userAgent],
				['error', action.errorCode],
				...namedFacts(action.facts),
			];
		case 'other':
			return [['type', action.type], ...namedFacts(action.facts)];
	}
}

function remoteText({remoteIp, remotePort}: Extract<FindingAction, {kind: 'network'}>): string | undefined {
	return endpointText(remoteIp, remotePort);
}

function whereText({
	remoteCountry,
	remoteOrganisation,
}: {
	readonly remoteCountry?: string;
	readonly remoteOrganisation?: string;
}): string {
	return [remoteCountry, remoteOrganisation].filter(Boolean).join(', ');
}

function endpointText(ip: string | undefined, port: number | undefined): string | undefined {
	return ip === undefined ? port?.toString() : port === undefined ? ip : `${ip} port ${port}`;
}

function yesNo(flag: boolean | undefined): string | undefined {
	return flag === undefined ? undefined : flag ? 'yes' : 'no';
}
