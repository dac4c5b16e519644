import {administrator} from './administrator.js';
import {coverageEc2} from './coverage/ec2.js';
import {coverageFargate} from './coverage/fargate.js';
import {coverageOdd} from './coverage/odd.js';
import {demo, demoAccount} from './demo.js';
import {deniedDoctor, deniedGuardDuty, tagLocked} from './denied.js';
import {doctorIam, doctorOrganization, doctorServicePolicy} from './doctor/iam.js';
import {doctorMany} from './doctor/many.js';
import {doctorNetwork} from './doctor/network.js';
import {doctorTasks} from './doctor/tasks.js';
import {empty} from './empty.js';
import {findingsEveryType} from './findings/every-type.js';
import {deniedFlow, deniedResponse, findingsIsolation, flowFailing, flowNothing} from './findings/flow.js';
import {findingsHostile} from './findings/hostile.js';
import {findingsMany} from './findings/many.js';
import {findingsOdd} from './findings/odd.js';
import {hostile} from './hostile.js';
import {member} from './member.js';
import {noDetector} from './no-detector.js';
import {scale} from './scale.js';
import {type Scenario} from './scenario.js';
import {truthTable} from './truth-table.js';
import {usageClasses} from './usage/classes.js';
import {deniedLogs} from './usage/denied.js';
import {usageInsights} from './usage/insights.js';
import {usageMany} from './usage/many.js';
import {usageOdd} from './usage/odd.js';
import {usageQueries} from './usage/queries.js';

/** Every scenario; one line each. */
export const scenarios: readonly Scenario[] = [
	demo,
	demoAccount,
	...truthTable,
	member,
	administrator,
	noDetector,
	deniedGuardDuty,
	deniedDoctor,
	tagLocked,
	coverageFargate,
	coverageEc2,
	coverageOdd,
	doctorNetwork,
	doctorIam,
	doctorServicePolicy,
	doctorOrganization,
	doctorTasks,
	doctorMany,
	findingsEveryType,
	findingsMany,
	findingsHostile,
	findingsOdd,
	findingsIsolation,
	flowNothing,
	flowFailing,
	deniedFlow,
	deniedResponse,
	usageInsights,
	usageClasses,
	usageQueries,
	usageOdd,
	usageMany,
	...deniedLogs,
	hostile,
	empty,
	scale,
];

export function scenarioNamed(name: string): Scenario | undefined {
	return scenarios.find(scenario => scenario.name === name);
}
