import {type JsonObject} from '../json.js';
import {clusterNotFound, invalidParameter, Refusal} from '../refusal.js';
import {expectJudgement} from '../world/coverage/judge.js';
import {type Tag} from '../world/tag.js';
import {type World} from '../world/types.js';
import {text, texts} from './inputs.js';
import {type Operation} from './operation.js';
import {checkTags, tagsIn} from './tag-rules.js';

type Tagged = {readonly tags: readonly Tag[]};

const resource = (input: JsonObject): string => text(input, 'resourceArn') ?? '*';

export const listTagsForResource: Operation = {
	service: 'ecs',
	name: 'ListTagsForResource',
	bucket: 'tag read',
	input: {resourceArn: 'text'},
	resource,
	serve(input, world) {
		const found = taggedBy(input, world);
		return found instanceof Refusal ? found : {tags: found.tags};
	},
};

export const tagResource: Operation = {
	service: 'ecs',
	name: 'TagResource',
	bucket: 'tag modify',
	input: {resourceArn: 'text', tags: 'objects'},
	resource,
	isTrailed: true,
	serve(input, world) {
		const found = taggedBy(input, world);
		if (found instanceof Refusal) {
			return found;
		}

		const given = tagsIn(input);
		const refusal = given.length === 0 ? invalidParameter('Tags cannot be empty.') : checkTags(given);
		if (refusal) {
			return refusal;
		}

		const kept = found.tags.filter(({key}) => !given.some(tag => tag.key === key));
		if (kept.length + given.length > 50) {
			return new Refusal('LimitExceededException', 'A resource can have at most 50 tags.');
		}

		retag(world, found, [...kept, ...given]);
		return {};
	},
};

export const untagResource: Operation = {
	service: 'ecs',
	name: 'UntagResource',
	bucket: 'tag modify',
	input: {resourceArn: 'text', tagKeys: 'texts'},
	resource,
	isTrailed: true,
	serve(input, world) {
		const found = taggedBy(input, world);
		if (found instanceof Refusal) {
			return found;
		}

		const keys = texts(input, 'tagKeys');
		retag(
			world,
			found,
			found.tags.filter(({key}) => !keys.includes(key)),
		);
		return {};
	},
};

function retag(world: World, found: Tagged, tags: readonly Tag[]): void {
	const cluster = [...world.clusters.values()].find(candidate => candidate === found);
	if (cluster) {
		expectJudgement(world, cluster);
	}

	Object.assign(found, {tags});
	const value = tags.find(({key}) => key === 'GuardDutyManaged')?.value;
	if (cluster && cluster.optIns.at(-1)?.value !== value) {
		cluster.optIns.push({at: world.clock.now(), value});
	}
}

function taggedBy(input: JsonObject, world: World): Tagged | Refusal {
	const arn = text(input, 'resourceArn') ?? '';
	const prefix = `arn:aws:ecs:${world.region}:${world.account}:`;
	const [kind = '', ...path] = arn.slice(prefix.length).split('/');
	if (!arn.startsWith(prefix) || path.length === 0) {
		return invalidParameter('Invalid resource ARN.');
	}

	const cluster = world.clusters.get(path[0] ?? '');
	if (!cluster) {
		return clusterNotFound();
	}

	const id = path[1] ?? '';
	const missing = invalidParameter('The specified resource could not be found.');
	switch (kind) {
		case 'cluster':
			return cluster;
		case 'service':
			return cluster.contents().services.get(id) ?? missing;
		case 'task':
			return cluster.contents().tasks.get(id) ?? missing;
		case 'container-instance':
			return cluster.contents().instances.get(id) ?? missing;
		default:
			return invalidParameter(`Tags are not kept here for resources of the kind ${kind}.`);
	}
}
