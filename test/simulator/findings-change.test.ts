import {
	ArchiveFindingsCommand,
	CreateSampleFindingsCommand,
	GetFindingsCommand,
	type GuardDutyClient,
	ListFindingsCommand,
	ListMembersCommand,
	UnarchiveFindingsCommand,
	UpdateFindingsFeedbackCommand,
} from '@aws-sdk/client-guardduty';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from './clients.js';
import {detectorOf, findingsOf, where} from './findings.js';
import {createRig} from './rig.js';

const start = createRig();

async function some(guardduty: GuardDutyClient, count: number) {
	const DetectorId = await detectorOf(guardduty);
	const {FindingIds = []} = await guardduty.send(
		new ListFindingsCommand({
			DetectorId,
			...where('service.archived', {Equals: ['false']}),
			SortCriteria: {AttributeName: 'type', OrderBy: 'ASC'},
			MaxResults: count,
		}),
	);
	return {DetectorId, FindingIds};
}

describe('archiving', () => {
	test('what is archived is listed as archived, until it is taken back', async () => {
		const {guardduty} = await start();
		const three = await some(guardduty, 3);
		await guardduty.send(new ArchiveFindingsCommand(three));
		const archived = where('service.archived', {Equals: ['true']});
		const ids = (await findingsOf(guardduty, archived)).map(({Id}) => Id);
		expect(ids).toHaveLength(5);
		expect(ids).toEqual(expect.arrayContaining(three.FindingIds));
		await guardduty.send(new UnarchiveFindingsCommand(three));
		expect(await findingsOf(guardduty, archived)).toHaveLength(2);
	});

	test('unknown ids are passed over, 51 refused, and so is a foreign detector', async () => {
		const {guardduty} = await start();
		const DetectorId = await detectorOf(guardduty);
		await guardduty.send(new ArchiveFindingsCommand({DetectorId, FindingIds: ['f'.repeat(32)]}));
		const FindingIds = Array.from({length: 51}, () => 'f'.repeat(32));
		for (const input of [
			{DetectorId, FindingIds},
			{DetectorId: 'foreign', FindingIds: []},
		]) {
			expect(await errorNameOf(guardduty.send(new ArchiveFindingsCommand(input)))).toBe(
				'BadRequestException',
			);
		}
	});

	test('a member account may not archive, and may do the rest', async () => {
		const {guardduty} = await start({scenario: 'member'});
		const one = await some(guardduty, 1);
		expect(await errorNameOf(guardduty.send(new ArchiveFindingsCommand(one)))).toBe('BadRequestException');
		expect(await errorNameOf(guardduty.send(new UnarchiveFindingsCommand(one)))).toBe('BadRequestException');
		await guardduty.send(new UpdateFindingsFeedbackCommand({...one, Feedback: 'USEFUL'}));
		await guardduty.send(new CreateSampleFindingsCommand({DetectorId: one.DetectorId}));
		expect((await findingsOf(guardduty)).length).toBeGreaterThan(60);
	});

	test('who is denied everything that changes may read', async () => {
		const {guardduty} = await start({scenario: 'denied-response'});
		const one = await some(guardduty, 1);
		for (const call of [
			new ArchiveFindingsCommand(one),
			new UnarchiveFindingsCommand(one),
			new UpdateFindingsFeedbackCommand({...one, Feedback: 'USEFUL'}),
			new CreateSampleFindingsCommand({DetectorId: one.DetectorId}),
		]) {
			// The client's overloads don't take a union of commands.
			expect(await errorNameOf(guardduty.send(call as ArchiveFindingsCommand))).toBe('AccessDeniedException');
		}
	});
});

