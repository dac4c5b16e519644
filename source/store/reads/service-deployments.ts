import {type ClusterArn, type ServiceArn} from '../../domain/arn.js';
import {type ServiceDeployment} from '../../domain/resources.js';
import {fetchedRead} from './fetched-read.js';
import {eachPage} from './listing.js';

/** The deployments of one service that ECS remembers, newest first as it lists them. */
export const serviceDeploymentsRead = fetchedRead<
	{readonly cluster: ClusterArn; readonly service: ServiceArn},
	readonly ServiceDeployment[]
>({
	id: 'service-deployments',
	key: ({service}) => service,
	async fetch({call}, place) {
		const deployments: ServiceDeployment[] = [];
		const failure = await eachPage(
			[nextToken => call('ecs:ListServiceDeployments', {...place, nextToken})],
			page => {
				deployments.push(...page);
			},
		);
		// A page that is missing may hold the very rollout that is looked for: then nothing is said.
		return failure ? {ok: false, failure} : {ok: true, value: deployments};
	},
});
