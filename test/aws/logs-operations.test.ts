import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {asking} from './asking.js';
import {type Play} from './fake-aws.js';

const group = '/aws/ecs/containerinsights/checkout/performance';

// What an attacker may call a container or write in a log: a bidi override, a zero-width space, an escape.
const hostile = 'a\u202Eb\u200Bc\u001B[31m';
const seen = 'a⟨U+202E⟩b⟨U+200B⟩c␛[31m';

const {ask, failureOf, body} = asking();

const refused = (code: string, message = 'no'): Play => ({status: 400, json: {__type: code, message}});
const sample = (name: string): unknown =>
	JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../samples/perflogs', name), 'utf8'));

describe('log groups', () => {
	test('come page by page, with class and age where they are told', async () => {
		const page = await ask(
			'logs:DescribeLogGroups',
			{prefix: '/aws/ecs/containerinsights/', nextToken: 'token\u200B'},
			{
				json: {
					logGroups: [
						{
							logGroupName: group,
							logGroupClass: 'STANDARD',
							storedBytes: 12_345,
							retentionInDays: 1,
							creationTime: 1_701_187_849_123,
							arn: `arn:aws:logs:eu-west-1:123456789012:log-group:${group}:*`,
						},
						{logGroupName: hostile},
					],
					nextToken: 'next\u200B',
				},
			},
		);
		expect(page).toEqual({
			items: [
				{
					name: group,
					logClass: 'STANDARD',
					storedBytes: 12_345,
					retentionDays: 1,
					createdAt: 1_701_187_849_123,
				},
				{name: seen},
			],
			nextToken: 'next\u200B',
		});
		expect(body()).toEqual({
			logGroupNamePrefix: '/aws/ecs/containerinsights/',
			limit: 50,
			nextToken: 'token\u200B',
		});
	});

	test('that are not in the answer are not known to be none', async () => {
		const input = {prefix: '/aws/ecs/containerinsights/'};
		expect(await failureOf('logs:DescribeLogGroups', input, {json: {}})).toMatchObject({kind: 'malformed'});
		expect(await ask('logs:DescribeLogGroups', input, {json: {logGroups: []}})).toEqual({items: []});
	});
});

describe('a query', () => {
	const input = {
		logGroups: [group, `${group}2`],
		query: 'fields @message',
		from: 1500,
		to: 61_500,
		limit: 100,
	};

	test('is asked for in whole seconds that leave nothing of the range out', async () => {
		expect(await ask('logs:StartQuery', input, {json: {queryId: 'q-1'}})).toBe('q-1');
		expect(body()).toEqual({
			logGroupNames: [group, `${group}2`],
			queryString: 'fields @message',
			startTime: 1,
			endTime: 62,
			limit: 100,
		});
	});

	test.each([
		['ResourceNotFoundException', {kind: 'absent'}],
		['LimitExceededException', {kind: 'rejected', code: 'LimitExceededException'}],
		['MalformedQueryException', {kind: 'rejected', code: 'MalformedQueryException'}],
		['AccessDeniedException', {kind: 'denied', action: 'logs:StartQuery'}],
		['ThrottlingException', {kind: 'throttled'}],
	])('that is refused with %s', async (code, failure) => {
		expect(await failureOf('logs:StartQuery', input, refused(code))).toMatchObject(failure);
	});

	test('without an id can not be followed', async () => {
		expect(await failureOf('logs:StartQuery', input, {json: {}})).toMatchObject({kind: 'malformed'});
	});

	test('answers as AWS really answered one: texts in rows, statistics as fractions', async () => {
		const answer = await ask(
			'logs:GetQueryResults',
			{queryId: 'q-1'},
			{json: sample('GetQueryResults-uktrade.json')},
		);
		expect(answer.status).toBe('Complete');
		expect(answer.rows).toHaveLength(7);
		expect(Object.fromEntries(answer.rows[0]!)).toEqual({
			TaskId: 'cc8c4319890d4700a94fa7ed8c8949ee',
			TaskDefinitionFamily: 'intranet-hotfix-beat',
			TaskDefinitionRevision: '10',
			StorageReadBytes: '121540608',
			StorageWriteBytes: '0',
			NetworkRxPackets: '1692606',
			NetworkTxBytes: '613',
			KnownStatus: 'RUNNING',
			'max(CpuUtilized)': '3.6067',
			'max(MemoryUtilized)': '193',
			'max(EphemeralStorageUtilized)': '2.14',
		});
		expect(answer.statistics).toEqual({recordsMatched: 7, recordsScanned: 133, bytesScanned: 113_082});
		expect(answer.nextToken).toBeUndefined();
		expect(body()).toEqual({queryId: 'q-1', maxItems: 2000});
	});

	test('answers in part while it runs, with a token that is handed through', async () => {
		const answer = await ask(
			'logs:GetQueryResults',
			{queryId: 'q-1', nextToken: 'token\u200B'},
			{json: {status: 'Running', results: [], nextToken: 'next\u200B'}},
		);
		expect(answer).toEqual({status: 'Running', rows: [], nextToken: 'next\u200B'});
		expect(body()).toEqual({queryId: 'q-1', nextToken: 'token\u200B', maxItems: 2000});
	});

	test('gives back records in which every text has passed the border, escaped or not', async () => {
		const record = JSON.stringify({ContainerName: hostile, Timestamp: 1, [hostile]: {Image: hostile}});
		const json = {
			status: 'Complete',
			results: [
				[
					{field: '@ptr', value: 'abc'},
					{field: '@message', value: record},
					{field: hostile, value: hostile},
					{field: 'empty', value: ''},
					{field: 'none'},
				],
				[{field: '@message', value: `no JSON ${hostile}`}],
				'no row at all',
			],
		};
		const {rows} = await ask('logs:GetQueryResults', {queryId: 'q-1'}, {json});
		expect(JSON.parse(rows[0]!.get('@message')!)).toEqual({
			ContainerName: seen,
			Timestamp: 1,
			[seen]: {Image: seen},
		});
		expect([...rows[0]!.keys()]).toEqual(['@ptr', '@message', seen, 'empty']);
		expect(rows[0]!.get(seen)).toBe(seen);
		expect(rows[1]!.get('@message')).toBe(`no JSON ${seen}`);
		expect(rows[2]!.size).toBe(0);
	});

	test.each([{status: 'Complete'}, {results: []}])(
		'whose answer is not whole is malformed: %j',
		async json => {
			expect(await failureOf('logs:GetQueryResults', {queryId: 'q-1'}, {json})).toMatchObject({
				kind: 'malformed',
			});
		},
	);

	test.each(['InvalidParameterException', 'ResourceNotFoundException'])(
		'that has ended (%s) needs no stop',
		async code => {
			expect(await ask('logs:StopQuery', {queryId: 'q-1'}, refused(code))).toBeUndefined();
			expect(body()).toEqual({queryId: 'q-1'});
		},
	);

	test('is stopped; one that may not be stopped says so', async () => {
		expect(await ask('logs:StopQuery', {queryId: 'q-1'}, {json: {success: true}})).toBeUndefined();
		expect(
			await failureOf('logs:StopQuery', {queryId: 'q-1'}, refused('AccessDeniedException')),
		).toMatchObject({kind: 'denied', action: 'logs:StopQuery'});
	});
});

