import {type OperationName} from '../../domain/operations.js';
import {type Operation} from './operation.js';

const ecs = () => import('./ecs/operations.js');
const guardduty = () => import('./guardduty/operations.js');

/** Every operation by its name; a service's code is loaded with the first of its operations that is used. */
export const operations: {readonly [Name in OperationName]: () => Promise<Operation<Name>>} = {
	'sts:GetCallerIdentity': async () => (await import('./sts/get-caller-identity.js')).getCallerIdentity,
	'ecs:ListClusters': async () => (await ecs()).listClusters,
	'ecs:DescribeClusters': async () => (await ecs()).describeClusters,
	'ecs:ListServices': async () => (await ecs()).listServices,
	'ecs:DescribeServices': async () => (await ecs()).describeServices,
	'ecs:ListTasks': async () => (await ecs()).listTasks,
	'ecs:DescribeTasks': async () => (await ecs()).describeTasks,
	'ecs:ListContainerInstances': async () => (await ecs()).listContainerInstances,
	'ecs:DescribeContainerInstances': async () => (await ecs()).describeContainerInstances,
	'ecs:DescribeTaskDefinition': async () => (await ecs()).describeTaskDefinition,
	'ecs:ListServiceDeployments': async () => (await ecs()).listServiceDeployments,
	'ecs:ListAccountSettings': async () => (await ecs()).listAccountSettings,
	'ecs:TagResource': async () => (await ecs()).tagResource,
	'ecs:UntagResource': async () => (await ecs()).untagResource,
	'ecs:UpdateClusterSettings': async () => (await ecs()).updateClusterSettings,
	'ecs:UpdateService': async () => (await ecs()).updateService,
	'ecs:StopServiceDeployment': async () => (await ecs()).stopServiceDeployment,
	'ecs:StopTask': async () => (await ecs()).stopTask,
	'ecs:RunTask': async () => (await ecs()).runTask,
	'guardduty:ListDetectors': async () => (await guardduty()).listDetectors,
	'guardduty:GetDetector': async () => (await guardduty()).getDetector,
	'guardduty:GetAdministratorAccount': async () => (await guardduty()).getAdministratorAccount,
	'ec2:DescribeNetworkInterfaces': async () =>
		(await import('./ec2/describe-network-interfaces.js')).describeNetworkInterfaces,
};
