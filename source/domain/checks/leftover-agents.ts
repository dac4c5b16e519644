import {pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type Check, defineCheck} from './check.js';
import {optInIn} from './subject.js';

/** docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-manage-subset-automatic.html */
export const leftoverAgentsCheck: Check = defineCheck({
	id: 'leftover-agents',
	title: 'agents left after opting out',
	why: 'an agent stays until its task ends; it uses memory, and its events are dropped',
	level: 'cluster',
	stage: 'opt-in',
	needs: ['cluster', 'detector', 'census'],
	uses: ['administrator', 'accountSetting'],
	skips(facts) {
		const cluster = factValue(facts.cluster);
		const state = cluster && optInIn(cluster, facts).state;
		return state === 'monitored' || state === 'not-opted-in' ? 'the cluster is not opted out' : undefined;
	},
	judge({cluster, census}, facts) {
		const {state, label} = optInIn(cluster, facts);
		if (state !== 'excluded' && state !== 'off') {
			return unknown(`whether the cluster is opted out is not known: ${label}`);
		}

		if (census.running > 0) {
			return warn(
				`${census.isPartial ? 'at least ' : ''}${census.running === 1 ? '1 task still runs' : `${census.running} tasks still run`} an agent, though the cluster is ${label}`,
				'redeploy their services, or set the tag to true again',
			);
		}

		return census.isPartial ? unknown('not every task could be read') : pass('none');
	},
});
