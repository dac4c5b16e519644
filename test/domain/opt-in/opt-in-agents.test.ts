import {describe, expect, test} from 'vitest';
import {type Census} from '../../../source/domain/agent/census.js';
import {type OptIn} from '../../../source/domain/opt-in/opt-in.js';
import {optInLabel} from '../../../source/domain/opt-in/opt-in-agents.js';
import {aCensus, anOptIn} from '../build.js';

describe('the opt-in state with what the tasks show', () => {
	const byTag = anOptIn('monitored', {by: 'tag', label: 'monitored (tag)'});
	const stale = {absent: 3, running: 41, staleServices: ['api', 'web'], staleTasks: 1};

	test.each<[string, OptIn, Partial<Census>, string, string, string]>([
		['all watched', byTag, {running: 4}, 'monitored (tag)', '', 'none'],
		[
			'a failed agent is not cured by a redeploy',
			byTag,
			{running: 3, failed: 1},
			'monitored (tag)',
			'',
			'none',
		],
		[
			'some without',
			byTag,
			stale,
			'needs redeploy (tag)',
			'3 tasks without the agent: redeploy 2 services, replace 1 standalone task',
			'needs-redeploy',
		],
		[
			'one without, partly read',
			byTag,
			{absent: 1, isPartial: true},
			'needs redeploy (tag)',
			'at least 1 task without the agent: redeploy 1 service',
			'needs-redeploy',
		],
		[
			'on their way out',
			byTag,
			{absent: 1, staleServices: []},
			'needs redeploy (tag)',
			'1 task without the agent: they are being replaced',
			'needs-redeploy',
		],
		[
			'by the account',
			anOptIn('monitored', {by: 'account'}),
			{absent: 1, staleServices: [], staleTasks: 2},
			'needs redeploy (account)',
			'1 task without the agent: replace 2 standalone tasks',
			'needs-redeploy',
		],
		['excluded', anOptIn('excluded'), {absent: 4}, 'excluded', '', 'none'],
		[
			'excluded with agents',
			anOptIn('excluded'),
			{running: 2},
			'excluded, agents left',
			'2 tasks with an agent whose events are dropped, until it is replaced',
			'stale-sidecar',
		],
		['off', anOptIn('off'), {absent: 4}, 'off', '', 'none'],
		[
			'off with agents',
			anOptIn('off'),
			{running: 1},
			'off, agents left',
			'1 task with an agent whose events are not accepted, until it is replaced',
			'stale-sidecar',
		],
		['not opted in', anOptIn('not-opted-in'), {absent: 4}, 'not-opted-in', '', 'none'],
		[
			'not opted in with agents',
			anOptIn('not-opted-in'),
			{running: 2},
			'not-opted-in',
			'2 tasks with an agent from before still report',
			'none',
		],
		[
			'unknown',
			anOptIn('unknown'),
			{running: 2, starting: 1, failed: 1, absent: 1, unknown: 5},
			'unknown',
			'agents seen in 4 of 10 tasks',
			'none',
		],
	])('%s', (_title, optIn, counts, label, reason, overlay) => {
		expect(optInLabel(optIn, aCensus(counts))).toEqual({label, reason, overlay});
	});

	test('without a census the state stands as it is', () => {
		expect(optInLabel(byTag, undefined)).toEqual({label: 'monitored (tag)', reason: '', overlay: 'none'});
	});
});
