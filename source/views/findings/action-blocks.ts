import {type Finding, type FindingAction} from '../../domain/findings/finding.js';
import {type Fact} from '../blocks.js';
import {type Block} from '../view.js';
import {namedFacts, presentFacts} from './named-block.js';

/** Returns what was done over the network, by DNS or by the AWS API, then what threat lists know of it. */
export function actionBlocks({action, threats}: Finding): readonly Block[] {
	return [
		...(action ? presentFacts(headings[action.kind], factsOf(action)) : []),
		...presentFacts(
			'Threat intelligence',
			threats.flatMap(({list, names, fileSha256}): readonly Fact[] => [
				['list', list],
				['names', names.join(', ')],
				['file SHA-256', fileSha256],
			]),
		),
	];
}

const headings: {readonly [kind in FindingAction['kind']]: string} = {
	network: 'Network connection',
	dns: 'DNS request',
	api: 'AWS API call',
	other: 'Action',
};

function factsOf(action: FindingAction): readonly Fact[] {
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
