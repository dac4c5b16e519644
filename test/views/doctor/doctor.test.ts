import {describe, expect, test} from 'vitest';
import {type TaskArn} from '../../../source/domain/arn.js';
import {clusterSubject} from '../../../source/domain/checks/subject.js';
import {type DoctorReport, diagnose} from '../../../source/domain/doctor/doctor.js';
import {type DoctorFacts, pendingFacts} from '../../../source/domain/doctor/doctor-facts.js';
import {known} from '../../../source/domain/fact.js';
import {type Service, type Task} from '../../../source/domain/resources.js';
import {tasksRead} from '../../../source/store/reads/tasks.js';
import {doctorView} from '../../../source/views/doctor/doctor.js';
import {doctorBlocks, outcomeText, remediesOf} from '../../../source/views/doctor/doctor-blocks.js';
import {verdictLines, verdictMembers} from '../../../source/views/doctor/doctor-record.js';
import {aDeployment, agent, app, aService} from '../../domain/build.js';
import {
	bareTask,
	deniedFact,
	place as factsPlace,
	goodFacts,
	goodService,
	goodTask,
	simulated,
} from '../../domain/checks/facts.js';
import {aSnapshot, holding, listed, written} from '../build.js';
import {shop, shopHoldings, tasks} from '../shop.js';

const subject = clusterSubject(goodFacts);
const alone = {task: known<Task | undefined>(undefined), service: known<Service | undefined>(undefined)};
const failed = agent({lastStatus: 'STOPPED', reason: 'CannotPullContainerError: 403 Forbidden'});
const scoped: Partial<DoctorFacts> = {
	simulation: known(simulated(action => (/^ecr:(?!GetAuth)/.test(action) ? {decision: 'implicitDeny'} : {}))),
};

function member(id: string, facts: Partial<DoctorFacts> = {}, task: Partial<Task> = {}): DoctorFacts {
	const arn = `arn:aws:ecs:eu-west-1:111122223333:task/shop/${id}` as TaskArn;
	return {...goodFacts, task: known<Task | undefined>({...goodTask, id, arn, ...task}), ...facts};
}

function report(...members: readonly DoctorFacts[]): DoctorReport {
	return diagnose({subject, facts: {...goodFacts, ...alone}, members});
}

const containers = [failed];
const scopedReport = report(
	member('0a11aaaaaaaa', scoped, {containers}),
	member('0b22bbbbbbbb', scoped, {containers}),
	member('0c33cccccccc'),
);

