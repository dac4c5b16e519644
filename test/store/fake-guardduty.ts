import {type Answer} from '../../source/domain/account.js';
import {type Clock} from '../../source/domain/clock.js';
import {type Failure} from '../../source/domain/failure.js';
import {type Finding} from '../../source/domain/findings/finding.js';
import {type FindingCriteria, type FindingSort} from '../../source/domain/findings/finding-operations.js';
import {type OperationName} from '../../source/domain/operations.js';
import {failed, ok, type Script} from './fake-account.js';
import {pageOf} from './fake-world.js';

const idOf = (number: number) => number.toString(16).padStart(32, '0');

/** A finding on a task of the cluster `shop`, unless the facts say otherwise. */
export function aFinding(number: number, facts: Partial<Finding> = {}): Finding {
	const id = facts.id ?? idOf(number);
	return {
		id,
		arn: `arn:aws:guardduty:eu-west-1:123456789012:detector/d-1/finding/${id}`,
		accountId: '123456789012',
		region: 'eu-west-1',
		type: 'Execution:Runtime/ReverseShell',
		title: 'A reverse shell was opened.',
		description: '',
		severity: 8,
		count: 1,
		createdAt: 1_780_000_000_000 + number,
		updatedAt: 1_780_000_000_000 + number,
		firstSeenAt: 1_780_000_000_000 + number,
		lastSeenAt: 1_780_000_000_000 + number,
		isArchived: false,
		isSample: false,
		isSequence: false,
		clusterTags: [],
		context: [],
		threats: [],
		additionalInfo: [],
		others: [],
		json: {Id: id},
		...facts,
	};
}

export type FakeGuardDuty = {
	readonly findings: Map<string, Finding>;
	readonly script: Script;
	/** What fails from now on, for each of its calls; undefined makes it answer again. */
	readonly failures: Map<OperationName, Failure>;
	/** When false, writes are accepted and nothing changes. */
	isObedient: boolean;
	/** Adds findings. */
	add(...findings: readonly Finding[]): void;
};

/** A small GuardDuty: criteria and sorts that the console uses, pages of 50. */
export function createFakeGuardDuty(clock: Clock): FakeGuardDuty {
	const findings = new Map<string, Finding>();
	const failures = new Map<OperationName, Failure>();
	const unless = <T>(name: OperationName, answer: () => T): Answer<T> => {
		const failure = failures.get(name);
		return failure ? failed(failure) : ok(answer());
	};
	const change = (ids: readonly string[], facts: Partial<Finding>) => {
		for (const id of fake.isObedient ? ids : []) {
			const finding = findings.get(id);
			if (finding) {
				findings.set(id, {...finding, ...facts});
			}
		}

		return {};
	};

	const fake: FakeGuardDuty = {
		findings,
		failures,
		isObedient: true,
		add(...more) {
			for (const finding of more) {
				findings.set(finding.id, finding);
			}
		},
		script: {
			'guardduty:ListDetectors': () => unless('guardduty:ListDetectors', () => ['d-1']),
			'guardduty:ListFindings': ({criteria = {}, sort, nextToken}) =>
				unless('guardduty:ListFindings', () =>
					pageOf(
						[...findings.values()]
							.filter(finding => meets(finding, criteria))
							.sort(by(sort))
							.map(({id}) => id),
						nextToken,
						50,
					),
				),
			'guardduty:GetFindings': ({findingIds}) =>
				unless('guardduty:GetFindings', () => findingIds.flatMap(id => findings.get(id) ?? [])),
			'guardduty:GetFindingsStatistics': ({criteria = {}}) =>
				unless('guardduty:GetFindingsStatistics', () => {
					const counts = new Map<string, number>();
					for (const {severity = 0} of [...findings.values()].filter(finding => meets(finding, criteria))) {
						counts.set(severity.toFixed(1), (counts.get(severity.toFixed(1)) ?? 0) + 1);
					}

					return [...counts].map(([key, count]) => ({key, findings: count}));
				}),
			'guardduty:ArchiveFindings': ({findingIds}) =>
				unless('guardduty:ArchiveFindings', () => change(findingIds, {isArchived: true})),
			'guardduty:UnarchiveFindings': ({findingIds}) =>
				unless('guardduty:UnarchiveFindings', () => change(findingIds, {isArchived: false})),
			'guardduty:UpdateFindingsFeedback': ({findingIds, feedback}) =>
				unless('guardduty:UpdateFindingsFeedback', () => change(findingIds, {feedback})),
			'guardduty:CreateSampleFindings': ({findingTypes}) =>
				unless('guardduty:CreateSampleFindings', () => {
					for (const [index, type] of fake.isObedient ? findingTypes.entries() : []) {
						fake.add(
							aFinding(900_000 + index, {type, isSample: true, title: '[SAMPLE]', updatedAt: clock.now()}),
						);
					}

					return {};
				}),
		},
	};
	return fake;
}

function meets(finding: Finding, criteria: FindingCriteria): boolean {
	return Object.entries(criteria).every(([field, {equals, greaterThanOrEqual}]) => {
		const value = factOf(finding, field);
		return (
			(equals === undefined || equals.includes(String(value))) &&
			(greaterThanOrEqual === undefined || Number(value) >= greaterThanOrEqual)
		);
	});
}

function factOf(finding: Finding, field: string): unknown {
	switch (field) {
		case 'service.archived':
			return finding.isArchived;
		case 'updatedAt':
			return finding.updatedAt;
		case 'type':
			return finding.type;
		case 'severity':
			return finding.severity;
		default:
			throw new Error(`the fake knows no criterion ${field}`);
	}
}

function by(sort: FindingSort | undefined): (one: Finding, other: Finding) => number {
	const sign = sort?.order === 'DESC' ? -1 : 1;
	return (one, other) =>
		sign * (Number(factOf(one, sort?.by ?? 'updatedAt')) - Number(factOf(other, sort?.by ?? 'updatedAt')));
}
