import {createHash} from 'node:crypto';
import {isoTime} from '../../domain/age.js';
import {type Failure} from '../../domain/failure.js';
import {createFileNames} from '../../domain/findings/evidence/file-name.js';
import {
	checksums,
	type EvidenceFile,
	type EvidenceManifest,
	type MissingEvidence,
	manifestJson,
	missingBecause,
} from '../../domain/findings/evidence/manifest.js';
import {type Json} from '../../domain/resources.js';
import {type LogEvent} from '../../domain/usage/usage-operations.js';

/** Where collected things lie until all is written at once. */
export type Drawer = {
	addJson(name: readonly string[], what: string, value: Json): void;
	/** Returns the name of the file. */
	addLog(name: readonly string[], what: string, events: readonly LogEvent[]): string;
	/** What could not be read, and why. */
	missed(what: string, failure: Failure): void;
	/** What there is not, in words. */
	lacks(what: string, why: string): void;
	isEmpty(): boolean;
	missing(): readonly MissingEvidence[];
	/** Returns all files by name, with the report and the manifest that the last two make of them. */
	seal(
		about: Omit<EvidenceManifest, 'files' | 'missing'>,
		report: (manifest: EvidenceManifest) => string,
	): ReadonlyMap<string, string>;
};

/** Returns an empty drawer. Names of files are made safe here, and nowhere else. */
export function createDrawer(): Drawer {
	const nameOf = createFileNames();
	// The last three have their names before anything else could take them.
	const reportName = nameOf(['report'], 'md');
	const manifestName = nameOf(['manifest'], 'json');
	const sumsName = 'SHA256SUMS';
	const texts = new Map<string, string>();
	const files: EvidenceFile[] = [];
	const missing: MissingEvidence[] = [];

	function add(name: string, what: string, text: string): void {
		texts.set(name, text);
		files.push(fileOf(name, what, text));
	}

	return {
		addJson: (name, what, value) =>
			add(nameOf(name, 'json'), what, `${JSON.stringify(value, undefined, 2)}\n`),
		addLog(name, what, events) {
			const file = nameOf(name, 'log');
			add(file, what, events.map(lineOf).join(''));
			return file;
		},
		missed: (what, failure) => missing.push(missingBecause(what, failure)),
		lacks: (what, why) => missing.push({what, why}),
		isEmpty: () => texts.size === 0,
		missing: () => missing,
		seal(about, report) {
			const manifest = {...about, files: [...files], missing};
			add(reportName, 'the readable report', report(manifest));
			const text = manifestJson({...about, files, missing});
			texts.set(manifestName, text);
			texts.set(sumsName, checksums([...files, fileOf(manifestName, 'the manifest', text)]));
			return texts;
		},
	};
}

function fileOf(name: string, what: string, text: string): EvidenceFile {
	const bytes = Buffer.from(text);
	return {name, what, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex')};
}

/** Line breaks within an event came through the border as marks: one event is one line. */
function lineOf({at, message}: LogEvent): string {
	return `${at === undefined ? '–' : isoTime(at)} ${message}\n`;
}
