import {type DefaultSeverity, type TypeFacts} from './type-facts.js';
import {beyondRuntimeTypes} from './types-beyond.js';
import {networkTypes} from './types-network.js';
import {privilegeTypes} from './types-privilege.js';
import {processTypes} from './types-process.js';

/** The 46 types of Runtime Monitoring. docs.aws.amazon.com/guardduty/latest/ug/findings-runtime-monitoring.html */
export const runtimeTypes: readonly TypeFacts[] = [...networkTypes, ...processTypes, ...privilegeTypes];

const known: ReadonlyMap<string, TypeFacts> = new Map(
	[...runtimeTypes, ...beyondRuntimeTypes].map(facts => [facts.type, facts]),
);

/** The parts of a type's name: `Tactic:Resource/Name.Detail!Artifact`. */
export type TypeParts = {
	/** What the attack is for: `Execution`. */
	readonly tactic: string;
	/** What it is about: `Runtime`, `ECS`, `IAMUser`. */
	readonly resource: string;
	readonly name: string;
	readonly detail?: string;
	/** The means by which it was seen: `DNS`. */
	readonly artifact?: string;
};

export type ExplainedType = {
	readonly type: string;
	/** The tactic; `Other` when the name has none. */
	readonly family: string;
	/** Undefined for a type that is not in this catalogue. */
	readonly severity?: DefaultSeverity;
	readonly meaning: string;
	readonly advice: readonly string[];
	/** False when all that is told was read off the name. */
	readonly isKnown: boolean;
};

// docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html
const grammar = /^([A-Za-z]+):([A-Za-z0-9]+)\/([^.!/]+)(?:\.([^!]+))?(?:!(.+))?$/;

/** Returns the parts of a type's name, or undefined when it is none. */
export function typeParts(type: string): TypeParts | undefined {
	const [, tactic, resource, name, detail, artifact] = grammar.exec(type) ?? [];
	return tactic === undefined || resource === undefined || name === undefined
		? undefined
		: {
				tactic,
				resource,
				name,
				...(detail !== undefined && {detail}),
				...(artifact !== undefined && {artifact}),
			};
}

/** Returns the family by which types are filtered: the tactic, or `Other`. */
export function typeFamily(type: string): string {
	return typeParts(type)?.tactic ?? 'Other';
}

/** Returns every type of a family that is known here or was seen, at most as many as one criterion takes. */
export function typesOfFamily(family: string, seen: Iterable<string> = []): readonly string[] {
	return [...new Set([...known.keys(), ...seen])].filter(type => typeFamily(type) === family).slice(0, 50);
}

/** Returns what a type means; one that is new is explained from its name. */
export function explainType(type: string): ExplainedType {
	const facts = known.get(type);
	const family = typeFamily(type);
	return facts === undefined
		? {type, family, ...fromName(type), isKnown: false}
		: {...facts, family, isKnown: true};
}

function fromName(type: string): Pick<ExplainedType, 'meaning' | 'advice'> {
	const parts = typeParts(type);
	if (parts === undefined) {
		return {
			meaning: `onduty does not know the type ${type}.`,
			advice: ['Read what AWS writes in the description, and in its list of finding types.'],
		};
	}

	const {tactic, resource, name, detail, artifact} = parts;
	const what = [words(name), ...(detail === undefined ? [] : [`(${words(detail)})`])].join(' ');
	const seen = artifact === undefined ? '' : `, seen by ${artifact === 'DNS' ? 'DNS' : words(artifact)}`;
	return {
		meaning: `onduty does not know this type yet; by its name: ${purposes.get(tactic) ?? words(tactic)}, ${resources.get(resource) ?? words(resource)}, ${what}${seen}.`,
		advice: ['Read what AWS writes in the description, and in its list of finding types.'],
	};
}

// docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html
const purposes: ReadonlyMap<string, string> = new Map([
	['AttackSequence', 'several steps of one attack'],
	['Backdoor', 'a resource that was taken over and is remote-controlled'],
	['Behavior', 'activity unlike what is usual'],
	['CredentialAccess', 'getting at passwords or keys'],
	['CryptoCurrency', 'cryptocurrency'],
	['DefenseEvasion', 'hiding from what would find it'],
	['Discovery', 'finding out about the system'],
	['Execution', 'running code of the attacker'],
	['Exfiltration', 'carrying data out'],
	['Impact', 'misusing, changing or breaking things'],
	['InitialAccess', 'getting in'],
	['Object', 'a file in a bucket'],
	['PenTest', 'a tool of penetration testers'],
	['Persistence', 'coming back later'],
	['Policy', 'against good practice'],
	['PrivilegeEscalation', 'gaining more rights'],
	['Recon', 'probing from outside'],
	['Stealth', 'covering tracks'],
	['Trojan', 'a program that does other than it seems'],
	['UnauthorizedAccess', 'access by somebody who should not have it'],
]);

const resources: ReadonlyMap<string, string> = new Map([
	['Runtime', 'seen in a running workload'],
	['ECS', 'on an ECS cluster'],
	['EC2', 'on an EC2 instance'],
	['IAMUser', 'with AWS credentials'],
	['S3', 'on S3'],
	['Kubernetes', 'on Kubernetes'],
	['EKS', 'on an EKS cluster'],
	['Lambda', 'on a Lambda function'],
	['RDS', 'on a database'],
]);

/** `NewBinaryExecuted` → `new binary executed`; what is no such name stays as it is. */
function words(name: string): string {
	return name
		.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
		.split(' ')
		.map(word => (/^[A-Z][a-z]+$/.test(word) ? word.toLowerCase() : word))
		.join(' ');
}