describe('events', () => {
	const input = {logGroup: group, pattern: '{ $.Type = "Task" }', from: 1000, to: 61_000};

	test('found by a pattern; a page with a token may be empty', async () => {
		const json = {events: [], nextToken: 'next\u200B', searchedLogStreams: []};
		expect(await ask('logs:FilterLogEvents', {...input, nextToken: 'token\u200B'}, {json})).toEqual({
			items: [],
			nextToken: 'next\u200B',
		});
		expect(body()).toEqual({
			logGroupName: group,
			filterPattern: '{ $.Type = "Task" }',
			startTime: 1000,
			endTime: 61_000,
			limit: 2000,
			nextToken: 'token\u200B',
		});
	});

	test('found by a pattern are cleaned within', async () => {
		const message = JSON.stringify({ContainerName: hostile});
		const {items} = await ask('logs:FilterLogEvents', input, {
			json: {events: [{timestamp: 1234, logStreamName: 'FargateTelemetry-1', message}, {}]},
		});
		expect(items[0]).toMatchObject({at: 1234, logStreamName: 'FargateTelemetry-1'});
		expect(JSON.parse(items[0]!.message)).toEqual({ContainerName: seen});
		expect(items[1]).toEqual({message: ''});
		expect(await failureOf('logs:FilterLogEvents', input, {json: {}})).toMatchObject({kind: 'malformed'});
	});

	const stream = {logGroupName: '/ecs/app', logStreamName: 'app/app/0f3c', limit: 50};

	test('of one stream are its last, and lines stay as they were written but for what is hidden', async () => {
		const json = {events: [{timestamp: 1234, message: `{"a":  "${hostile}"}`}, {timestamp: 1235}]};
		expect(await ask('logs:GetLogEvents', stream, {json})).toEqual([
			{at: 1234, message: `{"a":  "${seen}"}`},
			{at: 1235, message: ''},
		]);
		expect(body()).toEqual({...stream, startFromHead: false});
		const {message} = (await ask('logs:GetLogEvents', stream, {
			json: {events: [{message: 'x'.repeat(99_999)}]},
		}))![0]!;
		expect(message).toHaveLength(32_768);
	});

	test('of a stream that is not there are none to be had, which is no failure', async () => {
		expect(await ask('logs:GetLogEvents', stream, refused('ResourceNotFoundException'))).toBeUndefined();
	});
});
