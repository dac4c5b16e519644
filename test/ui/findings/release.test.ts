import {describe, expect, test} from 'vitest';
import {type Finding} from '../../../source/domain/findings/finding.js';
import {type JournalEntry} from '../../../source/store/journal.js';
import {catalog} from '../../../source/ui/run-console.js';
import {createSession} from '../../../source/ui/session.js';
import {aShop, aSnapshot, aTask, now, ofService} from '../../views/build.js';
import {aFinding, aFindingLike, found} from '../../views/findings/build.js';
import {shop} from '../../views/shop.js';
import {createRig} from '../fakes.js';
import {footer, text, type} from '../pressing.js';

const task = aTask('shop', 'a1', {...ofService('api'), network: {eniId: 'eni-1'}});
const isolated: JournalEntry = {
	time: new Date(now - 60_000).toISOString(),
	identity: 'role/ana',
	region: 'eu-west-1',
	action: 'task.isolate',
	run: 'r1',
	call: 'ec2:ModifyNetworkInterfaceAttribute',
	target: task.arn,
	parameters: {},
	result: 'ok',
};

function open(findings: readonly Finding[], journal: readonly JournalEntry[]) {
	const rig = createRig([]);
	const session = createSession({...rig.host, size: {columns: 320, rows: 40}}, catalog);
	const isArchived = findings.some(finding => finding.isArchived === true);
	const {get, seenTask} = aSnapshot([...aShop(shop, {tasks: [task]}), ...found(findings, {isArchived})]);
	rig.stores[0]?.change({get, seenTask, journal});
	type(session, '4', ...(isArchived ? ['z'] : []));
	return session;
}

describe('U on a finding', () => {
	test.each([
		['in the list', []],
		['in its detail', ['enter']],
	])('releases its isolated task, %s', (_where, keys) => {
		const session = open([aFinding()], [isolated]);
		expect(text(session)).toContain(
			'isolated since 2026-11-23 12:03:00Z by role/ana; U puts its security groups back',
		);
		type(session, ...keys);
		expect(footer(session)).toContain(' U release');
		type(session, 'U');
		expect(text(session)).toContain(`release task ${task.id}`);
	});

	test('of which no task is isolated means unarchive, as ever', () => {
		const session = open([aFinding()], []);
		expect(footer(session)).toContain(' U unarchive');
		type(session, 'U');
		expect(footer(session)).toContain('unarchive: it is open already');
	});

	test('that is archived brings the finding back, its task isolated or not', () => {
		const session = open([aFindingLike('f1', {isArchived: true})], [isolated]);
		expect(footer(session)).toContain(' U unarchive');
		type(session, 'U');
		expect(text(session)).toContain('unarchive finding');
	});
});
