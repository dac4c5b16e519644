import {connectionAction, remoteOf, threatEvidence} from '../network.js';
import {high, medium, type RuntimeType, type Scene, type Story} from './runtime-type.js';

type Connection = {
	readonly port: number;
	readonly process: Story['process'];
	readonly threats?: readonly string[];
	/** Given where the connection came from outside to this port. */
	readonly listensOn?: number;
};

const connecting =
	({port, process, threats, listensOn}: Connection): RuntimeType['story'] =>
	({random, subject}: Scene) => ({
		process,
		action: connectionAction(remoteOf(random, port), {
			localIp: subject.privateIp,
			localPort: listensOn ?? random.integer(32_768, 60_999),
			direction: listensOn === undefined ? 'OUTBOUND' : 'INBOUND',
		}),
		...(threats && {
			evidence: threatEvidence(threats),
			additional: {threatListName: 'Amazon', threatName: threats[0]},
		}),
	});

const miner = {path: '/tmp/.cache/kdevtmpfsi', pwd: '/tmp/.cache', parents: ['/bin/sh']};
const fetcher = {path: '/usr/bin/curl', parents: ['/bin/sh']};

/** Types that a connection gives away. */
export const connectionTypes: readonly RuntimeType[] = [
	{
		type: 'Backdoor:Runtime/C&CActivity.B',
		severity: high,
		title: 'A container talked to the address of a known command and control server.',
		did: () => 'connected to the address of a known command and control server',
		story: connecting({
			port: 443,
			process: {path: '/tmp/.x/agentd', pwd: '/tmp/.x', parents: ['/bin/bash']},
			threats: ['C&C'],
		}),
	},
	{
		type: 'CryptoCurrency:Runtime/BitcoinTool.B',
		severity: high,
		title: 'A container talked to an address of a cryptocurrency network.',
		did: () => 'connected to an address of a mining pool',
		story: connecting({port: 3333, process: miner, threats: ['Cryptocurrency']}),
	},
	{
		type: 'Execution:Runtime/ReverseShell',
		severity: high,
		title: 'A process opened a reverse shell.',
		did: () => 'opened a shell on a connection that it made to a host outside',
		// Of the connection the finding carries family and protocol alone.
		story: () => ({
			process: {path: '/bin/bash', parents: ['/bin/sh']},
			context: {addressFamily: 'AF_INET', ianaProtocolNumber: 6},
		}),
	},
	{
		type: 'Trojan:Runtime/BlackholeTraffic',
		severity: medium,
		title: 'A container talked to an address that is a known black hole.',
		did: () => 'connected to an address that is a known black hole',
		story: connecting({port: 80, process: fetcher, threats: ['Blackhole']}),
	},
	{
		type: 'Trojan:Runtime/DropPoint',
		severity: medium,
		title: 'A container talked to the address of a host that keeps stolen data.',
		did: () => 'connected to a host where malware is known to leave stolen data',
		story: connecting({
			port: 21,
			process: {path: '/usr/bin/ncat', parents: ['/bin/sh']},
			threats: ['DropPoint'],
		}),
	},
	{
		type: 'UnauthorizedAccess:Runtime/TorClient',
		severity: high,
		title: 'A container joined the Tor network as a client.',
		did: () => 'connected to a guard of the Tor network',
		story: connecting({port: 9001, process: {path: '/usr/bin/tor', parents: ['/bin/sh']}, threats: ['Tor']}),
	},
	{
		type: 'UnauthorizedAccess:Runtime/TorRelay',
		severity: high,
		title: 'A container serves the Tor network as a relay.',
		did: () => 'took connections as a relay of the Tor network does',
		story: connecting({
			port: 40_112,
			process: {path: '/usr/bin/tor', parents: ['/bin/sh']},
			threats: ['Tor'],
			listensOn: 9001,
		}),
	},
];
