import {Refusal} from '../refusal.js';
import {flag, text} from './inputs.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

type Setting = {readonly name: string; readonly value: string; readonly type: 'user' | 'aws_managed'};

export const listAccountSettings: Operation = {
	service: 'ecs',
	name: 'ListAccountSettings',
	bucket: 'setting read',
	input: {
		name: 'text',
		value: 'text',
		principalArn: 'text',
		effectiveSettings: 'boolean',
		nextToken: 'text',
		maxResults: 'integer',
	},
	serve(input, world) {
		const name = text(input, 'name');
		const value = text(input, 'value');
		const isEffective = flag(input, 'effectiveSettings');
		const managed: Setting[] =
			world.guardDutyActivate === undefined
				? []
				: [{name: 'guardDutyActivate', value: world.guardDutyActivate, type: 'aws_managed'}];
		const all = [...(isEffective ? usual : []), ...managed].filter(
			setting =>
				(name === undefined || setting.name === name) && (value === undefined || setting.value === value),
		);
		const rules = {maximum: 10, usual: 10, scope: `ListAccountSettings ${name} ${value} ${isEffective}`};
		const paged = page(all, {input, rules, keyOf: setting => setting.name});
		if (paged instanceof Refusal) {
			return paged;
		}

		const principalArn = `arn:aws:iam::${world.account}:root`;
		return {settings: paged.items.map(setting => ({...setting, principalArn})), nextToken: paged.nextToken};
	},
};

const usual: readonly Setting[] = [
	{name: 'awsvpcTrunking', value: 'disabled', type: 'user'},
	{name: 'containerInsights', value: 'disabled', type: 'user'},
	{name: 'containerInstanceLongArnFormat', value: 'enabled', type: 'user'},
	{name: 'defaultLogDriverMode', value: 'non-blocking', type: 'user'},
	{name: 'fargateFIPSMode', value: 'disabled', type: 'user'},
	{name: 'fargateTaskRetirementWaitPeriod', value: '7', type: 'user'},
	{name: 'serviceLongArnFormat', value: 'enabled', type: 'user'},
	{name: 'tagResourceAuthorization', value: 'off', type: 'user'},
	{name: 'taskLongArnFormat', value: 'enabled', type: 'user'},
];
