import {type Service, type Task, type World} from '../world/types.js';

/** AWS keeps the last hundred. */
const keptEvents = 100;

/** Adds an event to the service, as `(service name) <what>`. */
export function logEvent(world: World, service: Service, what: string): void {
	const event = {
		id: world.random.uuid(),
		at: world.clock.now(),
		message: `(service ${service.name}) ${what}`,
	};
	service.events = [event, ...service.events.slice(0, keptEvents - 1)];
}

/** `(task a) (task b)`, as events list them. */
export function taskList(tasks: readonly Task[]): string {
	return tasks.map(task => `(task ${task.id})`).join(' ');
}
