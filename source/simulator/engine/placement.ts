import {type ContainerInstance, type Service, type World} from '../world/types.js';

/** Where the next task of a service goes: a capacity provider by weight, an instance with the fewest tasks. */
export function placementOf(
	world: World,
	service: Service,
): {readonly capacityProvider?: string; readonly instance?: ContainerInstance} {
	const capacityProvider = providerOf(world, service);
	const instance = service.launch.launchType === 'EC2' ? emptiest(service) : undefined;
	return {...(capacityProvider !== undefined && {capacityProvider}), ...(instance && {instance})};
}

function providerOf(world: World, service: Service): string | undefined {
	const strategy = service.launch.strategy ?? [];
	const weights = strategy.flatMap(({capacityProvider, weight, base}) =>
		Array.from({length: weight + base}, () => capacityProvider),
	);
	return weights.length > 0 ? world.random.pick(weights) : undefined;
}

function emptiest(service: Service): ContainerInstance | undefined {
	const {instances, tasks} = service.cluster.contents();
	const load = new Map([...instances.values()].map(instance => [instance, 0]));
	for (const {instance, desired} of tasks.values()) {
		if (instance && desired === 'RUNNING') {
			load.set(instance, (load.get(instance) ?? 0) + 1);
		}
	}

	return [...load].sort(([, first], [, second]) => first - second)[0]?.[0];
}
