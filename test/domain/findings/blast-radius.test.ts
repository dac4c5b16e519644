import {describe, expect, test} from 'vitest';
import {type TaskArn, type TaskDefinitionArn} from '../../../source/domain/arn.js';
import {known, unknownFact} from '../../../source/domain/fact.js';
import {
	type BlastSubject,
	blastRadius,
	subjectOfFinding,
	subjectOfTask,
	type TaskTraits,
} from '../../../source/domain/findings/blast-radius.js';
import {type Container, type TaskDefinition} from '../../../source/domain/resources.js';
import {agent, aTask, definitionArn, taskArn} from '../build.js';
import {aFinding} from './build.js';

const digest = `sha256:${'a'.repeat(64)}`;
const otherDigest = `sha256:${'b'.repeat(64)}`;
const denied = unknownFact({kind: 'denied', action: 'ecs:DescribeTaskDefinition', message: ''});
const definition = (taskRoleArn?: string): TaskDefinition => ({
	arn: definitionArn,
	family: 'api',
	revision: 7,
	containers: [],
	requiresCompatibilities: [],
	...(taskRoleArn !== undefined && {taskRoleArn}),
});

type Traits = {
	containers?: readonly Container[];
	family?: string;
	role?: string | 'unknown';
	groups?: readonly string[] | 'unknown';
};

function traits(id: string, {containers, family = 'other:1', role, groups = []}: Traits = {}): TaskTraits {
	return {
		task: aTask({
			arn: `arn:aws:ecs:eu-west-1:111122223333:task/shop/${id}` as TaskArn,
			id,
			taskDefinition: `arn:aws:ecs:eu-west-1:111122223333:task-definition/${family}` as TaskDefinitionArn,
			containers: containers ?? [{name: 'other', image: 'other:1', imageDigest: otherDigest}],
		}),
		definition: role === 'unknown' ? denied : known(definition(role)),
		securityGroups: groups === 'unknown' ? denied : known(groups),
	};
}

const web: Container = {name: 'web', image: 'web:1.4', imageDigest: digest};
const subject = subjectOfTask(
	{
		task: aTask({containers: [web, agent({imageDigest: otherDigest})]}),
		definition: known(definition('role-a')),
		securityGroups: known(['sg-1', 'sg-2']),
	},
	'web',
);

const tiesOf = (from: BlastSubject, ...others: readonly TaskTraits[]) =>
	blastRadius(from, others).rows.map(({task, ties, unknown}) => [
		task.id,
		...ties.map(({kind}) => kind),
		...unknown.map(({kind}) => `?${kind}`),
	]);

describe('the blast radius', () => {
	test.each([
		[
			'the same digest under another name',
			{containers: [{name: 'x', image: 'mirror/web:9', imageDigest: digest}]},
			['image-digest'],
		],
		['the same name with another digest', {containers: [{...web, imageDigest: otherDigest}]}, undefined],
		['the same name without a digest', {containers: [{name: 'web', image: 'web:1.4'}]}, ['image-name']],
		['another name without a digest', {containers: [{name: 'x', image: 'x:1'}]}, ['?image-digest']],
		['the same definition', {family: 'api:7'}, ['task-definition']],
		['another revision of it', {family: 'api:8'}, undefined],
		['the same role', {role: 'role-a'}, ['task-role']],
		['another role', {role: 'role-b'}, undefined],
		['a role that may not be read', {role: 'unknown'}, ['?task-role']],
		['one of its groups', {groups: ['sg-2', 'sg-3']}, ['security-group']],
		['groups that may not be read', {groups: 'unknown'}, ['?security-group']],
		[
			'everything',
			{containers: [web], family: 'api:7', role: 'role-a', groups: ['sg-1', 'sg-2']},
			['image-digest', 'task-definition', 'task-role', 'security-group', 'security-group'],
		],
		['nothing', {}, undefined],
		['only the agent of GuardDuty', {containers: [agent({imageDigest: digest})]}, undefined],
	] as const)('of a task that shares %s', (_title, shared, ties) => {
		expect(tiesOf(subject, traits('t', shared))).toEqual(ties === undefined ? [] : [['t', ...ties]]);
	});

	test('puts the most ties first, the unsure last, and counts', () => {
		const radius = blastRadius(subject, [
			traits('none'),
			traits('unsure', {role: 'unknown'}),
			traits('one', {groups: ['sg-1']}),
			traits('two', {groups: ['sg-1'], role: 'role-a'}),
		]);
		expect(radius.rows.map(({task}) => task.id)).toEqual(['two', 'one', 'unsure']);
		expect(radius).toMatchObject({tied: 2, unsure: 1, compared: 4, unknown: []});
	});

	test('does not compare the task with itself', () => {
		const self = {task: aTask({containers: [web]}), definition: denied, securityGroups: denied};
		expect(blastRadius(subject, [self])).toMatchObject({rows: [], compared: 0});
	});

	test('of several containers looks at the one that is named, else at all but the agent', () => {
		const side: Container = {name: 'side', image: 'side:1', imageDigest: otherDigest};
		const from = {
			task: aTask({containers: [web, side, agent()]}),
			definition: denied,
			securityGroups: denied,
		};
		expect(subjectOfTask(from, 'side').images).toEqual([{name: 'side:1', digest: otherDigest}]);
		expect(subjectOfTask(from, 'gone').images).toHaveLength(2);
		expect(subjectOfTask(from).images).toHaveLength(2);
	});
});

describe('the blast radius of a task that is gone', () => {
	const gone = subjectOfFinding(aFinding(), known(definition('role-a')));

	test('ties by what the finding copied, and says what it did not', () => {
		expect(gone).toMatchObject({taskArn, definitionArn, images: [{name: 'web:1.4'}]});
		const radius = blastRadius(gone, [
			traits('a', {containers: [web]}),
			traits('b', {role: 'role-a', groups: 'unknown'}),
		]);
		expect(radius.rows.map(({ties}) => ties.map(({kind}) => kind))).toEqual([['image-name'], ['task-role']]);
		expect(radius.unknown.map(({kind}) => kind)).toEqual(['image-digest', 'security-group']);
	});

	test('takes a digest that is in the name of the image', () => {
		const pinned = subjectOfFinding(aFinding({image: `web@${digest}`}), denied);
		expect(tiesOf(pinned, traits('a', {containers: [web]}))).toEqual([['a', 'image-digest']]);
		expect(blastRadius(pinned, []).unknown.map(({kind}) => kind)).toEqual(['task-role', 'security-group']);
	});

	test('without a copy knows nothing, and says so of everything', () => {
		const bare = subjectOfFinding(aFinding({task: undefined, image: undefined, taskArn: undefined}), denied);
		expect(blastRadius(bare, [traits('a', {containers: [web]})])).toMatchObject({rows: [], compared: 1});
		expect(blastRadius(bare, []).unknown.map(({kind}) => kind)).toEqual([
			'image-digest',
			'task-definition',
			'task-role',
			'security-group',
		]);
	});
});
