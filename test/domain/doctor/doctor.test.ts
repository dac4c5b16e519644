import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type TaskArn} from '../../../source/domain/arn.js';
import {checks} from '../../../source/domain/checks/registry.js';
import {clusterSubject} from '../../../source/domain/checks/subject.js';
import {diagnose} from '../../../source/domain/doctor/doctor.js';
import {
	type DoctorFacts,
	type FactName,
	factPermissions,
	pendingFacts,
} from '../../../source/domain/doctor/doctor-facts.js';
import {known} from '../../../source/domain/fact.js';
import {type Service, type Task} from '../../../source/domain/resources.js';
import {aCluster, aDeployment, aDetector, agent, app, aService, aTaskDefinition} from '../build.js';
import {
	anEndpoint,
	aRule,
	bareTask,
	deniedFact,
	endpointGroup,
	goodFacts,
	goodTask,
	place,
	simulated,
	taskGroup,
	without,
} from '../checks/facts.js';
import {networkCases} from '../checks/network-cases.js';
import {optInCases} from '../checks/opt-in-cases.js';
import {pullCases} from '../checks/pull-cases.js';
import {runCases} from '../checks/run-cases.js';
import {startCases} from '../checks/start-cases.js';

const subject = clusterSubject(goodFacts);
const alone = {task: known<Task | undefined>(undefined), service: known<Service | undefined>(undefined)};

function member(facts: Partial<DoctorFacts> = {}, task: Partial<Task> = {}): DoctorFacts {
	return {...goodFacts, task: known<Task | undefined>({...goodTask, ...task}), ...facts};
}

const numbered = (id: string): Partial<Task> => ({
	id,
	arn: `arn:aws:ecs:eu-west-1:111122223333:task/shop/${id}` as TaskArn,
});

function report(...members: readonly DoctorFacts[]) {
	return diagnose({subject, facts: {...goodFacts, ...alone}, members});
}

const failedAgent = agent({lastStatus: 'STOPPED', reason: 'CannotPullContainerError: 403 Forbidden'});
const scoped = {
	simulation: known(simulated(action => (/^ecr:(?!GetAuth)/.test(action) ? {decision: 'implicitDeny'} : {}))),
};

