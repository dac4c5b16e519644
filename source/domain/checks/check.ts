import {type DoctorFacts, type DoctorFactValues, type FactName} from '../doctor/doctor-facts.js';
import {type CheckStage, type Finding, notApplicable, unknown, type Verdict} from '../doctor/verdict.js';
import {type Fact} from '../fact.js';

/** One prerequisite. One file each in this folder, one line in the registry. */
export type Check = {
	readonly id: string;
	/** Two to five words that name the thing, since they stand beside `fail` as well as beside `pass`. */
	readonly title: string;
	/** Why it matters, one clause. */
	readonly why: string;
	/** What it looks at: once per cluster, per service, or per task. */
	readonly level: 'cluster' | 'service' | 'task';
	readonly stage: CheckStage;
	/** Without any one of these there is no verdict but unknown. */
	readonly needs: readonly FactName[];
	/** These are looked at as well when they are known. */
	readonly uses: readonly FactName[];
	run(facts: DoctorFacts): readonly Verdict[];
};

type Known<Names extends FactName> = {readonly [Name in Names]: DoctorFactValues[Name]};

type Definition<Needs extends FactName> = Omit<Check, 'needs' | 'uses' | 'run'> & {
	readonly needs: readonly Needs[];
	readonly uses?: readonly FactName[];
	/** Returns why the check has nothing to say, by what is known already; or undefined. */
	skips?(facts: DoctorFacts): string | undefined;
	judge(known: Known<Needs>, facts: DoctorFacts): Finding | readonly Finding[];
};

/**
 * Makes a check of its judgement. When a fact that it needs is not known the verdict is `unknown` and names the
 * missing permission; so no check can pass on something that was denied.
 */
export function defineCheck<Needs extends FactName>({
	skips,
	judge,
	uses = [],
	...about
}: Definition<Needs>): Check {
	const {id, title, why, needs} = about;
	function findings(facts: DoctorFacts): readonly Finding[] {
		const reason = skips?.(facts);
		if (reason !== undefined) {
			return [notApplicable(reason)];
		}

		const values = knownOf(facts, needs);
		if (values === undefined) {
			return [unreadFinding(facts, needs)];
		}

		const judged = judge(values, facts);
		return isList(judged) ? judged : [judged];
	}

	return {
		...about,
		uses,
		run: facts => findings(facts).map(finding => ({...finding, checkId: id, title, why})),
	};
}

/** Returns that a judgement needs a fact that is not known. */
export function unreadFact(name: FactName, fact: Fact<unknown>): Finding {
	if (fact.status === 'known') {
		return unknown(`${factWords[name]} can't be judged`);
	}

	return unknown(`${factWords[name]}: ${fact.why}`, fact.failure ? '' : 'wait for it', fact.permission);
}

function unreadFinding(facts: DoctorFacts, needs: readonly FactName[]): Finding {
	const unread = needs.filter(name => facts[name].status === 'unknown');
	// One that was denied tells the operator more than one that is on its way.
	const name = unread.find(candidate => isDenied(facts[candidate])) ?? unread[0] ?? 'cluster';
	return unreadFact(name, facts[name]);
}

function isDenied(fact: Fact<unknown>): boolean {
	return fact.status === 'unknown' && fact.permission !== undefined;
}

function knownOf<Needs extends FactName>(
	facts: DoctorFacts,
	needs: readonly Needs[],
): Known<Needs> | undefined {
	const entries: [FactName, unknown][] = [];
	for (const name of needs) {
		const fact: Fact<unknown> = facts[name];
		if (fact.status === 'unknown') {
			return undefined;
		}

		entries.push([name, fact.value]);
	}

	// Each value is taken from the fact of its own name just above.
	return Object.fromEntries(entries) as Known<Needs>;
}

function isList(judged: Finding | readonly Finding[]): judged is readonly Finding[] {
	return Array.isArray(judged);
}

const factWords: {readonly [Name in FactName]: string} = {
	cluster: 'the cluster',
	detector: 'the GuardDuty detector',
	administrator: 'the GuardDuty administrator',
	accountSetting: 'the account setting',
	tagTime: 'when the tag was set',
	census: 'the tasks',
	coverage: "GuardDuty's coverage",
	service: 'the service',
	task: 'the task',
	taskDefinition: 'the task definition',
	role: 'the execution role',
	rolePolicies: "the role's policies",
	simulation: "the simulation of the role's policies",
	networkInterface: 'the network interface',
	subnets: 'the subnet',
	routeTables: 'the route tables',
	endpoints: 'the VPC endpoints',
	securityGroups: 'the security groups',
	dnsSupport: 'DNS support of the VPC',
	dnsHostnames: 'DNS host names of the VPC',
	prefixLists: 'the prefix lists',
};
