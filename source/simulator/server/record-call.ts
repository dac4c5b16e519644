import {type JsonObject} from '../json.js';
import {type Operation} from '../operations/operation.js';
import {type Refusal} from '../refusal.js';
import {record} from '../world/trail.js';
import {type World} from '../world/types.js';

/** Writes a change down for CloudTrail, also one that was refused, which the event then tells. */
export function recordCall(
	world: World,
	{operation, input}: {readonly operation: Operation; readonly input: JsonObject},
	refusal: Refusal | undefined,
): void {
	if (!operation.isTrailed || refusal?.code === 'ThrottlingException') {
		return;
	}

	const name = operation.resource?.(input, world) ?? '*';
	record(world, {
		name: operation.name,
		source: `${operation.service}.amazonaws.com`,
		at: world.clock.now(),
		resources: [{type: kindOf(name), name}],
		request: input,
		...(refusal && {error: {code: refusal.code.replace(/Exception$/, ''), message: refusal.message}}),
	});
}

// arn:aws:ecs:eu-west-1:123456789012:container-instance/… is an AWS::ECS::ContainerInstance.
function kindOf(arn: string): string {
	const kind = arn.split(':').at(5)?.split('/')[0] ?? '';
	return `AWS::ECS::${kind.replaceAll(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase())}`;
}
