import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {asking, refusal} from './asking.js';
import {type Play} from './fake-aws.js';

const sample = path.resolve(import.meta.dirname, '../samples/findings/derived-runtime-findings.wire.json');
const derived = JSON.parse(readFileSync(sample, 'utf8')) as {findings: Record<string, unknown>[]};
const {ask, failureOf, raw, body, sent} = asking();

describe('ListFindings', () => {
	test('asks for full pages by criteria and order, and hands the token through', async () => {
		const page = await ask(
			'guardduty:ListFindings',
			{
				detectorId: 'd1',
				criteria: {
					severity: {greaterThanOrEqual: 7, lessThan: 9, lessThanOrEqual: 8},
					'service.archived': {equals: ['false']},
					type: {notEquals: ['a:b/c']},
				},
				sort: {by: 'updatedAt', order: 'ASC'},
				nextToken: 'token\u200B',
			},
			{json: {findingIds: ['f1', 'f\u202E2'], nextToken: 'next\u200B'}},
		);
		expect(page).toEqual({items: ['f1', 'f⟨U+202E⟩2'], nextToken: 'next\u200B'});
		expect(sent()).toBe('POST /detector/d1/findings');
		expect(body()).toEqual({
			findingCriteria: {
				criterion: {
					severity: {greaterThanOrEqual: 7, lessThan: 9, lessThanOrEqual: 8},
					'service.archived': {equals: ['false']},
					type: {notEquals: ['a:b/c']},
				},
			},
			sortCriteria: {attributeName: 'updatedAt', orderBy: 'ASC'},
			maxResults: 50,
			nextToken: 'token\u200B',
		});
	});

	test('without criteria sends none; the last page has no token', async () => {
		expect(
			await ask('guardduty:ListFindings', {detectorId: 'd1'}, {json: {findingIds: [], nextToken: ''}}),
		).toEqual({items: []});
		expect(body()).toEqual({maxResults: 50});
	});

	test('an answer without the list is not "no findings"', async () => {
		expect(await failureOf('guardduty:ListFindings', {detectorId: 'd1'}, {json: {}})).toMatchObject({
			kind: 'malformed',
		});
	});
});

describe('GetFindings', () => {
	const ids = ['f1', 'f2'];
	const get = {detectorId: 'd1', findingIds: ids, sort: {by: 'severity', order: 'DESC'}} as const;

	test('asks for the ids in an order', async () => {
		await ask('guardduty:GetFindings', get, {json: {findings: []}});
		expect(sent()).toBe('POST /detector/d1/findings/get');
		expect(body()).toEqual({findingIds: ids, sortCriteria: {attributeName: 'severity', orderBy: 'DESC'}});
	});

	test('keeps what the SDK does not know yet, and values of types that it would refuse', async () => {
		const [finding] = await ask('guardduty:GetFindings', get, {
			json: {
				findings: [
					{
						id: 'f1',
						type: 'Execution:Runtime/New',
						severity: 'not a number',
						createdAt: '2026-11-01T00:00:00.000Z',
						quantumDetails: {'q\u202Ebit': 3},
						service: {count: 2, runtimeDetails: {process: {startTime: 'yesterday', name: 'sh'}}},
					},
				],
			},
		});
		expect(finding).toMatchObject({
			id: 'f1',
			severity: undefined,
			count: 2,
			createdAt: Date.UTC(2026, 10, 1),
			process: {name: 'sh', lineage: []},
			others: [
				{name: 'severity', value: 'not a number'},
				{name: 'quantumDetails.q⟨U+202E⟩bit', value: '3'},
				{name: 'service.runtimeDetails.process.startTime', value: 'yesterday'},
			],
		});
	});

	test('the raw answer is what came over the wire', async () => {
		expect(await raw('guardduty:GetFindings', get, {json: derived})).toMatchObject({
			ok: true,
			value: derived,
			requestId: 'request-1',
		});
	});

	test.each([
		['no list', {json: {}}, 'malformed'],
		['a finding without an id', {json: {findings: [{type: 'x'}]}}, 'malformed'],
		['a web page', {text: '<html>login</html>'}, 'malformed'],
		['half an answer', {torn: '{"findings": ['}, 'unreachable'],
		['an empty body', {text: '', contentType: 'application/json'}, 'malformed'],
		[
			'a refusal',
			refusal('AccessDeniedException', 'User: x is not authorized to perform: guardduty:GetFindings', 403),
			'denied',
		],
		[
			'a detector that is gone',
			refusal(
				'BadRequestException',
				'The request is rejected because the input detectorId is not owned by the current account.',
			),
			'absent',
		],
		['an error of AWS', {status: 500, json: {message: 'oh'}}, 'server'],
	] as readonly (readonly [string, Play, string])[])('%s is a failure', async (_title, play, kind) => {
		expect(await failureOf('guardduty:GetFindings', get, play)).toMatchObject({kind});
	});
});

