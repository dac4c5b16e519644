import {listAccountSettings} from './account-settings.js';
import {describeClusters, listClusters, updateClusterSettings} from './clusters.js';
import {describeContainerInstances, listContainerInstances} from './container-instances.js';
import {getAdministratorAccount, getDetector, listDetectors} from './guardduty.js';
import {describeNetworkInterfaces} from './network-interfaces.js';
import {type Operation} from './operation.js';
import {runTask} from './run-task.js';
import {
	describeServiceDeployments,
	listServiceDeployments,
	stopServiceDeployment,
} from './service-deployments.js';
import {describeServices, listServices, updateService} from './services.js';
import {getCallerIdentity} from './sts.js';
import {listTagsForResource, tagResource, untagResource} from './tags.js';
import {describeTaskDefinition, listTaskDefinitions} from './task-definitions.js';
import {describeTasks, listTasks, stopTask} from './tasks.js';

/** Every operation that the account serves; one line each. */
export const operations: readonly Operation[] = [
	listClusters,
	describeClusters,
	updateClusterSettings,
	listServices,
	describeServices,
	updateService,
	listTasks,
	describeTasks,
	stopTask,
	runTask,
	listContainerInstances,
	describeContainerInstances,
	listTaskDefinitions,
	describeTaskDefinition,
	listServiceDeployments,
	describeServiceDeployments,
	stopServiceDeployment,
	listAccountSettings,
	listTagsForResource,
	tagResource,
	untagResource,
	listDetectors,
	getDetector,
	getAdministratorAccount,
	getCallerIdentity,
	describeNetworkInterfaces,
];
