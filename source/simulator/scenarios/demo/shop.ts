import {leakAgent} from '../../engine/leaking-agent.js';
import {type Service, type World} from '../../world/types.js';
import {addCluster, addDefinition, dayMs, fargateSpot, hourMs, minuteMs, sidecar} from '../build.js';
import {addService, addTask} from '../build-services.js';

const terraform = {ManagedBy: 'terraform', 'terraform:workspace': 'prod-eu', team: 'payments'};
const rollsBack = {enable: true, rollback: true};

/** The clusters that customers meet: most of what an operator has to do is here. */
export function fillShop(world: World): void {
	fillPayments(world);
	fillCheckout(world);
	fillLedger(world);
	addCluster(
		world,
		{
			name: 'cards-prod',
			// A trailing space makes it another value than "true".
			tags: {GuardDutyManaged: 'true ', team: 'cards', environment: 'prod'},
			insights: 'enabled',
		},
		cluster => {
			addService(world, cluster, {
				name: 'card-issuing',
				tasks: 3,
				deployedAgoMs: 12 * dayMs,
				hasLoadBalancer: true,
			});
			addService(world, cluster, {name: 'card-controls', tasks: 2, deployedAgoMs: 30 * hourMs});
			addService(world, cluster, {
				name: 'tokenizer',
				tasks: 2,
				deployedAgoMs: 20 * hourMs,
				circuitBreaker: rollsBack,
			});
		},
	);
}

function fillPayments(world: World): void {
	addCluster(
		world,
		{
			name: 'payments-prod',
			tags: {GuardDutyManaged: 'true', environment: 'prod', ...terraform},
			insights: 'enhanced',
		},
		cluster => {
			const otel = sidecar(
				'aws-otel-collector',
				'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1',
			);
			const api = addService(world, cluster, {
				name: 'payments-api',
				usage: {app: 'wave'},
				tasks: 4,
				deployedAgoMs: 26 * hourMs,
				agent: 'running',
				definition: addDefinition(world, {
					family: 'payments-api',
					revision: 118,
					cpu: 1024,
					memory: 2048,
					sidecars: [otel],
					port: 8443,
				}),
				hasLoadBalancer: true,
				circuitBreaker: rollsBack,
				tags: {team: 'payments', tier: '1'},
			});
			leakOf(world, api);
			addService(world, cluster, {
				name: 'payments-worker',
				usage: {app: 'spiky'},
				tasks: 4,
				deployedAgoMs: 50 * hourMs,
				agent: 'running',
				agentVersion: '1.16.0',
				launch: fargateSpot,
				definition: addDefinition(world, {family: 'payments-worker', revision: 64, cpu: 512, memory: 1024}),
			});
			addService(world, cluster, {
				name: 'ledger-writer',
				usage: {app: 'steady'},
				tasks: 2,
				deployedAgoMs: 31 * hourMs,
				agent: 'denied',
				definition: addDefinition(world, {family: 'ledger-writer', revision: 41, cpu: 512, memory: 1024}),
			});
			addService(world, cluster, {
				name: 'fraud-scoring',
				usage: {app: 'wave'},
				tasks: 3,
				deployedAgoMs: 9 * dayMs,
				definition: addDefinition(world, {
					family: 'fraud-scoring',
					revision: 27,
					cpu: 2048,
					memory: 8192,
					architecture: 'ARM64',
					port: 8080,
				}),
				hasLoadBalancer: true,
				circuitBreaker: rollsBack,
			});
			addService(world, cluster, {
				name: 'settlement-batch',
				usage: {app: 'idle'},
				tasks: 2,
				deployedAgoMs: 16 * dayMs,
				circuitBreaker: rollsBack,
				// The image of the running revision is gone from the registry: the next deployment fails.
				redeploy: 'image missing',
				definition: addDefinition(world, {family: 'settlement-batch', revision: 9}),
			});
			addService(world, cluster, {
				name: 'webhooks',
				usage: {app: 'gappy'},
				tasks: 3,
				deployedAgoMs: 6 * dayMs,
				definition: addDefinition(world, {
					family: 'webhooks',
					revision: 5,
					image: `${world.account}.dkr.ecr.${world.region}.amazonaws.com/webhooks:latest`,
					port: 8080,
				}),
				assignPublicIp: 'ENABLED',
			});
			addTask(world, cluster, {
				definition: addDefinition(world, {family: 'reconcile-cards', revision: 12, cpu: 512, memory: 1024}),
				startedAgoMs: 4 * dayMs,
				startedBy: 'jo.field',
				tags: {purpose: 'month end'},
				overrides: {containerOverrides: [{name: 'reconcile-cards', command: ['--month', '2026-10']}]},
			});
		},
	);
}

