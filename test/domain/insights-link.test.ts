import {describe, expect, test} from 'vitest';
import {encoded, insightsLink} from '../../source/domain/insights-link.js';

const cluster = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';
const query = {
	text: "filter Type = 'Task'",
	logGroups: ['/aws/ecs/containerinsights/shop/performance'],
	from: Date.UTC(2026, 10, 23, 11, 4),
	to: Date.UTC(2026, 10, 23, 12, 4),
	by: 'logs:StartQuery',
} as const;

test.each([
	['a', "~'a"],
	['A-Z_0.9', "~'A-Z_0.9"],
	['a b', "~'a*20b"],
	["!'()*~", "~'*21*27*28*29*2a*7e"],
	['/aws/ecs', "~'*2faws*2fecs"],
	['é', "~'*c3*a9"],
	['100 %', "~'100*20*25"],
	// Half a character would make encodeURIComponent throw.
	['\uD800', "~'*ef*bf*bd"],
	[-3600, '~-3600'],
	[false, '~false'],
	[['a', 'b'], "~(~'a~'b)"],
	[{end: 0, timeType: 'RELATIVE'}, "~(end~0~timeType~'RELATIVE)"],
	[{source: ['x'], lang: 'CWLI'}, "~(source~(~'x)~lang~'CWLI)"],
])('%j is %s', (value, text) => {
	expect(encoded(value)).toBe(text);
});

describe('the link', () => {
	test('names the Region, the times, the query and its groups', () => {
		expect(insightsLink(cluster, query)).toEqual({
			url:
				'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:logs-insights$3FqueryDetail$3D' +
				"~(end~'2026-11-23T12*3a04*3a00.000Z~start~'2026-11-23T11*3a04*3a00.000Z~timeType~'ABSOLUTE~tz~'UTC" +
				"~editorString~'filter*20Type*20*3d*20*27Task*27~isLiveTail~false" +
				"~source~(~'*2faws*2fecs*2fcontainerinsights*2fshop*2fperformance)~lang~'CWLI)",
		});
	});

	test.each([
		['arn:aws-cn:ecs:cn-north-1:111122223333:cluster/shop', 'cn-north-1.console.amazonaws.cn'],
		['arn:aws-us-gov:ecs:us-gov-west-1:1:cluster/shop', 'us-gov-west-1.console.amazonaws-us-gov.com'],
	])('%s is on %s', (arn, host) => {
		expect(insightsLink(arn, query)).toMatchObject({url: expect.stringContaining(`https://${host}/`)});
	});

	test.each(['arn:aws:ecs:evil.example/x:1:cluster/shop', 'arn:moon:ecs:eu-west-1:1:cluster/shop', 'shop'])(
		'nothing hostile gets into it: %s',
		arn => {
			expect(insightsLink(arn, query)).toHaveProperty('problem');
		},
	);

	test('one that is too long says what to do instead', () => {
		const long = {
			...query,
			logGroups: Array.from({length: 40}, (_, index) => `${query.logGroups[0]}${index}`),
		};
		const link = insightsLink(cluster, long);
		expect(link).toEqual({problem: expect.stringContaining('c copies the query')});
		const most = insightsLink(cluster, {...query, text: 'x'.repeat(1400)});
		expect('url' in most && most.url.length).toBeLessThan(2000);
	});
});
