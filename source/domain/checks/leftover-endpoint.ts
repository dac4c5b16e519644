import {pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {guardDutyTag} from '../opt-in/tag.js';
import {type Check, defineCheck} from './check.js';
import {deleteEndpointCommand} from './commands.js';
import {optInIn} from './subject.js';

/** GuardDuty does not delete it with the tag. docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-manage-subset-automatic.html */
export const leftoverEndpointCheck: Check = defineCheck({
	id: 'leftover-endpoint',
	title: 'endpoint left after opting out',
	why: 'GuardDuty leaves its endpoint behind; it keeps the VPC and its subnets from being deleted',
	level: 'cluster',
	stage: 'opt-in',
	needs: ['cluster', 'detector', 'endpoints'],
	uses: ['administrator', 'accountSetting'],
	skips(facts) {
		const cluster = factValue(facts.cluster);
		const state = cluster && optInIn(cluster, facts).state;
		return state === 'monitored' || state === 'not-opted-in' ? 'the cluster is not opted out' : undefined;
	},
	judge({cluster, endpoints}, facts) {
		const {state, label} = optInIn(cluster, facts);
		if (state !== 'excluded' && state !== 'off') {
			return unknown(`whether the cluster is opted out is not known: ${label}`);
		}

		const left = endpoints.filter(
			({serviceName, tags}) => serviceName.includes('.guardduty-data') && guardDutyTag(tags).value === 'true',
		);
		if (left.length === 0) {
			return pass('none');
		}

		return warn(
			`GuardDuty's ${left.map(({id, vpcId}) => `${id} in ${vpcId}`).join(', ')}`,
			'delete it when no other cluster or instance of the VPC needs it',
			{remedy: deleteEndpointCommand(left, facts.place)},
		);
	},
});
