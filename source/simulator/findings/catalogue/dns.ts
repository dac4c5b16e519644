import {dnsAction, threatEvidence} from '../network.js';
import {high, low, medium, type RuntimeType, type Scene, type Story} from './runtime-type.js';

const downloader = {path: '/usr/bin/curl', parents: ['/bin/sh']};

type Query = {
	readonly domain: (scene: Scene) => string;
	/** On which of Amazon's lists the name is; none where the name is judged by its looks. */
	readonly threats?: readonly string[];
	readonly process?: Story['process'];
};

const asking =
	({domain, threats, process}: Query): RuntimeType['story'] =>
	scene => ({
		process: process ?? downloader,
		action: dnsAction(domain(scene), scene.subject.account),
		...(threats && {
			evidence: threatEvidence(threats),
			additional: {threatListName: 'Amazon', threatName: threats[0]},
		}),
	});

/** What was asked for, out of the story's own action. */
function asked({action}: Story): string {
	const request = action?.dnsRequestAction;
	return typeof request === 'object' && request !== null && 'domain' in request ? String(request.domain) : '';
}

const any = (scene: Scene, names: readonly string[]): string => scene.random.pick(names);

/** Types that a look-up of a name gives away. */
export const dnsTypes: readonly RuntimeType[] = [
	{
		type: 'Backdoor:Runtime/C&CActivity.B!DNS',
		severity: high,
		title: 'A container looked up the name of a known command and control server.',
		did: story => `asked DNS for ${asked(story)}, which leads to a known command and control server`,
		story: asking({
			domain: scene => any(scene, ['c2.update-cdn.example', 'beacon.telemetry-eu.example']),
			threats: ['C&C'],
		}),
	},
	{
		type: 'CryptoCurrency:Runtime/BitcoinTool.B!DNS',
		severity: high,
		title: 'A container looked up a name of a cryptocurrency network.',
		did: story => `asked DNS for ${asked(story)}, which belongs to a mining pool`,
		story: asking({
			domain: scene => any(scene, ['eu.xmr-pool.example', 'stratum.hashvault.example']),
			threats: ['Cryptocurrency'],
			process: {path: '/tmp/.cache/kdevtmpfsi', pwd: '/tmp/.cache', parents: ['/bin/sh']},
		}),
	},
	{
		type: 'Impact:Runtime/AbusedDomainRequest.Reputation',
		severity: medium,
		title: 'A container looked up a name that is known to be abused.',
		did: story => `asked DNS for ${asked(story)}, a name of low reputation that is often abused`,
		story: asking({domain: () => 'paste.dyn-host.example'}),
	},
	{
		type: 'Impact:Runtime/BitcoinDomainRequest.Reputation',
		severity: high,
		title: 'A container looked up a name of low reputation that has to do with cryptocurrency.',
		did: story => `asked DNS for ${asked(story)}, a name of low reputation in the trade of cryptocurrency`,
		story: asking({domain: () => 'wallet.coin-mixer.example'}),
	},
	{
		type: 'Impact:Runtime/MaliciousDomainRequest.Reputation',
		severity: medium,
		title: 'A container looked up a name of low reputation that is known to be malicious.',
		did: story => `asked DNS for ${asked(story)}, a name of low reputation known for malicious ends`,
		story: asking({domain: () => 'cdn.free-licence-keys.example', threats: ['Malicious domain']}),
	},
	{
		type: 'Impact:Runtime/SuspiciousDomainRequest.Reputation',
		severity: low,
		title: 'A container looked up a name that looks suspicious by its age and its use.',
		did: story => `asked DNS for ${asked(story)}, a young name that hardly anybody asks for`,
		story: asking({domain: () => 'metrics.qz7-static.example'}),
	},
	{
		type: 'Trojan:Runtime/BlackholeTraffic!DNS',
		severity: medium,
		title: 'A container looked up a name that leads into a black hole.',
		did: story => `asked DNS for ${asked(story)}, which leads to a black hole`,
		story: asking({domain: () => 'sinkhole.old-botnet.example', threats: ['Blackhole']}),
	},
	{
		type: 'Trojan:Runtime/DGADomainRequest.C!DNS',
		severity: high,
		title: 'A container looked up names that seem to be made by an algorithm.',
		did: story => `asked DNS for ${asked(story)}, a name that seems to be made by an algorithm`,
		story: asking({domain: ({random}) => `${random.hex(14)}.example`}),
	},
	{
		type: 'Trojan:Runtime/DriveBySourceTraffic!DNS',
		severity: high,
		title: 'A container looked up the name of a known source of drive-by downloads.',
		did: story => `asked DNS for ${asked(story)}, a known source of drive-by downloads`,
		story: asking({domain: () => 'player-update.video-codec.example', threats: ['Drive-by download']}),
	},
	{
		type: 'Trojan:Runtime/DropPoint!DNS',
		severity: medium,
		title: 'A container looked up the name of a host that keeps stolen data.',
		did: story => `asked DNS for ${asked(story)}, where malware is known to leave stolen data`,
		story: asking({domain: () => 'drop.paste-box.example', threats: ['DropPoint']}),
	},
	{
		type: 'Trojan:Runtime/PhishingDomainRequest!DNS',
		severity: high,
		title: 'A container looked up a name that is used for phishing.',
		did: story => `asked DNS for ${asked(story)}, which phishing is known to use`,
		story: asking({domain: () => 'signin.bank-secure.example', threats: ['Phishing']}),
	},
	{
		type: 'UnauthorizedAccess:Runtime/MetadataDNSRebind',
		severity: high,
		title: 'A container looked up a name that leads to the instance metadata service.',
		did: story => `asked DNS for ${asked(story)}, which resolves to the metadata service's address`,
		story: asking({
			domain: () => 'a.rebind.example',
			process: {path: '/usr/bin/wget', parents: ['/bin/bash']},
		}),
	},
];
