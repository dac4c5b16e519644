import {describe, expect, test} from 'vitest';
import {type ResourceArn} from '../../../source/domain/arn.js';
import {rawRead} from '../../../source/store/reads/raw.js';
import {serviceEventsRead} from '../../../source/store/reads/service-events.js';
import {rawView} from '../../../source/views/resource/raw.js';
import {serviceEventsView} from '../../../source/views/services/service-events.js';
import {
	aSnapshot,
	clusterArn,
	drawn,
	fresh,
	holding,
	minuteMs,
	now,
	serviceArn,
	text,
	written,
} from '../build.js';

const cluster = clusterArn('shop');
const service = serviceArn('shop', 'api');

describe('raw JSON', () => {
	const place = {view: 'raw', subject: service};

	test('is AWS’s own, line by line', () => {
		const snapshot = aSnapshot([
			holding(rawRead, {cluster, subject: service}, fresh({services: [{serviceName: 'api', tags: []}]})),
		]);
		expect(written(rawView.blocks(snapshot, place, now))).toBe(
			'# JSON\n{\n  "services": [\n    {\n      "serviceName": "api",\n      "tags": []\n    }\n  ]\n}',
		);
		expect(rawView.blocks(snapshot, place, now)).toBe(rawView.blocks(snapshot, place, now));
	});

	test('is asked for in the cluster that the ARN names, and for an event of its service', () => {
		const of = (subject: ResourceArn) => rawView.wants({view: 'raw', subject}, aSnapshot([]))[0]?.params;
		expect(of(service)).toEqual({cluster, subject: service});
		expect(of(`${service}#event-1` as ResourceArn)).toEqual({cluster, subject: service});
		expect(of(cluster)).toEqual({cluster, subject: cluster});
		expect(rawView.wants({view: 'raw'}, aSnapshot([]))).toEqual([]);
	});

	test('says what refuses it', () => {
		const failure = {kind: 'denied', action: 'ecs:DescribeServices', message: ''} as const;
		const snapshot = aSnapshot([
			holding(rawRead, {cluster, subject: service}, {status: 'failed' as const, failure, at: 0}),
		]);
		expect(written(rawView.blocks(snapshot, place, now))).toMatch(
			/^# JSON\naccess denied: needs ecs:DescribeServices/,
		);
		expect(rawView.status(snapshot, place)).toMatchObject({isPartial: true, failure});
	});
});

describe('the events of a service', () => {
	const place = {view: 'service-events', cluster, service};
	const snapshot = aSnapshot([
		holding(
			serviceEventsRead,
			{cluster, service},
			fresh([
				{id: '2', at: now - 4 * minuteMs, message: '(service api) was unable to place a task.'},
				{id: '1', at: now - 9 * minuteMs, message: '(service api) has reached a steady state.'},
			]),
		),
	]);

	test('come newest first, trouble marked', () => {
		expect(drawn(serviceEventsView, {snapshot, place, width: 60})).toBe(
			text(`
			 AGE  MESSAGE
			  4m  (service api) was unable to place a task.
			  9m  (service api) has reached a steady state.
		`),
		);
		const rows = serviceEventsView.rows(snapshot, place);
		expect(rows.map(row => serviceEventsView.verdict(row))).toEqual(['fault', 'ok']);
		expect(serviceEventsView.record(rows[1]!)).toEqual({
			id: '1',
			service: 'api',
			at: '2026-11-23T11:55:00.000Z',
			message: '(service api) has reached a steady state.',
		});
	});

	test('are those of the service that is acted on', () => {
		const [row] = serviceEventsView.rows(snapshot, place);
		expect(serviceEventsView.target(row!)).toMatchObject({kind: 'service', arn: service});
		expect(serviceEventsView.key(row!)).toBe(`${service}#2`);
	});

	test.each([
		[[], 'reading …'],
		[[holding(serviceEventsRead, {cluster, service}, fresh([]))], 'no events of api'],
	] as const)('say why there are none', (holdings, why) => {
		expect(serviceEventsView.empty(aSnapshot(holdings), place)).toBe(why);
	});
});
