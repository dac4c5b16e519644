import {executionRoleArn} from '../../domain/checks/subject.js';
import {type DiagnoseInput} from '../../domain/doctor/doctor.js';
import {type DoctorFacts} from '../../domain/doctor/doctor-facts.js';
import {type Fact, factOf, factValue, known, pendingFact} from '../../domain/fact.js';
import {type Service, type Task} from '../../domain/resources.js';
import {taskDefinitionRead} from '../reads/task-definition.js';
import {tasksRead} from '../reads/tasks.js';
import {type Snapshot} from '../snapshot.js';
import {clusterTold} from './cluster-told.js';
import {networkTold} from './network-facts.js';
import {networkNeeds} from './network-needs.js';
import {type Held, remembering} from './remember.js';
import {type RoleFacts, roleAt, roleTold, withoutRole} from './role-told.js';
import {arnOf, type DoctorSubject, placeOf, type Scope, scopeOf, subjectOf} from './subject.js';

/**
 * Returns all that the doctor judges a subject by, with one entry per task: for a service or cluster each live one,
 * and each service that has none. Costs no call; the same object while nothing of it changed.
 */
export function diagnoseInputIn(snapshot: Pick<Snapshot, 'get'>, subject: DoctorSubject): DiagnoseInput {
	return diagnoseInput(snapshot, subject);
}

/** Returns the facts of the subject itself. */
export function doctorFactsIn(snapshot: Pick<Snapshot, 'get'>, subject: DoctorSubject): DoctorFacts {
	return diagnoseInputIn(snapshot, subject).facts;
}

const diagnoseInput = remembering<DoctorSubject, DiagnoseInput>({
	anchor: (held, {cluster}) => held.get(tasksRead, cluster),
	key: arnOf,
	compute(held, subject) {
		const scope = scopeOf(held, subject);
		const ofCluster = clusterTold(held, subject);
		const ofTask = taskTold(held, {subject, scope, ofCluster});
		const idle = scope.idle.map(service => ({...ofCluster, ...atRest, service: known(service)}));
		const members = [...scope.tasks.map(ofTask.facts), ...idle];
		return {
			subject: subjectOf(subject),
			facts: ownFacts(held, {subject, members, scope, of: {...ofCluster, endpoints: ofTask.endpoints}}),
			members,
		};
	},
});

const atRest = {task: known(undefined), taskDefinition: known(undefined), ...withoutRole};

type Parts = {readonly subject: DoctorSubject; readonly scope: Scope; readonly ofCluster: DoctorFacts};

function taskTold(held: Held, {subject, scope, ofCluster}: Parts) {
	const place = placeOf(subject);
	const network = networkTold(held, networkNeeds(held, subject, scope), place);
	const roles = new Map<string, RoleFacts>();

	function roleFacts(task: Task, definition: DoctorFacts['taskDefinition']): Partial<RoleFacts> {
		const arn = executionRoleArn(task, factValue(definition));
		if (arn === undefined) {
			return definition.status === 'known' ? withoutRole : {};
		}

		const facts = roles.get(arn) ?? roleTold(held, roleAt(arn, place));
		roles.set(arn, facts);
		return facts;
	}

	return {
		endpoints: network.endpoints,
		facts(task: Task): DoctorFacts {
			const service: Fact<Service | undefined> =
				task.serviceName === undefined ? known(undefined) : scope.serviceNamed(task.serviceName);
			const taskDefinition = factOf(held.get(taskDefinitionRead, task.taskDefinition));
			return {
				...ofCluster,
				task: known(task),
				service,
				taskDefinition,
				...roleFacts(task, taskDefinition),
				...network.of(task, factValue(service)),
			};
		},
	};
}

type Own = {
	readonly subject: DoctorSubject;
	readonly members: readonly DoctorFacts[];
	readonly scope: Scope;
	readonly of: DoctorFacts;
};

function ownFacts(held: Held, {subject, members, scope, of}: Own): DoctorFacts {
	if (subject.task !== undefined) {
		const [own] = members;
		// A task that is not listed (any more) is not the same as no task at all.
		return own ?? {...of, task: taskFact(held, subject)};
	}

	return subject.service === undefined
		? of
		: {...of, service: scope.serviceNamed(subjectOf(subject).name), task: known(undefined)};
}

function taskFact(held: Held, {cluster, task}: DoctorSubject): DoctorFacts['task'] {
	const tasks = held.get(tasksRead, cluster);
	const row = tasks.rows.find(({key}) => key === task);
	const failure = row?.failure ?? tasks.failure;
	if (failure) {
		return factOf({status: 'failed', failure, at: 0});
	}

	return row || !tasks.isComplete
		? pendingFact
		: {status: 'unknown', why: 'ECS does not know the task any more'};
}
