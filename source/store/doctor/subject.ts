import {isFargateTask} from '../../domain/agent/agent-support.js';
import {
	type ClusterArn,
	parseArn,
	type ResourceArn,
	type ServiceArn,
	shortName,
	type TaskArn,
} from '../../domain/arn.js';
import {type DoctorPlace} from '../../domain/doctor/doctor-facts.js';
import {type Subject} from '../../domain/doctor/verdict.js';
import {type Fact, known, pendingFact, unknownFact} from '../../domain/fact.js';
import {type Collection} from '../../domain/fetched.js';
import {type Service, type Task} from '../../domain/resources.js';
import {isFargate} from '../../domain/task/launch.js';
import {isLive} from '../../domain/task/task-phase.js';
import {servicesRead} from '../reads/services.js';
import {tasksRead} from '../reads/tasks.js';
import {type Held} from './remember.js';

/** Whom the doctor looks at: a cluster, one of its services, or one task. */
export type DoctorSubject = {
	readonly cluster: ClusterArn;
	readonly service?: ServiceArn;
	readonly task?: TaskArn;
};

export function arnOf({cluster, service, task}: DoctorSubject): ResourceArn {
	return task ?? service ?? cluster;
}

/** Returns the subject as reports and actions name it. */
export function subjectOf({cluster, service, task}: DoctorSubject): Subject {
	if (task !== undefined) {
		return {kind: 'task', arn: task, clusterArn: cluster, name: shortName(task)};
	}

	return service === undefined
		? {kind: 'cluster', arn: cluster, clusterArn: cluster, name: shortName(cluster)}
		: {kind: 'service', arn: service, clusterArn: cluster, name: shortName(service)};
}

/** Returns where the subject is, by its cluster's ARN. */
export function placeOf({cluster}: DoctorSubject): DoctorPlace {
	const {partition = '', region = '', account = ''} = parseArn(cluster) ?? {};
	return {partition, region, account, clusterArn: cluster};
}

/** The tasks and services that the doctor looks at, as far as they are described. */
export type Scope = {
	/** True once every task is described, or can't be. */
	readonly isListed: boolean;
	/** Live tasks; for a task itself that one, in whatever state. */
	readonly tasks: readonly Task[];
	/** Services without a live task; the subject itself included. */
	readonly idle: readonly Service[];
	serviceNamed(name: string): Fact<Service | undefined>;
};

export function scopeOf(held: Held, subject: DoctorSubject): Scope {
	const tasks = held.get(tasksRead, subject.cluster);
	const services = held.get(servicesRead, subject.cluster);
	const byName = new Map(services.rows.map(row => [shortName(row.key), row]));
	const inScope = tasks.rows.flatMap(({value}) => (value && isIn(value, subject) ? value : []));
	const busy = new Set(inScope.map(({serviceName}) => serviceName));
	return {
		isListed: isSettled(tasks),
		tasks: inScope,
		idle: services.rows.flatMap(({value}) =>
			value && !busy.has(value.name) && isServiceIn(value, subject) ? value : [],
		),
		serviceNamed(name) {
			const row = byName.get(name);
			if (row?.value) {
				return known(row.value);
			}

			const failure = row?.failure ?? services.failure;
			return failure ? unknownFact(failure) : row || !isSettled(services) ? pendingFact : known(undefined);
		},
	};
}

function isIn(task: Task, {service, task: wanted}: DoctorSubject): boolean {
	if (wanted !== undefined) {
		return task.arn === wanted;
	}

	return isLive(task) && (service === undefined || task.serviceName === shortName(service));
}

function isServiceIn({arn}: Service, {service, task}: DoctorSubject): boolean {
	return task === undefined && (service === undefined || service === arn);
}

/** Returns whether the list was read to its end, or failed: nothing more comes before the next reading. */
export function isSettled({isComplete, failure, progress}: Collection<unknown>): boolean {
	return progress === undefined && (isComplete || failure !== undefined);
}

/** Tasks and services on Fargate: only there the agent depends on network, role and task definition. */
export function fargateTasks({tasks}: Scope): readonly Task[] {
	return tasks.filter(isFargateTask);
}

export function fargateServices({idle}: Scope): readonly Service[] {
	return idle.filter(service => isFargate(service) !== false);
}
