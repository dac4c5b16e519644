import {describe, expect, test} from 'vitest';
import {type JournalEntry} from '../../../source/store/journal.js';
import {journalRead} from '../../../source/store/reads/journal.js';
import {networkInterfaceRead} from '../../../source/store/reads/network-interface.js';
import {type Snapshot} from '../../../source/store/snapshot.js';
import {findingView} from '../../../source/views/findings/finding.js';
import {findingTaskView} from '../../../source/views/findings/finding-task.js';
import {findingsView} from '../../../source/views/findings/findings.js';
import {treeView} from '../../../source/views/resource/tree.js';
import {taskView} from '../../../source/views/tasks/task-detail.js';
import {tasksView} from '../../../source/views/tasks/tasks.js';
import {
	aShop,
	aSnapshot,
	aTask,
	drawn,
	fresh,
	type Holding,
	holding,
	minuteMs,
	now,
	ofService,
	readAt,
	written,
} from '../build.js';
import {aFinding, aFindingLike, found, placeOfFinding} from '../findings/build.js';
import {shop} from '../shop.js';

const task = aTask('shop', 'a1', {...ofService('api'), network: {eniId: 'eni-1'}});
const other = aTask('shop', 'b2', {...ofService('api'), network: {eniId: 'eni-2'}});
const shell = aFinding();
const place = {view: 'task', cluster: shop.arn, task: task.arn};

function line(change: Partial<JournalEntry> = {}): JournalEntry {
	return {
		time: new Date(now - 3 * minuteMs).toISOString(),
		identity: 'arn:aws:sts::111122223333:assumed-role/oncall/ana',
		region: 'eu-west-1',
		action: 'task.isolate',
		run: 'r1',
		call: 'ec2:ModifyNetworkInterfaceAttribute',
		target: task.arn,
		parameters: {},
		result: 'ok',
		...change,
	};
}

const note = line({
	call: 'note',
	parameters: {networkInterfaceId: 'eni-1', oldGroups: ['sg-1'], isolationGroup: 'sg-iso'},
});
const lines = [line(), note];
const inFile = holding(journalRead, undefined, fresh(lines));
const eni = (group: string): Holding =>
	holding(networkInterfaceRead, 'eni-1', fresh({id: 'eni-1', ipv6Addresses: [], securityGroups: [group]}));

const snapshotOf = (more: readonly Holding[], facts: Partial<Snapshot> = {}) =>
	aSnapshot([...aShop(shop, {tasks: [task, other]}), ...found([shell]), ...more], facts);
const detailOf = (snapshot: Snapshot) => written(taskView.blocks(snapshot, place, now));
const findingOf = (snapshot: Snapshot, finding = shell) =>
	written(findingView.blocks(snapshot, placeOfFinding(finding), now));