describe('a report', () => {
	test('on what is as it should be passes, and has no cause', () => {
		const {overall, cause, counts, missingPermissions} = report(member());
		expect(overall).toBe('pass');
		expect(cause).toBeUndefined();
		expect(counts).toMatchObject({fail: 0, unknown: 0, warn: 0});
		expect(missingPermissions).toEqual([]);
	});

	test('without tasks says so', () => {
		const {verdicts, overall} = diagnose({subject, facts: {...goodFacts, ...alone}, members: []});
		expect(overall).toBe('pass');
		expect(verdicts.map(({checkId}) => checkId)).not.toContain('launch-type');
	});

	test('tells the same verdict of several tasks once, with all of them', () => {
		const bare = (id: string) => member({task: known<Task | undefined>({...bareTask, ...numbered(id)})});
		const {verdicts} = report(bare('1'), bare('2'), member({}, numbered('3')));
		const absent = verdicts.find(({checkId, status}) => checkId === 'agent-state' && status === 'fail');
		expect(absent?.subjects.map(({name}) => name)).toEqual(['1', '2']);
		expect(absent?.tasksWithoutAgent).toBe(2);
		const fine = verdicts.find(({checkId, status}) => checkId === 'agent-state' && status === 'pass');
		expect(fine?.subjects.map(({kind, name}) => [kind, name])).toEqual([['task', '3']]);
		expect(fine?.tasksWithoutAgent).toBe(0);
	});

	test.each([
		['absent', [app], 1],
		['failed', [app, failedAgent], 1],
		['unknown', [app, agent({lastStatus: 'LOST'})], 1],
		['starting', [app, agent({lastStatus: 'PENDING'})], 0],
		['running', [app, agent()], 0],
	])('counts a task whose agent is %s as one without: %s', (_state, containers, count) => {
		const {verdicts} = report(member({}, {containers}));
		expect(verdicts.find(({checkId}) => checkId === 'launch-type')?.tasksWithoutAgent).toBe(count);
		expect(verdicts.find(({checkId}) => checkId === 'detector')?.tasksWithoutAgent).toBe(0);
	});

	test('puts what is wrong first, then what is not known', () => {
		const {verdicts, overall, counts} = report(
			member({
				...without('detector'),
				endpoints: known([]),
				task: known<Task | undefined>(bareTask),
				...scoped,
			}),
		);
		const statuses = verdicts.map(({status}) => status);
		const order = ['fail', 'unknown', 'warn', 'pass', 'not-applicable'];
		expect(statuses).toEqual([...statuses].sort((left, right) => order.indexOf(left) - order.indexOf(right)));
		expect(overall).toBe('fail');
		expect(counts.fail + counts.unknown + counts.warn + counts.pass + counts['not-applicable']).toBe(
			verdicts.length,
		);
	});

	test('is unknown, never fine, when something needed was denied', () => {
		const {overall, missingPermissions} = report(member(without('subnets', 'endpoints')));
		expect(overall).toBe('unknown');
		expect(missingPermissions).toEqual(['ec2:DescribeSubnets']);
	});

	test('only warns of a missing prerequisite while the agent runs', () => {
		const {overall, verdicts} = report(member(scoped));
		expect(overall).toBe('warn');
		expect(verdicts[0]).toMatchObject({
			checkId: 'ecr-permission',
			status: 'warn',
			seen: expect.stringContaining('the next may not'),
		});
	});

	test('does not take an agent that runs for one that can send', () => {
		const old = agent({image: 'x/aws-guardduty-agent-fargate:v1.16.0-Fg_x86_64'});
		const {cause, verdicts} = report(
			member({securityGroups: known([taskGroup, {...endpointGroup, inbound: []}])}, {containers: [app, old]}),
		);
		expect(cause).toMatchObject({checkId: 'endpoint-ingress', status: 'fail', stage: 'report'});
		expect(verdicts[0]?.seen).not.toContain('was started all the same');
	});

	test('on a service without tasks judges its deployment', () => {
		const facts = {
			...goodFacts,
			...alone,
			service: known<Service | undefined>(aService({deployments: [aDeployment({createdAt: 10})]})),
		};
		const {cause} = diagnose({subject, facts, members: [facts]});
		expect(cause).toMatchObject({checkId: 'start-order', subjects: [{kind: 'service', name: 'api'}]});
	});

	test('on a cluster without tasks looks for what keeps agents from being wanted first', () => {
		const facts = {
			...goodFacts,
			...alone,
			detector: known(undefined),
			coverage: known([]),
			accountSetting: known(undefined),
		};
		expect(diagnose({subject, facts, members: []}).cause?.checkId).toBe('detector');
		const unwatched = {
			...goodFacts,
			...alone,
			coverage: known([
				{
					id: 'r',
					accountId: '1',
					status: 'UNHEALTHY',
					details: {type: 'ECS' as const, clusterName: 'shop', fargate: {issues: ['odd']}},
				},
			]),
			detector: known(undefined),
		};
		expect(diagnose({subject, facts: unwatched, members: []}).cause?.checkId).toBe('detector');
	});

	test('with nothing read yet is unknown', () => {
		const facts = pendingFacts(place);
		expect(diagnose({subject, facts, members: []}).overall).toBe('unknown');
	});
});

