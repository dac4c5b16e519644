import {
	type Finding,
	type FindingCriteria,
	GetFindingsCommand,
	type GuardDutyClient,
	ListDetectorsCommand,
	ListFindingsCommand,
	type ListFindingsCommandInput,
} from '@aws-sdk/client-guardduty';

/** The account's detector; the empty text where GuardDuty is off. */
export async function detectorOf(guardduty: GuardDutyClient): Promise<string> {
	const {DetectorIds} = await guardduty.send(new ListDetectorsCommand({}));
	return DetectorIds?.[0] ?? '';
}

/** All findings that the criteria let through, in the order that is asked for. */
export async function findingsOf(
	guardduty: GuardDutyClient,
	asked: Omit<ListFindingsCommandInput, 'DetectorId'> = {},
): Promise<readonly Finding[]> {
	const DetectorId = await detectorOf(guardduty);
	const all: Finding[] = [];
	let NextToken: string | undefined;
	do {
		const page = await guardduty.send(new ListFindingsCommand({DetectorId, ...asked, NextToken}));
		const ids = page.FindingIds ?? [];
		const {Findings = []} = await guardduty.send(new GetFindingsCommand({DetectorId, FindingIds: ids}));
		all.push(...ids.flatMap(id => Findings.find(({Id}) => Id === id) ?? []));
		NextToken = page.NextToken;
	} while (NextToken !== undefined);

	return all;
}

/** A criterion on one field. */
export const where = (
	field: string,
	condition: NonNullable<FindingCriteria['Criterion']>[string],
): {readonly FindingCriteria: FindingCriteria} => ({FindingCriteria: {Criterion: {[field]: condition}}});

/** The ARN of the task that a finding names. */
export const taskOf = ({Resource}: Finding): string => Resource?.EcsClusterDetails?.TaskDetails?.Arn ?? '';
