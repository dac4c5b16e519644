import {type JsonObject} from '../json.js';
import {type Random} from '../random.js';

// Names and addresses are of the ranges that are kept for documentation: RFC 2606, RFC 5737.

/** A place on the internet. */
export type Remote = {
	readonly ip: string;
	readonly port: number;
	readonly country: {readonly code: string; readonly name: string};
	readonly city: string;
	readonly lat: number;
	readonly lon: number;
	readonly asn: string;
	readonly organization: string;
};

const places = [
	{country: {code: 'NL', name: 'Netherlands'}, city: 'Amsterdam', lat: 52.37, lon: 4.9},
	{country: {code: 'RO', name: 'Romania'}, city: 'Bucharest', lat: 44.43, lon: 26.1},
	{country: {code: 'SG', name: 'Singapore'}, city: 'Singapore', lat: 1.35, lon: 103.82},
	{country: {code: 'BR', name: 'Brazil'}, city: 'São Paulo', lat: -23.55, lon: -46.63},
] as const;

/** Somewhere, the same for the same stream of chance. */
export function remoteOf(random: Random, port: number): Remote {
	return {
		ip: `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${random.integer(1, 254)}`,
		port,
		...random.pick(places),
		asn: String(random.integer(64_496, 64_511)),
		organization: random.pick(['Example Hosting', 'Example Transit', 'Example VPS']),
	};
}

/** `remoteIpDetails` of an action. */
export function remoteIpDetails(remote: Remote): JsonObject {
	const {organization} = remote;
	return {
		ipAddressV4: remote.ip,
		country: {countryCode: remote.country.code, countryName: remote.country.name},
		city: {cityName: remote.city},
		geoLocation: {lat: remote.lat, lon: remote.lon},
		organization: {asn: remote.asn, asnOrg: organization, isp: organization, org: organization},
	};
}

const portNames: Readonly<Record<number, string>> = {22: 'SSH', 53: 'DNS', 80: 'HTTP', 443: 'HTTPS'};

/** A connection that the container opened, or that was opened to it. */
export function connectionAction(
	remote: Remote,
	{localIp, localPort, direction}: {localIp: string; localPort: number; direction: 'INBOUND' | 'OUTBOUND'},
): JsonObject {
	return {
		actionType: 'NETWORK_CONNECTION',
		networkConnectionAction: {
			blocked: false,
			connectionDirection: direction,
			protocol: 'TCP',
			localPortDetails: {port: localPort, portName: portNames[localPort] ?? 'Unknown'},
			localIpDetails: {ipAddressV4: localIp},
			remotePortDetails: {port: remote.port, portName: portNames[remote.port] ?? 'Unknown'},
			remoteIpDetails: remoteIpDetails(remote),
		},
	};
}

/** A name that the container asked DNS for. */
export function dnsAction(domain: string, owner: string): JsonObject {
	return {
		actionType: 'DNS_REQUEST',
		dnsRequestAction: {
			domain,
			protocol: 'UDP',
			blocked: false,
			domainWithSuffix: domain.split('.').slice(-2).join('.'),
			vpcOwnerAccountId: owner,
		},
	};
}

/** Evidence that a name, address or file is on one of Amazon's lists of threats. */
export function threatEvidence(threats: readonly string[], sha256?: string): JsonObject {
	return {
		threatIntelligenceDetails: [
			{
				threatListName: 'Amazon',
				threatNames: threats,
				...(sha256 !== undefined && {threatFileSha256: sha256}),
			},
		],
	};
}
