import {fail, pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {detectorSwitches} from '../opt-in/detector-switches.js';
import {hasOnlyInstances} from '../opt-in/opt-in-ec2.js';
import {guardDutyTag} from '../opt-in/tag.js';
import {type Check, defineCheck, unreadFact} from './check.js';
import {tagAction} from './subject.js';

/** docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-manage-subset-automatic.html */
export const clusterTagCheck: Check = defineCheck({
	id: 'cluster-tag',
	title: 'tag GuardDutyManaged',
	why: 'true opts the cluster in, false keeps it out whatever the account says',
	level: 'cluster',
	stage: 'opt-in',
	needs: ['cluster'],
	uses: ['detector'],
	skips({cluster}) {
		const value = factValue(cluster);
		return value && hasOnlyInstances(value) ? 'the agent follows the tags of the instances' : undefined;
	},
	judge({cluster}, facts) {
		const {value} = guardDutyTag(cluster.tags);
		switch (value) {
			case 'true':
				return pass('true');
			case 'false':
				return warn(
					'false: the cluster is excluded, on purpose as it seems',
					'set the tag to true, then redeploy',
					tagAction(facts),
				);
			case 'absent':
				if (facts.detector.status === 'unknown') {
					return unreadFact('detector', facts.detector);
				}

				return detectorSwitches(facts.detector.value).fargateAgent
					? pass('no tag: the account decides, and its automated agent is on')
					: fail(
							'no tag, and the automated agent is off for the account',
							'set the tag to true, then redeploy',
							tagAction(facts),
						);
			case 'unreadable':
				return unknown("the cluster's tags were not told");
			default:
				return value satisfies never;
		}
	},
});
