import {type Answer} from '../../domain/account.js';
import {
	type ArnParts,
	type ClusterArn,
	type ContainerInstanceArn,
	clusterNameIn,
	parseArn,
	type ResourceArn,
	type ServiceArn,
	type TaskArn,
	type TaskDefinitionArn,
} from '../../domain/arn.js';
import {type Json} from '../../domain/resources.js';
import {type ReadContext} from '../read.js';
import {fetchedRead} from './fetched-read.js';

type Subject = {readonly cluster?: ClusterArn; readonly subject: ResourceArn};
type Raw = ReadContext<unknown>['raw'];

/** AWS's own JSON of one resource, as its describe call answers it. */
export const rawRead = fetchedRead<Subject, Json>({
	id: 'raw',
	key: ({subject}) => subject,
	async fetch({raw}, {cluster, subject}) {
		const parts = parseArn(subject);
		const ask = parts && calls.get(parts.resource.split('/')[0] ?? '');
		const inCluster = cluster ?? (parts && clusterOf(parts, subject));
		return ask && parts
			? ask(raw, {subject, parts, cluster: inCluster})
			: {ok: false, failure: {kind: 'rejected', code: 'NoRawView', message: `no call describes ${subject}`}};
	},
});

type Asked = {readonly subject: string; readonly parts: ArnParts; readonly cluster: ClusterArn | undefined};

// The casts to kinds of ARN rest on the resource type in the ARN itself, which is the key of this table.
const calls: ReadonlyMap<string, (raw: Raw, asked: Asked) => Promise<Answer<Json>>> = new Map(
	Object.entries({
		cluster: (raw: Raw, {subject}: Asked) => raw('ecs:DescribeClusters', {clusters: [subject as ClusterArn]}),
		service: (raw: Raw, {subject, cluster}: Asked) =>
			within(cluster, subject, at =>
				raw('ecs:DescribeServices', {cluster: at, services: [subject as ServiceArn]}),
			),
		task: (raw: Raw, {subject, cluster}: Asked) =>
			within(cluster, subject, at => raw('ecs:DescribeTasks', {cluster: at, tasks: [subject as TaskArn]})),
		'container-instance': (raw: Raw, {subject, cluster}: Asked) =>
			within(cluster, subject, at =>
				raw('ecs:DescribeContainerInstances', {
					cluster: at,
					containerInstances: [subject as ContainerInstanceArn],
				}),
			),
		'task-definition': (raw: Raw, {subject}: Asked) =>
			raw('ecs:DescribeTaskDefinition', {taskDefinition: subject as TaskDefinitionArn}),
		'service-deployment': (raw: Raw, {subject, parts, cluster}: Asked) =>
			within(cluster, subject, at =>
				raw('ecs:ListServiceDeployments', {cluster: at, service: serviceOf(parts)}),
			),
	}),
);

/** Old short ARNs don't name their cluster; without one ECS would look in the cluster `default`. */
async function within(
	cluster: ClusterArn | undefined,
	subject: string,
	ask: (cluster: ClusterArn) => Promise<Answer<Json>>,
): Promise<Answer<Json>> {
	return cluster
		? ask(cluster)
		: {
				ok: false,
				failure: {
					kind: 'rejected',
					code: 'NoCluster',
					message: `the ARN ${subject} does not name its cluster`,
				},
			};
}

function clusterOf(parts: ArnParts, subject: string): ClusterArn | undefined {
	const [type, cluster] = parts.resource.split('/');
	const name = type === 'service-deployment' ? cluster : clusterNameIn(subject);
	return name === undefined ? undefined : (arnOf(parts, `cluster/${name}`) as ClusterArn);
}

/** The ARN is `service-deployment/<cluster>/<service>/<id>`; the deployments are listed by service. */
function serviceOf(parts: ArnParts): ServiceArn {
	const [, cluster = '', service = ''] = parts.resource.split('/');
	return arnOf(parts, `service/${cluster}/${service}`) as ServiceArn;
}

function arnOf({partition, service, region, account}: ArnParts, resource: string): string {
	return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
