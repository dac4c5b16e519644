import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {type EventRule} from '../../world/flow.js';
import {type World} from '../../world/types.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';

/** The rules of the default event bus. */
export const listRules: Operation = {
	service: 'events',
	name: 'ListRules',
	bucket: 'events',
	input: {NamePrefix: 'text', EventBusName: 'text', NextToken: 'text', Limit: 'integer'},
	resource: (input, world) => ruleArn(world, `${text(input, 'NamePrefix') ?? ''}*`),
	serve(input, world) {
		const prefix = text(input, 'NamePrefix') ?? '';
		const refusal = foreignBus(input, world);
		if (refusal) {
			return refusal;
		}

		const rules = world.flow.rules.filter(({name}) => name.startsWith(prefix));
		const paged = paging(rules, input, {scope: `ListRules ${prefix}`, keyOf: ({name}) => name});
		return paged instanceof Refusal
			? paged
			: {Rules: paged.items.map(rule => ruleJson(world, rule)), NextToken: paged.nextToken};
	},
};

export const listTargetsByRule: Operation = {
	service: 'events',
	name: 'ListTargetsByRule',
	bucket: 'events',
	input: {Rule: 'text', EventBusName: 'text', NextToken: 'text', Limit: 'integer'},
	resource: (input, world) => ruleArn(world, text(input, 'Rule') ?? '*'),
	serve(input, world) {
		const name = text(input, 'Rule') ?? '';
		const rule = world.flow.rules.find(one => one.name === name);
		const refusal = foreignBus(input, world);
		if (refusal || !rule) {
			return (
				refusal ??
				new Refusal('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`)
			);
		}

		const targets = rule.targets.map((arn, index) => ({
			Id: `target-${index + 1}`,
			Arn: arn.replace('{where}', `${world.region}:${world.account}`),
		}));
		const paged = paging(targets, input, {scope: `ListTargetsByRule ${name}`, keyOf: ({Id}) => Id});
		return paged instanceof Refusal ? paged : {Targets: paged.items, NextToken: paged.nextToken};
	},
};

function paging<T>(
	all: readonly T[],
	input: JsonObject,
	{scope, keyOf}: {scope: string; keyOf: (item: T) => string},
): ReturnType<typeof page<T>> {
	const nextToken = text(input, 'NextToken');
	const given = {
		...(input.Limit !== undefined && {maxResults: input.Limit}),
		...(nextToken !== undefined && {nextToken}),
	};
	const paged = page(all, {input: given, rules: {maximum: 100, usual: 100, scope}, keyOf});
	return paged instanceof Refusal ? new Refusal('ValidationException', paged.message) : paged;
}

function foreignBus(input: JsonObject, world: World): Refusal | undefined {
	const bus = text(input, 'EventBusName') ?? 'default';
	return bus === 'default' || bus === `arn:aws:events:${world.region}:${world.account}:event-bus/default`
		? undefined
		: new Refusal('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
}

function ruleJson(world: World, rule: EventRule): JsonObject {
	return {
		Name: rule.name,
		Arn: ruleArn(world, rule.name),
		EventPattern: rule.pattern,
		ScheduleExpression: rule.schedule,
		State: rule.state,
		Description: rule.description,
		ManagedBy: rule.managedBy,
		EventBusName: 'default',
	};
}

function ruleArn(world: World, name: string): string {
	return `arn:aws:events:${world.region}:${world.account}:rule/${name}`;
}
