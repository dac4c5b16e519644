import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

const denials = [
	{name: 'denied-logs', action: 'logs:*'},
	{name: 'denied-log-groups', action: 'logs:DescribeLogGroups'},
	{name: 'denied-start-query', action: 'logs:StartQuery'},
	{name: 'denied-query-results', action: 'logs:GetQueryResults'},
	{name: 'denied-stop-query', action: 'logs:StopQuery'},
	{name: 'denied-filter-logs', action: 'logs:FilterLogEvents'},
	{name: 'denied-get-logs', action: 'logs:GetLogEvents'},
] as const;

/** The demo, where one action of CloudWatch Logs or all of them are denied. */
export const deniedLogs: readonly Scenario[] = denials.map(({name, action}) => ({
	name,
	summary: `no permission for ${action}`,
	account: {...demo.account, denials: [{action, by: 'no identity policy'}]},
	fill: demo.fill,
}));
