import {type Finding} from '../../domain/findings/finding.js';
import {namedFacts} from '../../domain/findings/named-facts.js';
import {type Block} from '../view.js';
import {presentFacts, tagFacts} from './named-block.js';

/** Returns what is read last: malware, tags, ids, and every field that the console knows no place for. */
export function restBlocks(finding: Finding): readonly Block[] {
	const {malware, accessKey, additionalInfo, others, clusterTags, task, instance} = finding;
	return [
		...(malware
			? [
					...presentFacts('Malware scan', namedFacts(malware.facts)),
					...presentFacts('Malware found', namedFacts(malware.threats)),
				]
			: []),
		...presentFacts('Access key', [
			['id', accessKey?.id],
			['user', accessKey?.userName],
			['type', accessKey?.userType],
			['principal', accessKey?.principalId],
		]),
		...presentFacts('Tags', [
			...tagFacts(clusterTags, 'cluster'),
			...tagFacts(task?.tags ?? [], 'task'),
			...tagFacts(instance?.tags ?? [], 'instance'),
		]),
		...presentFacts('More that GuardDuty says', namedFacts(additionalInfo)),
		...presentFacts('The finding itself', idFacts(finding)),
		// As AWS names them: whoever knows the new field looks for that name.
		...presentFacts(
			'Fields that this console does not know',
			others.map(({name, value}) => [name, value]),
		),
	];
}

function idFacts(finding: Finding): Parameters<typeof presentFacts>[1] {
	return [
		['id', finding.id],
		['ARN', finding.arn],
		['account', finding.accountId],
		['Region', finding.region],
		['resource type', finding.resourceType],
		['resource role', finding.resourceRole],
		['cluster ARN', finding.clusterArn],
		['feature', finding.featureName],
		['rule', finding.customRuleName],
		['confidence', finding.confidence],
		['feedback given', finding.feedback],
		['title', finding.title],
		['AWS describes it as', finding.description],
	];
}