describe('an isolated task', () => {
	test.each([
		['an action of this session', snapshotOf([], {journal: lines})],
		['the journal of another session', snapshotOf([inFile])],
	])('says so in its detail and in its finding, by %s', (_what, snapshot) => {
		expect(detailOf(snapshot)).toContain(
			'! isolated since 2026-11-23 12:01:00Z by oncall/ana (by the journal; EC2 was not asked since); U puts its security groups back',
		);
		expect(detailOf(snapshot)).toContain('# What is wrong');
		expect(findingOf(snapshot)).toContain(
			'network: isolated since 2026-11-23 12:01:00Z by oncall/ana (by the journal; EC2 was not asked since); U puts its security groups back',
		);
	});

	test('says when EC2 confirmed it', () => {
		expect(detailOf(snapshotOf([inFile, eni('sg-iso')]))).toContain(
			'by oncall/ana (EC2 said so at 12:03Z); U puts',
		);
	});

	test('is none any more once EC2 tells of other groups', () => {
		const snapshot = snapshotOf([inFile, eni('sg-web')]);
		expect(detailOf(snapshot)).not.toContain('isolated');
		expect(findingOf(snapshot)).not.toContain('isolated');
		expect(drawn(findingsView, {snapshot})).not.toContain('isolated');
		expect(drawn(tasksView, {snapshot, place: {view: 'tasks', cluster: shop.arn}})).not.toContain('isolated');
	});

	test('is marked in the lists of tasks and findings and in the tree, and only that one', () => {
		const snapshot = snapshotOf([inFile]);
		const tasks = drawn(tasksView, {snapshot, place: {view: 'tasks', cluster: shop.arn}, width: 80}).split(
			'\n',
		);
		expect(tasks[0]).toContain('NETWORK');
		expect(tasks.find(row => row.startsWith('a1'))).toContain('isolated');
		expect(tasks.find(row => row.startsWith('b2'))).not.toContain('isolated');
		expect(drawn(findingsView, {snapshot, width: 80})).toContain('isolated');
		expect(drawn(treeView, {snapshot, place: {view: 'tree', cluster: shop.arn}})).toMatch(
			/a1000000.*isolated, Fargate/,
		);
	});

	test('takes no column where nothing is isolated', () => {
		const snapshot = snapshotOf([]);
		expect(drawn(tasksView, {snapshot, place: {view: 'tasks', cluster: shop.arn}})).not.toContain('NETWORK');
	});

	test('of an archived finding is released from its detail: there U brings the finding back', () => {
		const archived = aFindingLike('f1', {isArchived: true});
		const snapshot = aSnapshot([
			...aShop(shop, {tasks: [task]}),
			...found([archived], {isArchived: true}),
			inFile,
		]);
		expect(findingOf(snapshot, archived)).toContain('; t, then U, puts its security groups back');
	});

	test('that ECS has forgotten was isolated', () => {
		const snapshot = aSnapshot([...aShop(shop, {tasks: []}), ...found([shell]), inFile]);
		const text = written(findingTaskView.blocks(snapshot, placeOfFinding(shell, 'finding-task'), now));
		expect(text).toContain('it was isolated 2026-11-23 12:01:00Z by oncall/ana, and not released after');
		expect(text).not.toContain('U puts');
		expect(drawn(findingsView, {snapshot})).not.toContain('isolated');
	});

	test('whose change got no answer is not called isolated', () => {
		const unsure = [line({result: 'failed', detail: 'timeout: no answer'}), note];
		const snapshot = snapshotOf([], {journal: unsure});
		expect(detailOf(snapshot)).toContain('whether EC2 took it is not known; U puts');
		expect(drawn(tasksView, {snapshot, place: {view: 'tasks', cluster: shop.arn}})).toContain('isolated?');
	});
});

describe('what is asked', () => {
	const asked = (snapshot: Snapshot) =>
		tasksView
			.wants({view: 'tasks', cluster: shop.arn}, snapshot)
			.map(({read, params}) => `${read.id} ${params}`);

	test('is the journal, and the interface of what it says is isolated', () => {
		expect(asked(snapshotOf([inFile]))).toEqual(
			expect.arrayContaining(['journal undefined', 'network-interface eni-1']),
		);
		expect(asked(snapshotOf([]))).not.toContain('network-interface eni-1');
	});

	test('is no interface that EC2 does not know any more, and none of another Region', () => {
		const gone = holding(networkInterfaceRead, 'eni-1', {status: 'fresh', value: undefined, at: readAt});
		expect(asked(snapshotOf([inFile, gone]))).not.toContain('network-interface eni-1');
		const elsewhere = lines.map(one => ({...one, target: one.target.replace('eu-west-1', 'us-east-1')}));
		expect(asked(snapshotOf([], {journal: elsewhere}))).not.toContain('network-interface eni-1');
	});
});

test('rows stay the same objects while nothing of it changes', () => {
	const rowsOf = (snapshot: Snapshot) => tasksView.rows(snapshot, {view: 'tasks', cluster: shop.arn});
	const held = [...aShop(shop, {tasks: [task, other]}), inFile];
	const journal: readonly JournalEntry[] = [];
	const before = rowsOf(aSnapshot([...held, eni('sg-iso')], {journal}));
	const later = holding(networkInterfaceRead, 'eni-1', {
		status: 'fresh',
		value: {id: 'eni-1', ipv6Addresses: [], securityGroups: ['sg-iso']},
		at: readAt + minuteMs,
	});
	expect(rowsOf(aSnapshot([...held, later], {journal}))).toBe(before);
});
