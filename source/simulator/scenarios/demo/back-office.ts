import {type World} from '../../world/types.js';
import {addCluster, addDefinition, addInstances, dayMs, ec2, fargate, hourMs} from '../build.js';
import {addService} from '../build-services.js';

/** What runs behind the shop: EC2, Windows, an old platform version, an excluded cluster. */
export function fillBackOffice(world: World): void {
	addCluster(
		world,
		{
			name: 'legacy-billing',
			tags: {environment: 'prod', team: 'billing'},
			insights: 'enabled',
			capacityProviders: ['billing-asg'],
		},
		cluster => {
			const shared = {instanceType: 'm6i.xlarge', cpu: 4096, memory: 15_712, capacityProvider: 'billing-asg'};
			addInstances(world, cluster, {
				...shared,
				count: 3,
				tags: {Name: 'billing-node', GuardDutyManaged: 'true'},
			});
			addInstances(world, cluster, {
				...shared,
				instanceType: 'm6i.2xlarge',
				count: 1,
				isAgentConnected: false,
				issue: 'Agent disconnected',
				tags: {Name: 'billing-node-big'},
			});
			addInstances(world, cluster, {
				...shared,
				instanceType: 'c7g.large',
				count: 1,
				status: 'DRAINING',
				hasGuardDutyAgent: false,
				tags: {Name: 'billing-arm', GuardDutyManaged: 'false'},
			});
			addService(world, cluster, {
				name: 'invoice-render',
				tasks: 4,
				deployedAgoMs: 14 * dayMs,
				launch: ec2,
				minimumHealthyPercent: 50,
				maximumPercent: 100,
				definition: addDefinition(world, {
					family: 'invoice-render',
					revision: 31,
					networkMode: 'bridge',
					cpu: 512,
					memory: 1024,
				}),
			});
			addService(world, cluster, {
				name: 'node-exporter',
				tasks: 5,
				deployedAgoMs: 45 * dayMs,
				launch: ec2,
				scheduling: 'DAEMON',
				minimumHealthyPercent: 0,
				maximumPercent: 100,
				definition: addDefinition(world, {
					family: 'node-exporter',
					revision: 4,
					networkMode: 'host',
					cpu: 64,
					memory: 128,
					image: 'quay.io/prometheus/node-exporter:v1.9.1',
					hostMounts: [
						{name: 'root', hostPath: '/', mountPath: '/host'},
						{name: 'docker', hostPath: '/var/run/docker.sock', mountPath: '/var/run/docker.sock'},
					],
					logDriver: 'json-file',
				}),
			});
			addService(world, cluster, {
				name: 'dunning',
				tasks: 2,
				deployedAgoMs: 3 * dayMs,
				launch: {launchType: 'EC2', strategy: [{capacityProvider: 'billing-asg', weight: 1, base: 0}]},
				definition: addDefinition(world, {
					family: 'dunning',
					revision: 2,
					volume: {name: 'letters', sizeGiB: 40},
					networkMode: 'bridge',
					cpu: 256,
					memory: 512,
				}),
			});
		},
	);
	addCluster(
		world,
		{name: 'desktop-tools', tags: {GuardDutyManaged: 'true', team: 'it', environment: 'internal'}},
		cluster => {
			addService(world, cluster, {
				name: 'statement-printer',
				tasks: 1,
				deployedAgoMs: 25 * dayMs,
				agent: 'running',
				definition: addDefinition(world, {
					family: 'statement-printer',
					revision: 2,
					system: 'WINDOWS_SERVER_2022_CORE',
					cpu: 1024,
					memory: 4096,
				}),
			});
			addService(world, cluster, {
				name: 'old-intranet',
				tasks: 2,
				deployedAgoMs: 190 * dayMs,
				launch: {...fargate, platformVersion: '1.3.0'},
				agent: 'running',
			});
			addService(world, cluster, {name: 'intranet', tasks: 2, deployedAgoMs: 22 * hourMs, agent: 'running'});
		},
	);
	addCluster(
		world,
		{name: 'partner-gateway', tags: {GuardDutyManaged: 'false', team: 'partners', environment: 'prod'}},
		cluster => {
			// Started before the cluster was excluded: the agent stays, its events are refused.
			addService(world, cluster, {
				name: 'swift-bridge',
				tasks: 2,
				deployedAgoMs: 20 * dayMs,
				agent: 'running',
				agentVersion: '1.15.0',
			});
			addService(world, cluster, {name: 'sepa-bridge', tasks: 2, deployedAgoMs: 2 * dayMs});
		},
	);
}
