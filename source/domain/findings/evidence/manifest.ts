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
	const {toolVersion, startedAt, endedAt, files, missing, ...context} = manifest;
	const told = {
		schemaVersion: 1,
		tool: 'onduty',
		toolVersion,
		startedAt: isoTime(startedAt),
		endedAt: isoTime(endedAt),
		...context,
		isComplete: missing.length === 0,
		files: byName(files),
		missing,
	};
	return `${JSON.stringify(told, undefined, 2)}\n`;
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
