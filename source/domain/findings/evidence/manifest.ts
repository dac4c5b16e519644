import {isoTime} from '../../age.js';
import {type Failure} from '../../failure.js';
import {failureLine} from '../../failure-text.js';

/** One file of the folder. */
export type EvidenceFile = {
	readonly name: string;
	/** What is in it, in the console's own words. */
	readonly what: string;
	readonly bytes: number;
	/** 64 hexadecimal digits. */
	readonly sha256: string;
};

/** What could not be collected. */
export type MissingEvidence = {
	readonly what: string;
	readonly why: string;
	/** The IAM action that would help. */
	readonly permission?: string;
};

/** The log of one container. */
export type EvidenceLog = {
	readonly container: string;
	/** Undefined when there is none; `why` then says why. */
	readonly file?: string;
	readonly events?: number;
	/** Epoch ms: the first and the last event. */
	readonly from?: number;
	readonly to?: number;
	readonly why?: string;
	/** False where nobody could have read one: then nothing is missing. */
	readonly isReadable: boolean;
};

export type EvidenceManifest = {
	readonly toolVersion: string;
	/** Epoch ms: when collecting began and ended. */
	readonly startedAt: number;
	readonly endedAt: number;
	/** Who collected: the caller's ARN, or undefined when STS would not say. */
	readonly identity?: string;
	readonly account?: string;
	readonly region: string;
	readonly finding?: {readonly id: string; readonly arn: string; readonly type: string};
	readonly taskArn?: string;
	readonly files: readonly EvidenceFile[];
	/** One for each container that is known. */
	readonly logs: readonly EvidenceLog[];
	readonly missing: readonly MissingEvidence[];
};

/** Returns what a failed read leaves out of the evidence. */
export function missingBecause(what: string, failure: Failure): MissingEvidence {
	return {
		what,
		why: failureLine(failure),
		...(failure.kind === 'denied' && {permission: failure.action}),
	};
}

/** Returns the manifest as the text of `manifest.json`; files in the order of their names. */
export function manifestJson(manifest: EvidenceManifest): string {
	const {toolVersion, startedAt, endedAt, files, logs, missing, ...context} = manifest;
	const told = {
		schemaVersion: 1,
		tool: 'onduty',
		toolVersion,
		startedAt: isoTime(startedAt),
		endedAt: isoTime(endedAt),
		...context,
		isComplete: missing.length === 0,
		files: byName(files),
		logs: logs.map(logJson),
		missing,
	};
	return `${JSON.stringify(told, undefined, 2)}\n`;
}

function logJson({container, file, events, from, to, why}: EvidenceLog) {
	return {
		container,
		file: file ?? null,
		...(events !== undefined && {events}),
		...(from !== undefined && {from: isoTime(from)}),
		...(to !== undefined && {to: isoTime(to)}),
		...(why !== undefined && {why}),
	};
}

/** Returns the text of `SHA256SUMS`, as `sha256sum -c` reads it. */
export function checksums(files: readonly EvidenceFile[]): string {
	return byName(files)
		.map(({sha256, name}) => `${sha256}  ${name}\n`)
		.join('');
}

function byName(files: readonly EvidenceFile[]): readonly EvidenceFile[] {
	return [...files].sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)));
}
