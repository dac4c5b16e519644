import {addVpc} from '../../world/network/build.js';
import {addCluster, addDefinition, dayMs, hourMs} from '../build.js';
import {type AgentPlan} from '../build-agent.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

/** For measurements: 500 tasks of 20 services that share two VPCs and a handful of roles. */
export const doctorMany: Scenario = {
	name: 'doctor-500',
	summary: '500 tasks of 20 services in two VPCs, as much as the doctor is measured with',
	account: demo.account,
	fill(world) {
		const telemetry = {service: 'guardduty-data'};
		const inside = [{service: 'ecr.api'}, {service: 'ecr.dkr'}, {service: 's3'}, telemetry];
		const vpcs = [
			addVpc(world, {name: 'east wing', block: 70, exit: 'nat', endpoints: [telemetry]}),
			addVpc(world, {name: 'west wing', block: 71, exit: 'none', endpoints: inside, egress: 'vpc'}),
		];
		addCluster(world, {name: 'doctor-500', tags: {GuardDutyManaged: 'true'}}, cluster => {
			for (let index = 0; index < 20; index++) {
				const name = `service-${String(index + 1).padStart(2, '0')}`;
				const network = vpcs[index % 2]?.private;
				const agent = (['follows', 'follows', 'denied', 'none'] as const)[index % 4] ?? 'none';
				addService(world, cluster, {
					name,
					tasks: 25,
					...agedAs(agent),
					...(network && {network}),
					definition: addDefinition(world, {family: name, cpu: 512, memory: 1024}),
				});
			}
		});
	},
};

function agedAs(agent: AgentPlan): {readonly agent: AgentPlan; readonly deployedAgoMs: number} {
	return {agent, deployedAgoMs: agent === 'none' ? 9 * dayMs : 20 * hourMs};
}
