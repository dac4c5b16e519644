import {isAgentContainer} from '../agent/agent.js';
import {agentMemoryLimitMiB} from '../agent/agent-memory.js';
import {pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type Check, defineCheck} from './check.js';
import {notOnFargate} from './subject.js';

/** docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html */
export const agentMemoryCheck: Check = defineCheck({
	id: 'agent-memory',
	title: "room for the agent's memory",
	why: "the agent takes its memory out of the task's; when it runs out, a container is killed",
	level: 'task',
	stage: 'run',
	needs: ['task'],
	uses: ['taskDefinition'],
	skips: notOnFargate,
	judge({task}, facts) {
		const {cpuUnits, memoryMiB} = task ?? {};
		if (cpuUnits === undefined || memoryMiB === undefined) {
			return unknown('ECS did not say the size of the task');
		}

		const limitMiB = agentMemoryLimitMiB(cpuUnits, memoryMiB);
		if (limitMiB === undefined) {
			return unknown(`GuardDuty publishes no limit for ${cpuUnits} CPU units with ${memoryMiB} MiB`);
		}

		const containers =
			factValue(facts.taskDefinition)?.containers ??
			(task?.containers ?? []).filter(container => !isAgentContainer(container));
		const claimedMiB = containers.reduce((sum, container) => sum + (container.memoryMiB ?? 0), 0);
		const leftMiB = memoryMiB - limitMiB;
		const share = Math.round((limitMiB / memoryMiB) * 100);
		const seen = `the agent may use ${limitMiB} of ${memoryMiB} MiB (${share} %); ${leftMiB} MiB are left`;
		return claimedMiB > leftMiB
			? warn(`${seen}, and the containers may use ${claimedMiB} MiB`, 'give the task the next size')
			: pass(`${seen} for the app`);
	},
});
