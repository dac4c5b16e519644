import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {matchesPattern} from '../../world/iam/evaluate.js';
import {type World} from '../../world/types.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';

/** What is peculiar to one Describe operation of EC2. */
export type Description<T> = {
	readonly name: string;
	/** The member that lists ids, such as SubnetId in SubnetId.1, and the error for an id that doesn't exist. */
	readonly ids: {
		readonly member: string;
		readonly code: string;
		readonly missing: (id: string) => string;
	};
	/** The element that holds the answer. */
	readonly set: string;
	readonly all: (world: World) => readonly T[];
	readonly idOf: (thing: T) => string;
	/** The values that a filter looks at. */
	readonly filters: Readonly<Record<string, (thing: T, world: World) => readonly string[]>>;
	readonly json: (world: World, thing: T) => JsonObject;
};

/** A Describe operation with ids, filters and pages. docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html */
export function describeOperation<T>(description: Description<T>): Operation {
	const {name, ids, set, idOf, json} = description;
	return {
		service: 'ec2',
		name,
		bucket: 'ec2 filtered',
		input: {},
		serve(input, world) {
			const wanted = numbered(input, ids.member);
			const all = description.all(world);
			const missing = wanted.find(id => !all.some(thing => idOf(thing) === id));
			if (missing !== undefined) {
				return new Refusal(ids.code, ids.missing(missing));
			}

			const left = filtered(wanted.length === 0 ? all : all.filter(thing => wanted.includes(idOf(thing))), {
				input,
				world,
				filters: description.filters,
			});
			return left instanceof Refusal ? left : paged(left, {input, wanted, description, world, set, json});
		},
	};
}

/** The values of a list, such as SubnetId.1, SubnetId.2. */
export function numbered(input: JsonObject, member: string): readonly string[] {
	return Object.entries(input).flatMap(([name, value]) =>
		name.startsWith(`${member}.`) && /^\d+$/.test(name.slice(member.length + 1)) && typeof value === 'string'
			? [value]
			: [],
	);
}

function filtered<T>(
	all: readonly T[],
	{input, world, filters}: {input: JsonObject; world: World; filters: Description<T>['filters']},
): readonly T[] | Refusal {
	let left = all;
	for (let index = 1; ; index++) {
		const name = text(input, `Filter.${index}.Name`);
		if (name === undefined) {
			return left;
		}

		const look = Object.hasOwn(filters, name) ? filters[name] : undefined;
		if (!look) {
			return new Refusal('InvalidParameterValue', `The filter '${name}' is invalid`);
		}

		// Values of one filter are alternatives, and may have wildcards.
		const values = numbered(input, `Filter.${index}.Value`);
		left = left.filter(thing =>
			look(thing, world).some(found => values.some(value => matchesPattern(value, found))),
		);
	}
}

function paged<T>(
	all: readonly T[],
	{
		input,
		wanted,
		description: {name, ids, idOf},
		world,
		set,
		json,
	}: {
		input: JsonObject;
		wanted: readonly string[];
		description: Description<T>;
		world: World;
		set: string;
		json: Description<T>['json'];
	},
): JsonObject | Refusal {
	const size = text(input, 'MaxResults');
	if (size !== undefined && wanted.length > 0) {
		const message = `The parameter ${ids.member} cannot be used with the parameter MaxResults`;
		return new Refusal('InvalidParameterCombination', message);
	}

	if (size !== undefined && !(Number(size) >= 5 && Number(size) <= 1000)) {
		return new Refusal(
			'InvalidParameterValue',
			`Value ( ${size} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`,
		);
	}

	const nextToken = text(input, 'NextToken');
	const scope = JSON.stringify([name, ...Object.entries(input).filter(([key]) => key.startsWith('Filter.'))]);
	const result = page(all, {
		input: {maxResults: Number(size ?? 1000), ...(nextToken !== undefined && {nextToken})},
		rules: {maximum: 1000, usual: 1000, scope},
		keyOf: idOf,
	});
	if (result instanceof Refusal) {
		return new Refusal('InvalidParameterValue', 'Unable to parse pagination token');
	}

	return {[set]: result.items.map(thing => json(world, thing)), nextToken: result.nextToken};
}
