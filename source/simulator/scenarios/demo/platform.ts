import {missingImage} from '../../engine/task-life.js';
import {type World} from '../../world/types.js';
import {addCluster, addDefinition, dayMs, fargateSpot, hourMs, minuteMs} from '../build.js';
import {addService, addTask} from '../build-services.js';

/** Clusters of the platform teams: all well, batch jobs, names in many scripts, and an empty one. */
export function fillPlatform(world: World): void {
	addCluster(
		world,
		{
			name: 'identity-prod',
			tags: {GuardDutyManaged: 'true', team: 'identity', environment: 'prod'},
			insights: 'enhanced',
		},
		cluster => {
			addService(world, cluster, {
				name: 'login',
				usage: {app: 'wave'},
				tasks: 3,
				deployedAgoMs: 28 * hourMs,
				agent: 'running',
				hasLoadBalancer: true,
				circuitBreaker: {enable: true, rollback: true},
			});
			addService(world, cluster, {
				name: 'sessions',
				tasks: 2,
				deployedAgoMs: 44 * hourMs,
				agent: 'running',
				usage: {app: 'steady', agent: 'gappy'},
			});
			addService(world, cluster, {
				name: 'mfa',
				tasks: 2,
				deployedAgoMs: 18 * hourMs,
				agent: 'running',
				usage: {app: 'steady', agent: 'near limit'},
			});
			addService(world, cluster, {name: 'audit-trail', tasks: 0, deployedAgoMs: 90 * dayMs});
		},
	);
	fillData(world);
	addCluster(
		world,
		{
			name: 'tokyo-expansion',
			tags: {GuardDutyManaged: 'true', team: '決済チーム', 環境: '本番', environment: 'prod'},
			insights: 'enabled',
			// What AWS sets by itself.
			logs: {retentionDays: 1},
		},
		cluster => {
			addService(world, cluster, {
				usage: {app: 'steady', agent: 'restarting'},
				name: 'settlement-reconciliation-for-domestic-and-cross-border-card-schemes-asia-pacific',
				tasks: 2,
				deployedAgoMs: 15 * hourMs,
				agent: 'running',
				definition: addDefinition(world, {family: 'settlement-asia', revision: 6}),
				tags: {所有者: '山田 太郎', 説明: 'カード決済の突合バッチ（アジア太平洋）', emoji: '🇯🇵 👩‍💻'},
			});
			addService(world, cluster, {
				name: 'konbini',
				usage: {app: 'idle'},
				tasks: 2,
				deployedAgoMs: 10 * dayMs,
				tags: {店舗: 'コンビニ決済', 注意: '深夜メンテナンスあり'},
			});
		},
	);
	addCluster(world, {name: 'sandbox', tags: {environment: 'dev'}});
}

function fillData(world: World): void {
	addCluster(
		world,
		{
			name: 'data-platform',
			tags: {
				GuardDutyManaged: 'true',
				'aws:cloudformation:stack-name': 'DataPlatformStack',
				'aws:cdk:path': 'DataPlatformStack/Cluster',
				team: 'data',
			},
			insights: 'disabled',
		},
		cluster => {
			addService(world, cluster, {
				name: 'stream-enricher',
				tasks: 4,
				deployedAgoMs: 35 * hourMs,
				agent: 'running',
				launch: fargateSpot,
			});
			addService(world, cluster, {
				name: 'feature-store',
				tasks: 2,
				deployedAgoMs: 60 * hourMs,
				agent: 'ended',
				definition: addDefinition(world, {family: 'feature-store', revision: 14, cpu: 8192, memory: 32_768}),
			});
			const train = addDefinition(world, {
				family: 'train-risk-model',
				revision: 22,
				cpu: 4096,
				memory: 16_384,
			});
			const backfill = addDefinition(world, {family: 'backfill', revision: 8, cpu: 1024, memory: 4096});
			addTask(world, cluster, {
				definition: train,
				startedAgoMs: 6 * dayMs,
				startedBy: 'airflow',
				tags: {owner: 'risk'},
			});
			addTask(world, cluster, {
				definition: train,
				startedAgoMs: 5 * hourMs,
				startedBy: 'airflow',
				agent: 'running',
			});
			addTask(world, cluster, {definition: backfill, startedAgoMs: 4 * dayMs, assignPublicIp: 'ENABLED'});
			addTask(world, cluster, {
				definition: backfill,
				startedAgoMs: 55 * minuteMs,
				agent: 'ended',
				stopped: {
					agoMs: 12 * minuteMs,
					code: 'EssentialContainerExited',
					reason: 'Essential container in task exited',
					exit: {code: 137, reason: 'OutOfMemoryError: Container killed due to memory usage'},
				},
			});
			addTask(world, cluster, {
				definition: train,
				startedAgoMs: 40 * minuteMs,
				startedBy: 'airflow',
				stopped: {
					agoMs: 38 * minuteMs,
					code: 'TaskFailedToStart',
					reason: missingImage(train.containers[0]?.image ?? ''),
					exit: {reason: missingImage(train.containers[0]?.image ?? '')},
					hasRun: false,
				},
			});
			addTask(world, cluster, {
				definition: backfill,
				launch: fargateSpot,
				startedAgoMs: 58 * minuteMs,
				agent: 'ended',
				stopped: {
					agoMs: 5 * minuteMs,
					code: 'SpotInterruption',
					reason: 'Your Spot Task was interrupted.',
					exit: {code: 143},
				},
			});
		},
	);
}
