import {type TypeFacts, typeFacts} from './type-facts.js';

const cutOff =
	'Cut the task off the network, keep the evidence, then replace it from an image that you trust.';
const sameImage = 'Look which other tasks run the same image: they may do the same.';
const whichProcess = 'See in the lineage which process asked, and whether your code has a reason to.';

/**
 * Types that are about whom a workload talks to.
 * docs.aws.amazon.com/guardduty/latest/ug/findings-runtime-monitoring.html
 */
export const networkTypes: readonly TypeFacts[] = [
	typeFacts(
		'Backdoor:Runtime/C&CActivity.B',
		'high',
		'The workload talks to an address from which attackers command the machines that they took over.',
		cutOff,
		sameImage,
	),
	typeFacts(
		'Backdoor:Runtime/C&CActivity.B!DNS',
		'high',
		'The workload looked up a name from which attackers command the machines that they took over.',
		cutOff,
		sameImage,
	),
	typeFacts(
		'CryptoCurrency:Runtime/BitcoinTool.B',
		'high',
		'The workload talks to an address of a cryptocurrency network: somebody may be mining at your expense.',
		'If this workload is meant to deal with cryptocurrency, suppress it for this image; else treat the task as taken over.',
		sameImage,
	),
	typeFacts(
		'CryptoCurrency:Runtime/BitcoinTool.B!DNS',
		'high',
		'The workload looked up a name of a cryptocurrency network: somebody may be mining at your expense.',
		'If this workload is meant to deal with cryptocurrency, suppress it for this image; else treat the task as taken over.',
		sameImage,
	),
	typeFacts(
		'Impact:Runtime/AbusedDomainRequest.Reputation',
		'medium',
		'The workload looked up a name of poor reputation, of a kind that is often abused.',
		whichProcess,
		'If nothing of yours needs that name, treat the task as taken over.',
	),
	typeFacts(
		'Impact:Runtime/BitcoinDomainRequest.Reputation',
		'high',
		'The workload looked up a name of poor reputation that has to do with cryptocurrency.',
		'If this workload is meant to deal with cryptocurrency, suppress it for this image; else treat the task as taken over.',
		sameImage,
	),
	typeFacts(
		'Impact:Runtime/MaliciousDomainRequest.Reputation',
		'medium',
		'The workload looked up a name that is known to serve attackers.',
		whichProcess,
		cutOff,
	),
	typeFacts(
		'Impact:Runtime/SuspiciousDomainRequest.Reputation',
		'low',
		'The workload looked up a name that hardly anybody asks for, or that is very new.',
		whichProcess,
		'A dependency that phones home explains it as often as an attack does.',
	),
	typeFacts(
		'Trojan:Runtime/BlackholeTraffic',
		'medium',
		'The workload tries to reach an address that swallows all traffic: the host there was taken down.',
		whichProcess,
		'Malware that lost its server behaves so: check the image.',
	),
	typeFacts(
		'Trojan:Runtime/BlackholeTraffic!DNS',
		'medium',
		'The workload looked up a name that now leads nowhere on purpose: its host was taken down.',
		whichProcess,
		'Malware that lost its server behaves so: check the image.',
	),
	typeFacts(
		'Trojan:Runtime/DGADomainRequest.C!DNS',
		'high',
		'The workload looks up names that a program made up, as malware does to find its server.',
		cutOff,
		sameImage,
	),
	typeFacts(
		'Trojan:Runtime/DriveBySourceTraffic!DNS',
		'high',
		'The workload looked up a name that hands out malware to whoever visits it.',
		'Find out what was downloaded, and check the image and the volumes for it.',
		cutOff,
	),
	typeFacts(
		'Trojan:Runtime/DropPoint',
		'medium',
		'The workload tries to reach an address where malware delivers what it stole.',
		cutOff,
		'Change the secrets and keys that this task could read.',
	),
	typeFacts(
		'Trojan:Runtime/DropPoint!DNS',
		'medium',
		'The workload looked up a name where malware delivers what it stole.',
		cutOff,
		'Change the secrets and keys that this task could read.',
	),
	typeFacts(
		'Trojan:Runtime/PhishingDomainRequest!DNS',
		'high',
		'The workload looked up a name that is used to trick people out of their passwords.',
		'Find out whether it visits such a page or serves one.',
		cutOff,
	),
	typeFacts(
		'UnauthorizedAccess:Runtime/MetadataDNSRebind',
		'high',
		'The workload looked up a name that resolves to the metadata service, a way to steal the credentials of an instance.',
		'Look for a program that fetches URLs which others choose, and mend it.',
		'Require IMDSv2 with a hop limit of 1, and change the credentials of the role.',
	),
	typeFacts(
		'UnauthorizedAccess:Runtime/TorClient',
		'high',
		'The workload enters the Tor network, which hides who talks to whom.',
		'If nothing of yours needs Tor, treat the task as taken over.',
		cutOff,
	),
	typeFacts(
		'UnauthorizedAccess:Runtime/TorRelay',
		'high',
		'The workload forwards the traffic of others within the Tor network.',
		'If nothing of yours needs Tor, treat the task as taken over.',
		cutOff,
	),
];
