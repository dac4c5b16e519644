import {clientError, Refusal} from '../refusal.js';
import {definitionJson} from '../wire/definition-json.js';
import {definitionArn} from '../world/arns.js';
import {text, texts} from './inputs.js';
import {definitionOf} from './lookup.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

export const listTaskDefinitions: Operation = {
	service: 'ecs',
	name: 'ListTaskDefinitions',
	bucket: 'task definition read',
	input: {familyPrefix: 'text', status: 'text', sort: 'text', nextToken: 'text', maxResults: 'integer'},
	serve(input, world) {
		const family = text(input, 'familyPrefix');
		const status = text(input, 'status') ?? 'ACTIVE';
		const sort = text(input, 'sort') ?? 'ASC';
		// The prefix must be the whole family name, in spite of what it is called.
		const all = [...world.definitions.values()]
			.filter(
				definition => definition.status === status && (family === undefined || definition.family === family),
			)
			.sort(
				(first, second) =>
					first.family.localeCompare(second.family, 'en') || first.revision - second.revision,
			);
		const rules = {maximum: 100, usual: 100, scope: `ListTaskDefinitions ${family} ${status} ${sort}`};
		const keyOf = (definition: (typeof all)[number]): string => `${definition.family}:${definition.revision}`;
		const paged = page(sort === 'DESC' ? all.toReversed() : all, {input, rules, keyOf});
		if (paged instanceof Refusal) {
			return paged;
		}

		return {
			taskDefinitionArns: paged.items.map(definition => definitionArn(world, definition)),
			nextToken: paged.nextToken,
		};
	},
};

export const describeTaskDefinition: Operation = {
	service: 'ecs',
	name: 'DescribeTaskDefinition',
	bucket: 'task definition read',
	input: {taskDefinition: 'text', include: 'texts'},
	serve(input, world) {
		const definition = definitionOf(world, text(input, 'taskDefinition') ?? '');
		if (!definition) {
			return clientError('Unable to describe task definition.');
		}

		return {
			taskDefinition: definitionJson(world, definition),
			...(texts(input, 'include').includes('TAGS') && {tags: []}),
		};
	},
};
