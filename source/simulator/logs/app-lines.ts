import {noise} from '../telemetry/noise.js';
import {type ContainerDefinition, type Task} from '../world/types.js';

/** A line that a container wrote, and when (epoch milliseconds). */
export type Line = {readonly at: number; readonly text: string};

/** A container says something about every twenty seconds. */
export const slotMs = 20_000;

/** What it says in a slot of time, as a whole number of slots since 1970. */
export function slotLine(container: ContainerDefinition, seed: number, slot: number): Line {
	const at = slot * slotMs + Math.floor(noise(seed, slot) * slotMs);
	const chance = noise(seed + 1, slot);
	const own = container.says ?? [];
	const said = own[Math.floor(noise(seed + 2, slot) * own.length)];
	return {at, text: chance < 0.2 && said !== undefined ? said : requestLine(at, chance)};
}

/** What it says as it begins. */
export function firstLines(task: Task, container: ContainerDefinition, at: number): readonly Line[] {
	const lines = [
		`${stamp(at)} INFO starting ${container.name} revision=${task.definition.revision}`,
		`${stamp(at + 40)} INFO configuration loaded stage=prod`,
		...(container.port === undefined ? [] : [`${stamp(at + 90)} INFO listening port=${container.port}`]),
	];
	return spread(lines, at);
}

/** What it says as it ends, by the way it ends. */
export function lastLines(task: Task, at: number): readonly Line[] {
	switch (task.exit?.code) {
		case 0:
			return spread(
				[`${stamp(at)} INFO all records written`, `${stamp(at + 40)} INFO done, exiting code=0`],
				at,
			);
		case 1:
			return spread(
				[
					`${stamp(at)} ERROR cannot reach the database host=db.internal port=5432`,
					'Error: connect ECONNREFUSED 10.40.12.8:5432',
					'    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)',
					`${stamp(at + 120)} FATAL giving up code=1`,
				],
				at,
			);
		// Killed for its memory, it has no time to say anything; what it said before tells.
		case 137:
			return spread([`${stamp(at)} WARN heap used=97% old generation is full, collecting again`], at);
		case 143:
			return spread(
				[`${stamp(at)} INFO received SIGTERM, draining`, `${stamp(at + 40)} INFO drained, bye`],
				at,
			);
		default:
			return [];
	}
}

function spread(lines: readonly string[], at: number): readonly Line[] {
	return lines.map((text, index) => ({at: at + index * 40, text}));
}

function requestLine(at: number, chance: number): string {
	const took = Math.round(2 + 180 * chance ** 4);
	if (chance > 0.985) {
		return `${stamp(at)} ERROR request method=POST path=/v1/orders status=502 duration_ms=${took + 3000} upstream timed out`;
	}

	if (chance > 0.95) {
		return `${stamp(at)} WARN slow query table=orders duration_ms=${took + 400}`;
	}

	const paths = ['/health', '/v1/orders', '/v1/orders/4711', '/v1/customers', '/metrics'] as const;
	const path = paths[Math.floor(chance * 37) % paths.length] ?? '/health';
	return `${stamp(at)} INFO request method=GET path=${path} status=200 duration_ms=${took}`;
}

function stamp(at: number): string {
	return new Date(at).toISOString();
}
