import {createRandom} from '../random.js';
import {type CoverageResource, type MemberAccount} from '../world/coverage/types.js';
import {dayMs, hourMs} from './build.js';
import {demo} from './demo.js';
import {addMemberFindings} from './findings/of-members.js';
import {type Scenario} from './scenario.js';

/** GuardDuty's delegated administrator sees the coverage and the findings of its members too, some clusters with the same names. */
export const administrator: Scenario = {
	name: 'administrator',
	summary: 'the GuardDuty administrator of three accounts, whose coverage and findings it is told of',
	account: {
		...demo.account,
		members: now => [
			memberOf(now, {accountId: '730114286095', name: 'payments-dev', relationship: 'Enabled'}, [
				['payments-prod', []],
				['payments-dev', ["TaskExecutionRole missing from TaskDefinition - 'payments-api:7'"]],
			]),
			memberOf(now, {accountId: '905311246688', name: 'security', relationship: 'Enabled'}, [
				['scanners', []],
			]),
			memberOf(now, {accountId: '118842097315', name: 'closed', relationship: 'Removed'}, []),
		],
	},
	fill(world, scale) {
		demo.fill(world, scale);
		addMemberFindings(world);
	},
};

function memberOf(
	now: number,
	member: Pick<MemberAccount, 'accountId' | 'relationship'> & {readonly name: string},
	clusters: readonly (readonly [name: string, issues: readonly string[]])[],
): MemberAccount {
	const {accountId, relationship, name} = member;
	const random = createRandom(`member ${accountId}`);
	const detectorId = random.hex(32);
	const resources = clusters.map(
		([clusterName, issues]): CoverageResource => ({
			id: random.uuid(),
			accountId,
			detectorId,
			status: issues.length === 0 ? 'HEALTHY' : 'UNHEALTHY',
			...(issues[0] !== undefined && {issue: issues[0]}),
			updatedAt: now - random.integer(1, 60) * hourMs,
			details: {type: 'ECS', clusterName, issues, management: 'AUTO_MANAGED', covered: 0, compatible: 0},
		}),
	);
	return {
		accountId,
		detectorId,
		email: `aws+${name}@example.com`,
		relationship,
		updatedAt: now - 200 * dayMs,
		resources,
	};
}
