import {type ClusterArn, type ServiceArn} from '../../domain/arn.js';
import {type ServiceEvent} from '../../domain/resources.js';
import {fetchedRead} from './fetched-read.js';

/** The last events of one service, newest first; AWS keeps 100. */
export const serviceEventsRead = fetchedRead<
	{readonly cluster: ClusterArn; readonly service: ServiceArn},
	readonly ServiceEvent[]
>({
	id: 'service-events',
	key: ({service}) => service,
	async fetch({call}, {cluster, service}) {
		const described = await call('ecs:DescribeServices', {cluster, services: [service]});
		if (!described.ok) {
			return described;
		}

		const [found] = described.value.items;
		return found
			? {...described, value: found.events}
			: {ok: false, failure: {kind: 'absent', message: `ECS knows no service ${service}`}};
	},
});
