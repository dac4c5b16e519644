import {agentOf} from '../../domain/agent/agent.js';
import {executionRoleArn} from '../../domain/checks/subject.js';
import {heldValue} from '../../domain/fetched.js';
import {type Want, want} from '../read.js';
import {accountSettingRead} from '../reads/account-setting.js';
import {administratorRead} from '../reads/administrator.js';
import {clustersRead} from '../reads/clusters.js';
import {clustersCoverage, coverageRead, instancesCoverage} from '../reads/coverage.js';
import {detectorRead} from '../reads/detector.js';
import {networkInterfacesRead} from '../reads/network-interfaces.js';
import {managedPolicyRead, rolePoliciesRead, roleRead, roleSimulationRead} from '../reads/roles.js';
import {servicesRead} from '../reads/services.js';
import {tagEventsRead} from '../reads/tag-events.js';
import {taskDefinitionRead} from '../reads/task-definition.js';
import {tasksRead} from '../reads/tasks.js';
import {
	idSet,
	prefixListsRead,
	routeTablesRead,
	securityGroupsRead,
	subnetsRead,
	vpcDnsRead,
	vpcEndpointsRead,
} from '../reads/vpc.js';
import {type Snapshot} from '../snapshot.js';
import {clusterFact} from './cluster-told.js';
import {s3ListName} from './network-facts.js';
import {networkNeeds} from './network-needs.js';
import {type Held} from './remember.js';
import {explainedRoleNeeds, roleAt, roleNeeds} from './role-told.js';
import {
	arnOf,
	type DoctorSubject,
	fargateServices,
	fargateTasks,
	placeOf,
	type Scope,
	scopeOf,
} from './subject.js';

/**
 * How old facts may get while the doctor is open, in milliseconds. Networks and roles change by somebody's hand, who
 * may press `r`; tasks come and go.
 */
const every = {
	tasks: {everyMs: 20_000, priority: 0},
	gates: {everyMs: 60_000, priority: 0},
	coverage: {everyMs: 60_000, priority: 1},
	interfaces: {everyMs: 120_000, priority: 1},
	network: {everyMs: 300_000, priority: 1},
	roles: {everyMs: 300_000, priority: 1},
	rarely: {everyMs: 600_000, priority: 2},
} as const;

/**
 * Returns what the doctor needs of a subject, by what is held already: the more is known, the more can be asked.
 * Wanted only while somebody looks at the doctor or at the queue; settled in one go by commands.
 */
export function doctorWants(snapshot: Pick<Snapshot, 'get'>, subject: DoctorSubject): readonly Want[] {
	const scope = scopeOf(snapshot, subject);
	return [
		...clusterWants(snapshot, subject),
		...(isTagTimeAsked(scope) ? [want(tagEventsRead, undefined, every.rarely)] : []),
		...roleWants(snapshot, subject, scope),
		...networkWants(snapshot, subject, scope),
	];
}

function clusterWants(held: Held, {cluster}: DoctorSubject): readonly Want[] {
	const found = clusterFact(held, cluster);
	const hasInstances = found.status === 'known' && found.value.containerInstances > 0;
	const detector = held.get(detectorRead, undefined);
	const detectorId = heldValue(detector)?.id;
	const known = detectorId === undefined ? {} : {detectorId};
	return [
		want(clustersRead, undefined, every.gates),
		want(detectorRead, undefined, every.gates),
		want(accountSettingRead, undefined, every.gates),
		want(servicesRead, cluster, every.tasks),
		want(tasksRead, cluster, every.tasks),
		// All of these begin with the detector's id: asked for once, and by each when that failed.
		...(detector.status === 'waiting'
			? []
			: [
					want(administratorRead, detectorId, every.gates),
					want(coverageRead, {...clustersCoverage, ...known}, every.coverage),
					...(hasInstances
						? [want(coverageRead, {...instancesCoverage(cluster), ...known}, every.coverage)]
						: []),
				]),
	];
}

/**
 * When the tag was set matters only for what may have begun before. CloudTrail answers two requests a second, and a
 * busy account has many pages.
 */
function isTagTimeAsked(scope: Scope): boolean {
	// Until the tasks are listed every service looks as if it had none.
	const isIdle = scope.isListed && fargateServices(scope).some(({desired}) => desired > 0);
	return (
		isIdle ||
		fargateTasks(scope).some(task => {
			const {state} = agentOf(task);
			return state === 'absent' || state === 'unknown';
		})
	);
}

function roleWants(held: Held, subject: DoctorSubject, scope: Scope): readonly Want[] {
	const tasks = fargateTasks(scope);
	const place = placeOf(subject);
	// Four calls a role: of a whole cluster, with a role per service, it is enough to know who is refused.
	const needsOf = arnOf(subject) === subject.cluster ? roleNeeds : explainedRoleNeeds;
	const definitions = new Set(tasks.map(({taskDefinition}) => taskDefinition));
	const roles = idSet(
		tasks.flatMap(task => {
			const definition = heldValue(held.get(taskDefinitionRead, task.taskDefinition));
			return executionRoleArn(task, definition) ?? [];
		}),
	);
	return [
		...[...definitions].map(arn => want(taskDefinitionRead, arn, every.rarely)),
		...roles.flatMap(roleArn => {
			const at = roleAt(roleArn, place);
			const needs = needsOf(held, at);
			return [
				want(roleSimulationRead, at, every.roles),
				...(needs.role ? [want(roleRead, roleArn, every.roles)] : []),
				...(needs.policies ? [want(rolePoliciesRead, roleArn, every.roles)] : []),
				...needs.managed.map(policyArn => want(managedPolicyRead, policyArn, every.roles)),
			];
		}),
	];
}

function networkWants(held: Held, subject: DoctorSubject, scope: Scope): readonly Want[] {
	const {interfaces, subnetSets, vpcIds = [], groupIds = []} = networkNeeds(held, subject, scope);
	return [
		...(interfaces ? [want(networkInterfacesRead, interfaces, every.interfaces)] : []),
		...(vpcIds.length > 0
			? [want(vpcEndpointsRead, vpcIds, every.network), want(routeTablesRead, vpcIds, every.network)]
			: []),
		...subnetSets.map(ids => want(subnetsRead, ids, every.network)),
		...(groupIds.length > 0 ? [want(securityGroupsRead, groupIds, every.network)] : []),
		...vpcIds.map(vpcId => want(vpcDnsRead, vpcId, every.network)),
		...(fargateTasks(scope).length > 0
			? [want(prefixListsRead, s3ListName(placeOf(subject)), every.rarely)]
			: []),
	];
}
