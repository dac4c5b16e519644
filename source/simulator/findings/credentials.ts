import {type Random} from '../random.js';
import {type FindingContent} from '../world/finding.js';
import {type Task, type World} from '../world/types.js';
import {remoteIpDetails, remoteOf} from './network.js';

type Exfiltration = {
	readonly type: string;
	readonly title: string;
	readonly where: string;
	/** Another account of AWS that used the credentials. */
	readonly fromAccount?: string;
};

/** Since July 2026 these look at the credentials of ECS tasks too; both are High. */
export const exfiltrationTypes: readonly Exfiltration[] = [
	{
		type: 'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS',
		title: 'The credentials of an ECS task were used from another account of AWS.',
		where: 'from another account of AWS',
		fromAccount: '310264895177',
	},
	{
		type: 'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS',
		title: 'The credentials of an ECS task were used from outside AWS.',
		where: 'from outside AWS',
	},
];

export const exfiltrationSeverity = 8;

/** The name of the role's session is the id of the task, by which the task is found. */
export function exfiltrationContent(
	world: World,
	{type, title, where, fromAccount}: Exfiltration,
	{task, random}: {task: Task; random: Random},
): FindingContent {
	const role = task.definition.taskRole ?? 'taskRole';
	const accessKeyId = `ASIA${random.letters(16).toUpperCase()}`;
	return {
		title,
		description: `Credentials of the role ${role}, made for the ECS task ${task.id} in the cluster ${task.cluster.name} alone, were used ${where}.`,
		resource: {
			resourceType: 'AccessKey',
			accessKeyDetails: {
				accessKeyId,
				principalId: `AROA${random.letters(17).toUpperCase()}:${task.id}`,
				userName: role,
				userType: 'AssumedRole',
			},
		},
		service: {
			featureName: 'CloudTrail',
			resourceRole: 'TARGET',
			additionalInfo: {type: 'default', value: JSON.stringify({findingType: type})},
			action: {
				actionType: 'AWS_API_CALL',
				awsApiCallAction: {
					api: 'GetSecretValue',
					serviceName: 'secretsmanager.amazonaws.com',
					callerType: 'Remote IP',
					userAgent: 'aws-cli/2.31.0 md/pyimpl#CPython os/linux#6.8.0-kali',
					errorCode: 'AccessDenied',
					remoteIpDetails: remoteIpDetails(remoteOf(random, 443)),
					...(fromAccount !== undefined && {
						remoteAccountDetails: {accountId: fromAccount, affiliated: false},
					}),
					affectedResources: {
						'AWS::SecretsManager::Secret': `arn:aws:secretsmanager:${world.region}:${world.account}:secret:payments/db`,
					},
				},
			},
		},
	};
}
