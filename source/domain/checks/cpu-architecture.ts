import {fail, pass} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type Check, defineCheck} from './check.js';
import {notOnFargate} from './subject.js';

/** docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-cpu-os-kernel-support.html */
export const cpuArchitectureCheck: Check = defineCheck({
	id: 'cpu-architecture',
	title: 'CPU architecture',
	why: 'the agent is made for X86_64 and ARM64',
	level: 'task',
	stage: 'start',
	needs: ['task'],
	uses: ['taskDefinition'],
	skips: notOnFargate,
	judge({task}, facts) {
		const architecture = task?.cpuArchitecture ?? factValue(facts.taskDefinition)?.cpuArchitecture;
		if (architecture === undefined) {
			// docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html: without it, X86_64.
			return pass('not said, so X86_64');
		}

		return ['X86_64', 'ARM64'].includes(architecture.toUpperCase())
			? pass(architecture)
			: fail(architecture, 'register a revision with cpuArchitecture X86_64 or ARM64, and redeploy');
	},
});
