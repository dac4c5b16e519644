import {type Random} from '../random.js';
import {type Deployment, type Service, type World} from '../world/types.js';
import {hourMs} from './build.js';

/** What the service has told so far, newest first. */
export function pastEvents(
	world: World,
	{
		service,
		deployment,
		random,
		told,
	}: {service: Service; deployment: Deployment; random: Random; told: readonly string[]},
): Service['events'] {
	const event = (at: number, what: string): Service['events'][number] => ({
		id: random.uuid(),
		at,
		message: `(service ${service.name}) ${what}`,
	});
	const steady: Service['events'] = [];
	// A steady service says so every six hours.
	for (
		let at = world.clock.now() - hourMs;
		at > deployment.createdAt + hourMs && steady.length < 4;
		at -= 6 * hourMs
	) {
		steady.push(event(at, 'has reached a steady state.'));
	}

	const started = service.tasks
		.slice(0, 3)
		.map(task => event(task.createdAt, `has started 1 tasks: (task ${task.id}).`))
		.toReversed();
	const recent = told.map((what, index) => event(world.clock.now() - (index + 1) * 7 * 60_000, what));
	return [
		...recent,
		...steady,
		event(deployment.createdAt + 90_000, `(deployment ${deployment.id}) deployment completed.`),
		...started,
	];
}
