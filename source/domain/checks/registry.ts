import {accountSettingCheck} from './account-setting.js';
import {administratorCheck} from './administrator.js';
import {agentManagementCheck} from './agent-management.js';
import {agentMemoryCheck} from './agent-memory.js';
import {agentStateCheck} from './agent-state.js';
import {agentVersionCheck} from './agent-version.js';
import {type Check} from './check.js';
import {clusterTagCheck} from './cluster-tag.js';
import {coverageIssuesCheck} from './coverage-issues.js';
import {cpuArchitectureCheck} from './cpu-architecture.js';
import {detectorCheck} from './detector.js';
import {ecrPathCheck} from './ecr-path.js';
import {ecrPermissionCheck} from './ecr-permission.js';
import {endpointIngressCheck} from './endpoint-ingress.js';
import {endpointPolicyCheck} from './endpoint-policy.js';
import {executionRoleCheck} from './execution-role.js';
import {guardDutyEndpointCheck} from './guardduty-endpoint.js';
import {instanceCoverageCheck} from './instance-coverage.js';
import {launchTypeCheck} from './launch-type.js';
import {leftoverAgentsCheck} from './leftover-agents.js';
import {leftoverEndpointCheck} from './leftover-endpoint.js';
import {operatingSystemCheck} from './operating-system.js';
import {platformVersionCheck} from './platform-version.js';
import {roleExistsCheck} from './role-exists.js';
import {runtimeMonitoringCheck} from './runtime-monitoring.js';
import {s3PathCheck} from './s3-path.js';
import {startOrderCheck} from './start-order.js';
import {tagNearMissCheck} from './tag-near-miss.js';
import {taskArnCheck} from './task-arn.js';
import {taskEgressCheck} from './task-egress.js';
import {telemetryPermissionCheck} from './telemetry-permission.js';
import {vpcDnsCheck} from './vpc-dns.js';

/** Every check, in the order in which things happen to a task: what comes first is the likelier cause of what follows. */
export const checks: readonly Check[] = [
	detectorCheck,
	runtimeMonitoringCheck,
	tagNearMissCheck,
	clusterTagCheck,
	agentManagementCheck,
	accountSettingCheck,
	administratorCheck,
	launchTypeCheck,
	operatingSystemCheck,
	platformVersionCheck,
	cpuArchitectureCheck,
	taskArnCheck,
	startOrderCheck,
	executionRoleCheck,
	roleExistsCheck,
	ecrPermissionCheck,
	ecrPathCheck,
	s3PathCheck,
	taskEgressCheck,
	endpointIngressCheck,
	endpointPolicyCheck,
	agentMemoryCheck,
	agentStateCheck,
	agentVersionCheck,
	telemetryPermissionCheck,
	vpcDnsCheck,
	guardDutyEndpointCheck,
	instanceCoverageCheck,
	coverageIssuesCheck,
	leftoverAgentsCheck,
	leftoverEndpointCheck,
];