test('feedback is kept with the finding', async () => {
	const {guardduty} = await start();
	const two = await some(guardduty, 2);
	const feedback = {...two, Feedback: 'NOT_USEFUL', Comments: 'a drill'} as const;
	await guardduty.send(new UpdateFindingsFeedbackCommand(feedback));
	const {Findings} = await guardduty.send(new GetFindingsCommand(two));
	expect(Findings?.map(({Service}) => Service?.UserFeedback)).toEqual(['NOT_USEFUL', 'NOT_USEFUL']);
	const wrong = {...two, Feedback: 'MAYBE' as never};
	expect(await errorNameOf(guardduty.send(new UpdateFindingsFeedbackCommand(wrong)))).toBe(
		'BadRequestException',
	);
});

describe('samples', () => {
	test('say that they are none in title and information, and name nothing that exists', async () => {
		const {guardduty} = await start({scenario: 'empty'});
		const DetectorId = await detectorOf(guardduty);
		const FindingTypes = ['Execution:Runtime/ReverseShell', 'AttackSequence:ECS/CompromisedCluster'];
		await guardduty.send(new CreateSampleFindingsCommand({DetectorId, FindingTypes}));
		const found = await findingsOf(guardduty, {SortCriteria: {AttributeName: 'type', OrderBy: 'DESC'}});
		expect(found.map(({Type}) => Type)).toEqual(FindingTypes);
		for (const {Title, Service} of found) {
			expect(Title).toMatch(/^\[SAMPLE\] /);
			expect(JSON.parse(Service?.AdditionalInfo?.Value ?? '')).toEqual({sample: true});
		}

		expect(found[0]?.Resource?.EcsClusterDetails?.Name).toBe('GeneratedFindingECSClusterName');
	});

	test('all types are made where none is named, and once more counts up', async () => {
		const {guardduty} = await start({scenario: 'empty'});
		const DetectorId = await detectorOf(guardduty);
		await guardduty.send(new CreateSampleFindingsCommand({DetectorId}));
		await guardduty.send(new CreateSampleFindingsCommand({DetectorId}));
		const found = await findingsOf(guardduty);
		expect(found).toHaveLength(51);
		expect(found.every(({Service}) => Service?.Count === 2)).toBe(true);
	});

	test.each<[string, string[]]>([
		['an unknown type', ['Execution:Runtime/Telepathy']],
		['51 types', Array.from({length: 51}, () => 'Execution:Runtime/ReverseShell')],
	])('%s is refused', async (_, FindingTypes) => {
		const {guardduty} = await start({scenario: 'empty'});
		const DetectorId = await detectorOf(guardduty);
		expect(
			await errorNameOf(guardduty.send(new CreateSampleFindingsCommand({DetectorId, FindingTypes}))),
		).toBe('BadRequestException');
	});
});

test('an administrator is told of its members’ findings and may archive them', async () => {
	const {guardduty} = await start({scenario: 'administrator'});
	const DetectorId = await detectorOf(guardduty);
	const {Members = []} = await guardduty.send(new ListMembersCommand({DetectorId}));
	const [member] = Members;
	const theirs = where('accountId', {Equals: [member?.AccountId ?? '']});
	const found = await findingsOf(guardduty, theirs);
	expect(found).toHaveLength(3);
	for (const {Arn, Resource, Service} of found) {
		expect(Arn).toContain(`:${member?.AccountId}:detector/${member?.DetectorId}/finding/`);
		expect(Resource?.EcsClusterDetails?.Arn).toContain(`:${member?.AccountId}:cluster/payments-prod`);
		expect(Service?.DetectorId).toBe(member?.DetectorId);
	}

	const FindingIds = found.flatMap(({Id}) => Id ?? []);
	await guardduty.send(new ArchiveFindingsCommand({DetectorId, FindingIds}));
	expect((await findingsOf(guardduty, theirs)).every(({Service}) => Service?.Archived)).toBe(true);
});

test('without a detector there are no findings to ask for', async () => {
	const {guardduty} = await start({scenario: 'no-detector'});
	expect(await detectorOf(guardduty)).toBe('');
	expect(await errorNameOf(guardduty.send(new ListFindingsCommand({DetectorId: 'any'})))).toBe(
		'BadRequestException',
	);
});
