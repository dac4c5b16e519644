import {type Life, lifeAt} from './lives.js';
import {drift, noise} from './noise.js';
import {type Profile} from './profile.js';

const minuteMs = 60_000;
const block = 4096;

/** What a container spends at a minute; bytes of storage and packets are counted since its life began. */
export type Usage = {
	/** Units of 1/1024 CPU. */
	readonly cpu: number;
	/** MiB, whole. */
	readonly memory: number;
	readonly read: number;
	readonly written: number;
	/** Bytes per second. */
	readonly received: number;
	readonly sent: number;
	readonly receivedPackets: number;
	readonly sentPackets: number;
};

/** Whether the container runs at a time: it began, has not ended, and is not down between two lives. */
export function isRunning(profile: Profile, at: number): boolean {
	const hasEnded = profile.endedAt !== undefined && at > profile.endedAt;
	return at >= profile.startedAt && !hasEnded && lifeAt(at, profile.startedAt, profile.rhythm) !== undefined;
}

/** The usage at a whole minute (epoch ms); nothing while the container does not run. */
export function usageAt(profile: Profile, at: number): Usage {
	const life = isRunning(profile, at) ? lifeAt(at, profile.startedAt, profile.rhythm) : undefined;
	return life ? usageIn(profile, life, at) : nothing;
}

const nothing: Usage = {
	cpu: 0,
	memory: 0,
	read: 0,
	written: 0,
	received: 0,
	sent: 0,
	receivedPackets: 0,
	sentPackets: 0,
};

/** Whether the record of this minute is lost, though the container runs. */
export function isSilent(profile: Profile, at: number): boolean {
	if (profile.pattern !== 'gappy') {
		return false;
	}

	// Once in about two hours, for four to nine minutes.
	const minute = at / minuteMs;
	const hours = Math.floor(minute / 127);
	const begin = 110 * noise(profile.seed, hours);
	const within = minute - hours * 127;
	return within >= begin && within < begin + 4 + 5 * noise(profile.seed, hours + 1);
}

function usageIn(profile: Profile, life: Life, at: number): Usage {
	const {seed} = profile;
	const minute = at / minuteMs;
	const age = Math.max(0, (at - life.from) / minuteMs);
	const load = loadAt(profile, minute);
	const jitter = 0.85 + 0.3 * noise(seed, minute);
	const cpu = Math.min(
		profile.cpuLimit * (0.96 + 0.04 * noise(seed + 1, minute)),
		profile.cpu * load * jitter,
	);
	const received = profile.received * load * (0.7 + 0.6 * noise(seed + 2, minute));
	const sent = profile.sent * load * (0.7 + 0.6 * noise(seed + 3, minute));
	// A whole number of minutes and a part that changes: a sum of random amounts that never goes back.
	const begun = age + noise(seed + 4, minute);
	return {
		cpu,
		memory: memoryAt(profile, life, at),
		read: blocks(profile.readAtStart + profile.readPerMinute * begun),
		written: blocks(profile.writtenPerMinute * begun),
		received: Math.round(received),
		sent: Math.round(sent),
		receivedPackets: Math.round((profile.received / 12) * begun),
		sentPackets: Math.round((profile.sent / 14) * begun),
	};
}

/** How busy it is, 1 on an ordinary minute. */
function loadAt({pattern, seed, dayShift}: Profile, minute: number): number {
	switch (pattern) {
		case 'wave':
			return 1 + 0.65 * Math.sin((2 * Math.PI * (minute + dayShift)) / 1440);
		case 'spiky': {
			// Six minutes somewhere in every three hours.
			const hours = Math.floor(minute / 180);
			const within = minute - hours * 180 - 170 * noise(seed, hours);
			return within >= 0 && within < 6 ? 4 : 1;
		}
		default:
			return 1;
	}
}

function memoryAt(profile: Profile, life: Life, at: number): number {
	const {pattern, seed, memory, memoryLimit, dayShift} = profile;
	const minute = at / minuteMs;
	const slow = drift(seed + 5, minute, 40);
	const isWarm = Math.min(1, 0.7 + (0.3 * (at - life.from)) / (10 * minuteMs));
	switch (pattern) {
		case 'leaking': {
			const progress = (at - life.from) / (life.to - life.from);
			return Math.min(memoryLimit, Math.round(memory + (memoryLimit - memory) * progress + slow - 0.5));
		}
		case 'near limit':
			return Math.min(memoryLimit, Math.round(memory * isWarm + memoryLimit * 0.07 * slow));
		case 'full':
			return Math.round(memory * isWarm + 4 * slow);
		case 'wave': {
			const day = Math.sin((2 * Math.PI * (minute + dayShift - 45)) / 1440);
			return Math.round(memory * isWarm * (1 + 0.12 * day + 0.03 * slow));
		}
		default:
			return Math.round(memory * isWarm * (0.97 + 0.06 * slow));
	}
}

function blocks(bytes: number): number {
	return Math.floor(bytes / block) * block;
}
