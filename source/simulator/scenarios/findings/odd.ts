import {type Json, type JsonObject} from '../../json.js';
import {type World} from '../../world/types.js';
import {addCluster, addDefinition, dayMs, minuteMs} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';
import {addFinding} from './build-findings.js';
import {changed, without} from './distort.js';

type Oddity = {
	readonly severity?: number;
	readonly distort: (json: JsonObject) => JsonObject;
};

const details = 'service.runtimeDetails';
const cluster = 'resource.ecsClusterDetails';

// Nulls and a lineage of other members are what github.com/elastic/integrations has in its sample of a finding.
const oddities: readonly Oddity[] = [
	{distort: json => json},
	{severity: 0, distort: json => json},
	{severity: 10, distort: json => json},
	{severity: 6.95, distort: json => json},
	{distort: json => changed(json, 'type', 'Execution:Runtime/QuantumShell')},
	{distort: json => changed(json, 'type', 'no colon and no slash')},
	{
		distort: json =>
			changed(json, 'service.runtimeDetails.context', {fluxCapacitor: 'charged', gigawatts: 1.21}),
	},
	{distort: json => changed(changed(json, 'newMember', {a: [1, {b: null}]}), 'service.newMember', 'kept')},
	{distort: json => changed(json, 'resource.resourceType', 'QuantumComputer')},
	{distort: json => without(json, 'title', 'description', 'severity')},
	{distort: json => without(json, 'createdAt', 'updatedAt')},
	{distort: json => without(json, 'service')},
	{distort: json => without(json, 'resource')},
	{distort: json => without(json, details)},
	{distort: json => without(json, `${details}.process`)},
	{distort: json => without(json, `${details}.process.lineage`)},
	{distort: json => without(json, cluster)},
	{distort: json => without(json, `${cluster}.taskDetails`)},
	{distort: json => without(json, `${cluster}.taskDetails.containers`, `${cluster}.taskDetails.arn`)},
	{distort: json => changed(json, `${cluster}.taskDetails.containers`, [])},
	{
		distort: json =>
			changed(json, `${cluster}.taskDetails.arn`, 'arn:aws:ecs:eu-west-1:482193057716:task/old-id-of-12'),
	},
	{distort: json => changed(json, `${cluster}.arn`, 'not an arn')},
	{
		distort: json =>
			nulls(json, ['title', 'service.action', details, `${cluster}.taskDetails`, `${cluster}.tags`]),
	},
	{distort: json => changed(json, 'service.action', {})},
	{
		distort: json =>
			changed(json, 'service.action', {actionType: 'TELEPATHY', telepathyAction: {to: 'nobody'}}),
	},
	{distort: json => changed(json, 'service.additionalInfo', {type: 'default', value: '{not json'})},
	{distort: json => changed(json, 'service.evidence', {threatIntelligenceDetails: [{}, {threatNames: []}]})},
	{
		distort: json =>
			changed(json, `${details}.process.lineage`, [
				{parentUuid: 'f7c2b111', ancestorPid: 123, ancestorName: 'sshd'},
				{parentUuid: 'a23f2d33', ancestorPid: 456, ancestorName: 'apache2'},
			]),
	},
	// Each is the other's parent.
	{
		distort: json =>
			changed(json, `${details}.process.lineage`, [
				{name: 'ouro', pid: 1, uuid: 'a', parentUuid: 'b', executablePath: '/ouro'},
				{name: 'boros', pid: 2, uuid: 'b', parentUuid: 'a', executablePath: '/boros'},
			]),
	},
	{distort: json => changed(json, `${details}.process.lineage`, deep(400))},
	{distort: json => changed(json, 'service.count', 2_000_000_000)},
	{distort: json => changed(json, 'updatedAt', '2038-01-19T03:14:08.000Z')},
	{distort: json => changed(json, 'createdAt', 'yesterday')},
];

/** What a reader of findings must stand: members that are new, missing, null, circular or from tomorrow. */
export const findingsOdd: Scenario = {
	name: 'findings-odd',
	summary: 'findings with unknown types and members, missing ones, nulls, odd severities and odd lineages',
	account: demo.account,
	fill(world) {
		addOddFindings(world);
	},
};

function addOddFindings(world: World): void {
	const own = addCluster(world, {name: 'odd-findings', tags: {GuardDutyManaged: 'true'}}, target => {
		addService(world, target, {
			name: 'odd',
			tasks: 4,
			deployedAgoMs: 2 * dayMs,
			agent: 'running',
			definition: addDefinition(world, {family: 'odd', revision: 2}),
		});
	});
	const tasks = [...own.contents().tasks.values()];
	for (const [index, {severity, distort}] of oddities.entries()) {
		const task = tasks[index % tasks.length];
		if (task) {
			addFinding(world, {
				type: 'Execution:Runtime/SuspiciousTool',
				task,
				seenAgoMs: (index + 4) * 9 * minuteMs,
				...(severity !== undefined && {severity}),
				distort,
			});
		}
	}
}

function nulls(json: JsonObject, paths: readonly string[]): JsonObject {
	return paths.reduce((left, path) => changed(left, path, null), json);
}

function deep(length: number): readonly Json[] {
	return Array.from({length}, (_, index) => ({
		name: `p${index}`,
		pid: index + 1,
		uuid: `u${index}`,
		parentUuid: `u${index + 1}`,
		executablePath: `/bin/p${index}`,
	}));
}
