import {existsSync} from 'node:fs';
import path from 'node:path';
import {settingsSchema} from './schema.js';
import {defaultSettings, type Settings} from './settings.js';

export type LoadedSettings =
	| {readonly ok: true; readonly settings: Settings}
	/** One line that names the file and the key, and says what to do. The file is left as it is. */
	| {readonly ok: false; readonly message: string};

/** Reads `config.json` in that directory; a file that is not there means the defaults. Never writes. */
export async function loadSettings(directory: string): Promise<LoadedSettings> {
	const file = path.join(directory, 'config.json');
	if (!existsSync(file)) {
		return {ok: true, settings: defaultSettings};
	}

	try {
		// Loaded only when there is a file: its schema compiler is the larger part of a start.
		const {default: Conf} = await import('conf');
		const conf = new Conf({
			cwd: directory,
			configName: 'config',
			rootSchema: {additionalProperties: false},
			schema: settingsSchema,
			clearInvalidConfig: false,
		});
		// The schema has just said that the file holds parts of Settings.
		return {ok: true, settings: {...defaultSettings, ...(conf.store as Partial<Settings>)}};
	} catch (error) {
		return {ok: false, message: `${file}: ${reason(error)}; correct it or move the file away`};
	}
}

function reason(error: unknown): string {
	if (!(error instanceof Error)) {
		return String(error);
	}

	if (error instanceof SyntaxError) {
		return `not valid JSON (${oneLine(error.message)})`;
	}

	return oneLine(error.message.replace(/^Config schema violation: /, ''));
}

function oneLine(text: string): string {
	return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}