describe('the likeliest cause', () => {
	const bare = (facts: Partial<DoctorFacts> = {}) =>
		member({task: known<Task | undefined>(bareTask), ...facts});
	const old = {service: known<Service | undefined>(aService({deployments: [aDeployment({createdAt: 10})]}))};
	const broken = {task: known<Task | undefined>({...goodTask, containers: [app, failedAgent]})};
	const everywhere = (facts: Partial<DoctorFacts>, one: DoctorFacts) =>
		diagnose({subject, facts: {...goodFacts, ...alone, ...facts}, members: [{...one, ...facts}]});

	test.each<[string, Partial<DoctorFacts>, DoctorFacts, string | undefined]>([
		['GuardDuty is off', {detector: known(undefined)}, bare(), 'detector'],
		['Runtime Monitoring is off', {detector: known(aDetector({rm: false}))}, bare(), 'runtime-monitoring'],
		[
			'the cluster is not opted in',
			{cluster: known(aCluster([])), detector: known(aDetector({}))},
			bare(),
			'cluster-tag',
		],
		[
			'the tag is misspelt',
			{cluster: known(aCluster([{key: 'GuardDutyManaged', value: 'True'}])), detector: known(aDetector({}))},
			bare(),
			'tag-near-miss',
		],
		[
			'the cluster is excluded',
			{cluster: known(aCluster([{key: 'GuardDutyManaged', value: 'false'}]))},
			bare(),
			'cluster-tag',
		],
		['deployed before, and the role is scoped as well', {}, bare({...old, ...scoped}), 'start-order'],
		['absent, and the role is scoped', {}, bare(scoped), 'ecr-permission'],
		['failed, and the role is scoped', {}, member({...broken, ...scoped, ...old}), 'ecr-permission'],
		['failed, and nothing else is found', {}, member(broken), 'agent-state'],
		['absent, and nothing else is found', {}, bare(), 'agent-state'],
		['it runs, and nothing is heard', {}, member({dnsSupport: known(false), ...scoped}), 'vpc-dns'],
		['all is well', {}, member(), undefined],
	])('%s', (_title, shared, one, cause) => {
		expect(everywhere(shared, one).cause?.checkId).toBe(cause);
	});

	test('is what explains most of the tasks without agent, and each task is counted once', () => {
		const one = (
			id: string,
			facts: Partial<DoctorFacts>,
			{containers = [app, failedAgent]}: Partial<Task> = {},
		) =>
			member({
				...facts,
				task: known<Task | undefined>({...goodTask, ...numbered(id), containers}),
			});
		const {cause, causes} = report(
			one('a1', {...old, ...scoped}, {containers: [app]}),
			one('b1', scoped),
			one('b2', scoped),
			one('c1', {}, goodTask),
		);
		expect(cause).toMatchObject({checkId: 'ecr-permission', tasksWithoutAgent: 3});
		expect(causes).toEqual([
			{checkId: 'ecr-permission', title: cause?.title, tasks: 2},
			{checkId: 'start-order', title: 'time of the start', tasks: 1},
		]);
		// Four tasks of two roles are more than three of one service.
		const ofRole = (name: string, ...ids: readonly string[]) =>
			ids.map(id =>
				one(id, {
					...scoped,
					taskDefinition: known(
						aTaskDefinition({executionRoleArn: `arn:aws:iam::111122223333:role/${name}`}),
					),
				}),
			);
		const mixed = report(
			...ofRole('first', 'd1', 'd2'),
			...ofRole('second', 'e1', 'e2'),
			...['a1', 'a2', 'a3'].map(id => one(id, old, {containers: [app]})),
		);
		expect(mixed.causes.map(({tasks}) => tasks)).toEqual([4, 3]);
		expect(mixed.cause).toMatchObject({checkId: 'ecr-permission', tasksWithoutAgent: 2});
		// What is wrong with the whole cluster explains each of them.
		const off = {detector: known(undefined)};
		const members = [one('b1', {...scoped, ...off}), one('a1', {...old, ...off}, {containers: [app]})];
		expect(diagnose({subject, facts: {...goodFacts, ...alone, ...off}, members}).causes).toMatchObject([
			{checkId: 'detector', tasks: 1},
			{checkId: 'ecr-permission', tasks: 1},
		]);
	});
});

test('names the commonest failure of the field, with what mends it', () => {
	const failing = member({
		...scoped,
		task: known<Task | undefined>({...goodTask, containers: [app, failedAgent]}),
		rolePolicies: known({
			policies: [
				{
					name: 'own',
					document:
						'{"Statement":[{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:eu-west-1:111122223333:repository/shop/*"}]}',
				},
			],
		}),
	});
	const {cause, overall} = report(failing);
	expect(overall).toBe('fail');
	expect(cause?.seen).toContain('role exec is scoped to own repositories');
	expect(cause?.remedy?.text).toContain('694911143906:repository/aws-guardduty-agent-fargate');
});

test('five hundred tasks make a report of few verdicts', () => {
	const members = Array.from({length: 500}, (_, index) =>
		member({
			securityGroups: known([{...taskGroup, outbound: [aRule({cidrs: ['10.0.0.0/16']})]}, endpointGroup]),
			endpoints: known([anEndpoint('ecr.api')]),
			task: known<Task | undefined>({...bareTask, ...numbered(String(index))}),
		}),
	);
	expect(report(...members).verdicts.length).toBeLessThan(60);
});

test('no report passes when a fact was denied that one of its checks needs, whatever else is the matter', () => {
	const cases = [...optInCases, ...startCases, ...pullCases, ...networkCases, ...runCases];
	const names = Object.keys(factPermissions) as FactName[];
	fc.assert(
		fc.property(fc.constantFrom(...cases), fc.constantFrom(...names), (one, name) => {
			const facts = {...goodFacts, ...one.facts, [name]: deniedFact(name)};
			const {overall, verdicts} = diagnose({subject, facts, members: [facts]});
			const needing = new Set(checks.filter(({needs}) => needs.includes(name)).map(({id}) => id));
			const applying = verdicts.filter(
				({checkId, status}) => needing.has(checkId) && status !== 'not-applicable',
			);
			expect(applying.map(({status}) => status)).not.toContain('pass');
			if (applying.length > 0) {
				expect(overall).not.toBe('pass');
			}
		}),
		{numRuns: 300},
	);
});