describe('a report', () => {
	test('begins with the outcome and the likeliest cause, and ends with what is well', () => {
		const text = written(doctorBlocks(scopedReport));
		expect(text.split('\n').slice(0, 21).join('\n')).toBe(
			`
# Doctor: cluster shop
outcome: ✗ 2 checks failed
cause: ECR access to the agent's image: role exec is scoped to own repositories: ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer, ecr:BatchGetImage on the agent's is refused
about: 2 tasks: 0a11aaaa, 0b22bbbb
fix: add the statement to the role, or attach AmazonECSTaskExecutionRolePolicy; then relaunch
key: c copies the IAM statement
besides: 27 passed, 2 not asked
# Can its image be pulled?
✗ fail: ECR access to the agent's image
  why: ECS pulls the agent with the task's execution role; without access it starts without it, or the agent fails with 403
  about: 2 tasks: 0a11aaaa, 0b22bbbb
  seen: role exec is scoped to own repositories: ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer, ecr:BatchGetImage on the agent's is refused
  fix: add the statement to the role, or attach AmazonECSTaskExecutionRolePolicy; then relaunch
  key: c copies the IAM statement
# Does it run well?
✗ fail: the agent's container
  why: the task is watched only while this container runs
  about: 2 tasks: 0a11aaaa, 0b22bbbb
  seen: ECR refused the image: CannotPullContainerError: 403 Forbidden
  fix: give the execution role the ECR actions on the agent's repository; then redeploy service api
  key: R on service api (m lists the fixes)`.slice(1),
		);
		expect(text).toMatch(/# Passed\n✓ .*\n✓ /);
		expect(text.split('\n').filter(line => line.startsWith('✓')).length).toBe(scopedReport.counts.pass);
	});

	test('tells a check once, whatever it found of how many tasks and services', () => {
		const services = ['api', 'web', 'jobs'].map(name =>
			aService({name, deployments: [aDeployment({createdAt: 10})]}),
		);
		const several = report(
			...services.map(service =>
				member(
					`${service.name}-0`,
					{...scoped, service: known<Service | undefined>(service)},
					{containers: [app], serviceName: service.name},
				),
			),
			member('fine'),
		);
		expect(outcomeText(several)).toBe('3 checks failed');
		const text = written(doctorBlocks(several));
		expect(text).not.toMatch(/^causes: /m);
		expect(text).toContain(
			`
✗ fail: time of the start, 3 times
  why: GuardDuty never adds the agent to a task that runs: what began before the opt-in needs a new start
  about: task api-0
  seen: deployed at 1970-01-01 00:00:00Z, before the opt-in at 1970-01-01 00:00:00Z
  fix: redeploy service api
  key: R on service api (m lists the fixes)
  about: task web-0
`,
		);
		// The same role, so the same remedy.
		expect(text.match(/^ {2}fix: add the statement to the role/gm)).toHaveLength(1);
		expect(text.match(/^✓ launch type: .*$/gm)).toEqual(['✓ launch type: Fargate']);
	});

	test('bounds what it tells of thousands of tasks that each began at their own time', () => {
		const standalone = known<Service | undefined>(undefined);
		const many = report(
			...Array.from({length: 2000}, (_, index) =>
				member(
					`t${index}`,
					{service: standalone},
					{containers: [app], serviceName: undefined, startedAt: index / 100},
				),
			),
		);
		const text = written(doctorBlocks(many));
		expect(text).toMatch(/^✗ fail: time of the start, 2000 times$/m);
		expect(text).toMatch(/^ {2}more: 1990 times more, of 1990 subjects \(m lists the fixes\)$/m);
		expect(text.split('\n').length).toBeLessThan(200);
	});

	test('tells how many tasks each cause explains, when there are several', () => {
		const old = known<Service | undefined>(aService({deployments: [aDeployment({createdAt: 10})]}));
		const two = report(
			member('0a', {service: old}, {containers: [app]}),
			member('0b', scoped, {containers}),
			member('0c', scoped, {containers}),
		);
		expect(written(doctorBlocks(two))).toMatch(
			/^causes: ECR access to the agent's image \(2 tasks\), time of the start \(1 task\)$/m,
		);
	});

	test('says when nothing is wrong', () => {
		const fine = report(member('0c33cccccccc'));
		expect(written(doctorBlocks(fine)).split('\n').slice(0, 3)).toEqual([
			'# Doctor: cluster shop',
			'outcome: ✓ nothing is wrong',
			`besides: ${fine.counts.pass} passed, ${fine.counts['not-applicable']} not asked`,
		]);
	});

	test('names the missing permission beside each verdict that it keeps open, and once for all', () => {
		const blind = report(member('0c33cccccccc', {routeTables: deniedFact('routeTables')}));
		const text = written(doctorBlocks(blind));
		expect(text).toMatch(/^outcome: \? \d+ unknown$/m);
		expect(text).toMatch(/^missing: ec2:DescribeRouteTables$/m);
		expect(text).toMatch(/^ {2}missing: ec2:DescribeRouteTables$/m);
	});

	test('tells what is still on its way as unknown, never as passed', () => {
		const early = diagnose({subject, facts: pendingFacts(factsPlace), members: []});
		expect(early.counts.pass).toBe(0);
		expect(outcomeText(early)).toMatch(/^\d+ unknown$/);
	});

	test('has its remedies in the order of its faults, each text once', () => {
		const [first, ...more] = remediesOf(scopedReport);
		expect(first?.label).toBe('IAM statement');
		expect(first?.text).toContain('aws-guardduty-agent-fargate');
		expect(more).toEqual([]);
		// The command line has no key to copy by: the text is in the report itself.
		expect(written(doctorBlocks(scopedReport))).toContain(`# The IAM statement\n${first?.text}\n# Passed`);
	});

	test('flattens to the members of its CSV', () => {
		for (const line of verdictLines(scopedReport)) {
			expect(Object.keys(line)).toEqual(verdictMembers);
		}
	});
});

describe('the key that applies a fix', () => {
	test.each([
		['of a cluster, a service elsewhere', clusterSubject(goodFacts), 'R on service api (m lists the fixes)'],
		['of the service itself', {...subject, kind: 'service' as const, arn: goodService.arn}, 'R redeploys it'],
	])('%s', (_what, whole, key) => {
		const {verdicts} = diagnose({
			subject: whole,
			facts: {...goodFacts, ...alone},
			members: [member('0a', {}, bareTask)],
		});
		const blocks = doctorBlocks({...scopedReport, subject: whole, verdicts});
		expect(written(blocks)).toContain(`  key: ${key}`);
	});
});

describe('the doctor of a place', () => {
	const place = {view: 'doctor', cluster: shop.arn};
	const snapshot = aSnapshot(shopHoldings);

	test('judges by what is there, and says how much of what it asks has come', () => {
		const text = written(doctorView.blocks(snapshot, place, 0));
		expect(text).toMatch(/^# Doctor: cluster shop\noutcome: ✗ /);
		const {isPartial, progress} = doctorView.status(snapshot, place);
		expect(isPartial).toBe(true);
		expect(progress?.what).toBe('facts');
		expect(progress!.done).toBeGreaterThan(4);
		expect(progress!.done).toBeLessThan(progress!.of);
	});

	test.each([
		['its cluster', place, {kind: 'cluster', name: 'shop'}],
		['a task', {...place, task: tasks.absent.arn}, {kind: 'task', arn: tasks.absent.arn}],
	])('acts on %s', (_what, at, target) => {
		expect(doctorView.target(at, snapshot)).toMatchObject(target);
	});

	test('says that nobody was chosen', () => {
		expect(written(doctorView.blocks(snapshot, {view: 'doctor'}, 0))).toBe('# Doctor\nno cluster was chosen');
	});

	test('looks at one task alone', () => {
		const one = aSnapshot([
			...shopHoldings,
			holding(tasksRead, shop.arn, listed([tasks.absent, tasks.watched])),
		]);
		const text = written(doctorView.blocks(one, {...place, task: tasks.watched.arn}, 0));
		expect(text).toContain(`# Doctor: task ${tasks.watched.id}`);
		expect(text).not.toContain(tasks.absent.id.slice(0, 8));
	});
});
