import {type TypeFacts, typeFacts} from './type-facts.js';

const credentials =
	'Cut the role off: attach a policy that denies sessions from before now, then replace the task.';
const trail = 'See in CloudTrail what was done with the credentials.';
const restore = 'Keep the evidence, then replace instance and tasks from images that you trust.';

/**
 * Types about ECS that do not come from the runtime agent alone.
 * docs.aws.amazon.com/guardduty/latest/ug/guardduty-attack-sequence-finding-types.html,
 * docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html
 */
export const beyondRuntimeTypes: readonly TypeFacts[] = [
	typeFacts(
		'AttackSequence:ECS/CompromisedCluster',
		'critical',
		'Several findings and signals of one cluster belong together: an attack that goes on step by step.',
		'Read the signals in their order, and begin with the first task that they name.',
		'Keep the evidence of every task that is named before you stop or isolate it.',
	),
	typeFacts(
		'Execution:ECS/MaliciousFile',
		'variable',
		'A scan of the volumes of an instance of the cluster found a file that is malware.',
		'See which task wrote it, and which image brought it.',
		restore,
	),
	typeFacts(
		'Execution:ECS/SuspiciousFile',
		'variable',
		'A scan of the volumes of an instance of the cluster found a file that is unwanted, such as adware or a tool of both uses.',
		'See which task wrote it, and which image brought it.',
		restore,
	),
	typeFacts(
		'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS',
		'high',
		'Credentials that were made for one task or instance were used from another AWS account or resource.',
		credentials,
		trail,
	),
	typeFacts(
		'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS',
		'high',
		'Credentials that were made for one task or instance were used from an address outside of AWS.',
		credentials,
		trail,
	),
];