describe('GetFindingsStatistics', () => {
	test.each([
		[
			'SEVERITY',
			{groupedBySeverity: [{severity: 8, totalFindings: 3, lastGeneratedAt: 1_700_000_000}]},
			{key: '8', findings: 3, lastSeenAt: 1_700_000_000_000},
		],
		[
			'FINDING_TYPE',
			{groupedByFindingType: [{findingType: 'a\u202E', totalFindings: 1}]},
			{key: 'a⟨U+202E⟩', findings: 1, lastSeenAt: undefined},
		],
		[
			'ACCOUNT',
			{groupedByAccount: [{accountId: '1', totalFindings: 2}]},
			{key: '1', findings: 2, lastSeenAt: undefined},
		],
		[
			'RESOURCE',
			{groupedByResource: [{resourceId: 'r', accountId: '1', totalFindings: 2}]},
			{key: 'r', findings: 2, lastSeenAt: undefined},
		],
		[
			'DATE',
			{groupedByDate: [{date: 1_700_000_000, severity: 8, totalFindings: 2}]},
			{key: '2023-11-14', findings: 2, lastSeenAt: undefined},
		],
	] as const)('by %s', async (groupBy, findingStatistics, group) => {
		expect(
			await ask(
				'guardduty:GetFindingsStatistics',
				{detectorId: 'd1', groupBy, criteria: {'service.archived': {equals: ['false']}}},
				{json: {findingStatistics}},
			),
		).toEqual([group]);
		expect(sent()).toBe('POST /detector/d1/findings/statistics');
		expect(body()).toEqual({
			groupBy,
			maxResults: 100,
			findingCriteria: {criterion: {'service.archived': {equals: ['false']}}},
		});
	});
});

describe('what changes findings', () => {
	const findings = {detectorId: 'd1', findingIds: ['f1']};

	test.each([
		['guardduty:ArchiveFindings', findings, 'archive', {findingIds: ['f1']}],
		['guardduty:UnarchiveFindings', findings, 'unarchive', {findingIds: ['f1']}],
		[
			'guardduty:UpdateFindingsFeedback',
			{...findings, feedback: 'USEFUL', comments: 'yes'},
			'feedback',
			{findingIds: ['f1'], feedback: 'USEFUL', comments: 'yes'},
		],
		[
			'guardduty:CreateSampleFindings',
			{detectorId: 'd1', findingTypes: ['a:b/c']},
			'create',
			{findingTypes: ['a:b/c']},
		],
	] as const)('%s', async (name, input, verb, wanted) => {
		expect(await ask(name, input as never, {json: {}})).toEqual({});
		expect(sent()).toBe(`POST /detector/d1/findings/${verb}`);
		expect(body()).toEqual(wanted);
	});

	test('a refusal names the permission', async () => {
		expect(
			await failureOf('guardduty:ArchiveFindings', findings, refusal('AccessDeniedException', 'no', 403)),
		).toMatchObject({kind: 'denied', action: 'guardduty:ArchiveFindings'});
	});
});
