import {type FindingAction} from '../../../../domain/findings/finding.js';
import {factsLeft, takeFacts} from './facts.js';
import {type Part, part, takeFlag, takeNumber, takeText} from './part.js';

/** Takes what was done; undefined when the finding tells of no action. */
export function takeAction(service: Part): FindingAction | undefined {
	const action = part(service, 'action');
	const type = takeText(action, 'actionType');
	const kind = kinds.find(({member}) => Object.keys(part(action, member)).length > 0);
	if (kind !== undefined) {
		const details = part(action, kind.member);
		const told = kind.take(details);
		// What the kind does not know is told with it, and not among the others.
		action[kind.member] = undefined;
		const unusual = type === undefined || type === kind.type ? [] : [{name: 'actionType', value: type}];
		return {...told, facts: [...unusual, ...factsLeft(details)]};
	}

	return type === undefined ? undefined : {kind: 'other', type, facts: takeFacts(service, 'action')};
}

type Taken = Exclude<FindingAction, {kind: 'other'}>;

type Kind = {readonly member: string; readonly type: string; take(details: Part): Taken};

const kinds: readonly Kind[] = [
	{member: 'networkConnectionAction', type: 'NETWORK_CONNECTION', take: takeConnection},
	{member: 'dnsRequestAction', type: 'DNS_REQUEST', take: takeRequest},
	{member: 'awsApiCallAction', type: 'AWS_API_CALL', take: takeCall},
];

function takeConnection(details: Part): Taken {
	return {
		kind: 'network',
		direction: takeText(details, 'connectionDirection'),
		protocol: takeText(details, 'protocol'),
		isBlocked: takeFlag(details, 'blocked'),
		localIp: takeIp(part(details, 'localIpDetails')),
		localPort: takeNumber(part(details, 'localPortDetails'), 'port'),
		remotePort: takeNumber(part(details, 'remotePortDetails'), 'port'),
		...takeRemote(details),
		facts: [],
	};
}

function takeRequest(details: Part): Taken {
	return {
		kind: 'dns',
		domain: takeText(details, 'domain'),
		domainWithSuffix: takeText(details, 'domainWithSuffix'),
		protocol: takeText(details, 'protocol'),
		isBlocked: takeFlag(details, 'blocked'),
		facts: [],
	};
}

function takeCall(details: Part): Taken {
	return {
		kind: 'api',
		api: takeText(details, 'api'),
		service: takeText(details, 'serviceName'),
		callerType: takeText(details, 'callerType'),
		userAgent: takeText(details, 'userAgent'),
		errorCode: takeText(details, 'errorCode'),
		...takeRemote(details),
		facts: [],
	};
}

function takeRemote(details: Part) {
	const remote = part(details, 'remoteIpDetails');
	return {
		remoteIp: takeIp(remote),
		remoteCountry: takeText(part(remote, 'country'), 'countryName'),
		remoteOrganisation: takeText(part(remote, 'organization'), 'org'),
	};
}

function takeIp(details: Part): string | undefined {
	return takeText(details, 'ipAddressV4') ?? takeText(details, 'ipAddressV6');
}