// The agent of one task climbs for seven hours already and has two left.
function leakOf(world: World, {tasks}: Service): void {
	const [, second] = tasks;
	if (second) {
		leakAgent(world, second, {limitAt: world.clock.now() + 2 * hourMs, everyMs: 9 * hourMs});
	}
}

function fillCheckout(world: World): void {
	addCluster(
		world,
		{
			name: 'checkout-prod',
			tags: {
				'aws:cloudformation:stack-name': 'checkout-prod',
				'aws:cloudformation:logical-id': 'Cluster',
				environment: 'prod',
				team: 'checkout',
			},
			insights: 'enabled',
		},
		cluster => {
			addService(world, cluster, {
				name: 'checkout-web',
				usage: {app: 'wave'},
				tasks: 3,
				deployedAgoMs: 8 * dayMs,
				hasLoadBalancer: true,
				circuitBreaker: rollsBack,
				definition: addDefinition(world, {
					family: 'checkout-web',
					revision: 203,
					cpu: 512,
					memory: 1024,
					port: 3000,
				}),
			});
			addService(world, cluster, {
				name: 'basket',
				usage: {app: 'steady'},
				tasks: 2,
				deployedAgoMs: 7 * dayMs,
				circuitBreaker: rollsBack,
			});
			addService(world, cluster, {
				name: 'cart-sessions',
				// There is no room for an agent in it.
				usage: {app: 'full'},
				tasks: 2,
				deployedAgoMs: 21 * dayMs,
				// No circuit breaker: the rollout of this one never ends.
				redeploy: 'crashes',
				events: ['was unable to register targets in (target-group cart-sessions).'],
			});
			addService(world, cluster, {
				name: 'price-engine',
				usage: {app: 'restarting'},
				tasks: 2,
				deployedAgoMs: 11 * dayMs,
				minimumHealthyPercent: 100,
				maximumPercent: 100,
			});
			const definition = addDefinition(world, {family: 'nightly-export', revision: 3});
			addTask(world, cluster, {
				definition,
				startedAgoMs: 50 * minuteMs,
				startedBy: 'events-rule/nightly',
				stopped: {
					agoMs: 21 * minuteMs,
					code: 'EssentialContainerExited',
					reason: 'Essential container in task exited',
				},
			});
		},
	);
}

function fillLedger(world: World): void {
	addCluster(
		world,
		// Capitals make it another value than "true".
		{
			name: 'ledger-prod',
			tags: {GuardDutyManaged: 'True', team: 'ledger', environment: 'prod'},
			insights: 'enabled',
		},
		cluster => {
			addService(world, cluster, {
				name: 'ledger-core',
				tasks: 3,
				deployedAgoMs: 40 * hourMs,
				hasLoadBalancer: true,
			});
			addService(world, cluster, {
				name: 'ledger-reports',
				tasks: 1,
				deployedAgoMs: 33 * dayMs,
				definition: addDefinition(world, {
					family: 'ledger-reports',
					revision: 7,
					hasExecutionRole: false,
					image: 'public.ecr.aws/docker/library/python:3.13-slim',
				}),
			});
			addService(world, cluster, {
				name: 'ledger-shadow',
				tasks: 2,
				deployedAgoMs: 5 * dayMs,
				controller: 'CODE_DEPLOY',
				hasLoadBalancer: true,
			});
		},
	);
}
