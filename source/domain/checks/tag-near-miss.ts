import {fail, pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {detectorSwitches} from '../opt-in/detector-switches.js';
import {guardDutyTag} from '../opt-in/tag.js';
import {type Check, defineCheck} from './check.js';
import {tagAction} from './subject.js';

/** Key and value are case-sensitive. docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-manage-subset-automatic.html */
export const tagNearMissCheck: Check = defineCheck({
	id: 'tag-near-miss',
	title: 'tags that almost match',
	why: 'GuardDuty heeds the tag only in exactly this spelling',
	level: 'cluster',
	stage: 'opt-in',
	needs: ['cluster'],
	uses: ['detector'],
	judge({cluster}, facts) {
		const {value, nearMisses} = guardDutyTag(cluster.tags);
		if (value === 'unreadable') {
			return unknown("the cluster's tags were not told");
		}

		if (nearMisses.length === 0) {
			return pass('none');
		}

		const seen = nearMisses.map(({key, value: said, why}) => `${key}=${said} (${why})`).join(', ');
		const fix = 'set GuardDutyManaged to true or false, exactly so';
		const isDecisive =
			value === 'absent' &&
			facts.detector.status === 'known' &&
			!detectorSwitches(factValue(facts.detector)).fargateAgent;
		return isDecisive ? fail(seen, fix, tagAction(facts)) : warn(seen, fix, tagAction(facts));
	},
});
