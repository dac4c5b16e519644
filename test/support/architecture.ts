/** One source file as the checker sees it; `path` is relative to the repository, with forward slashes. */
export type SourceFile = {readonly path: string; readonly text: string};

export type Import = {
	readonly from: string;
	/** True when nothing of it is left at run time. */
	readonly isTypeOnly: boolean;
};

type Room = {
	/** Rooms that may be imported. */
	readonly rooms: readonly string[];
	/** Rooms of which only types may be imported. */
	readonly types?: readonly string[];
	/** npm packages, by name or by scope (`@aws-sdk/`). */
	readonly packages: readonly string[];
	/** True where Node's own modules may be imported: not in rooms that are pure. */
	readonly hasNode: boolean;
};

/** The arrows of docs/guide.md. A room that is not here may not exist. */
export const rooms: {readonly [room: string]: Room} = {
	domain: {rooms: [], packages: [], hasNode: false},
	aws: {rooms: ['domain'], packages: ['@aws-sdk/', '@smithy/'], hasNode: true},
	store: {rooms: ['domain'], packages: [], hasNode: true},
	config: {rooms: ['domain'], packages: ['conf'], hasNode: true},
	views: {rooms: ['store', 'domain'], packages: ['string-width', 'slice-ansi'], hasNode: false},
	commands: {rooms: ['views', 'store', 'domain'], packages: ['string-width', 'slice-ansi'], hasNode: true},
	ui: {
		rooms: ['views', 'store', 'domain'],
		types: ['config'],
		packages: ['ink', 'ink-table', 'react', 'chalk', 'string-width', 'slice-ansi'],
		hasNode: true,
	},
	simulator: {rooms: [], packages: [], hasNode: true},
	// The parts of cli.tsx: it may join everything, and only cli.tsx may import it.
	cli: {
		rooms: ['commands', 'ui', 'views', 'store', 'config', 'aws', 'simulator', 'domain'],
		packages: ['commander', 'ink', 'react'],
		hasNode: true,
	},
};

const longestFile = 300;

/** Files outside cli.tsx that may look at the process, each with its reason. */
const processExceptions: {readonly [path: string]: string} = {
	'source/aws/account.ts': 'the SDK reads the environment by itself; only tests give another',
	'source/aws/clients.ts': 'the SDK’s warning about Node 20 can be silenced through the environment only',
};

/** Returns every breach of the architecture, one line each: `path: what is wrong`. */
export function breaches(files: readonly SourceFile[]): readonly string[] {
	return files.flatMap(file => breachesOf(file).map(breach => `${file.path}: ${breach}`));
}

function breachesOf(file: SourceFile): readonly string[] {
	const room = roomOf(file.path);
	const code = withoutComments(file.text);
	const isEntry = file.path === 'cli.tsx';
	return [
		...importsOf(file.text).flatMap(imported => breachOfImport(file.path, room, imported) ?? []),
		...(room !== undefined && !(room in rooms) ? [`the room ${room} has no arrows`] : []),
		...(isEntry || file.path in processExceptions || !/(?<![.\w])process\s*\.\s*(argv|env|exit)\b/.test(code)
			? []
			: ['only cli.tsx reads argv and the environment or ends the process']),
		...(!isEntry && /\bconsole\s*\.\s*\w+\s*\(/.test(code) ? ['console would tear the screen'] : []),
		...(/^(export )?(let|var) /m.test(code) ? ['module-level state that changes'] : []),
		...(file.text.split('\n').length > longestFile + 1 ? [`more than ${longestFile} lines`] : []),
	];
}

function breachOfImport(path: string, room: string | undefined, imported: Import): string | undefined {
	const {from, isTypeOnly} = imported;
	if (room === undefined) {
		return undefined;
	}

	const allowed = rooms[room];
	if (allowed === undefined) {
		return undefined;
	}

	if (from.startsWith('node:')) {
		return allowed.hasNode ? undefined : `${room} is pure and must not import ${from}`;
	}

	if (!from.startsWith('.')) {
		return isAmong(from, allowed.packages) ? undefined : `${room} must not import the package ${from}`;
	}

	if (!/\.(js|json)$/.test(from)) {
		return `${from} lacks the .js suffix`;
	}

	const target = roomOf(resolve(path, from));
	if (target === undefined) {
		return `${from} leaves source/`;
	}

	if (target === room || allowed.rooms.includes(target)) {
		return undefined;
	}

	if (allowed.types?.includes(target)) {
		return isTypeOnly ? undefined : `${room} may import only types of ${target} (${from})`;
	}

	return `${room} must not import ${target} (${from})`;
}

function isAmong(from: string, packages: readonly string[]): boolean {
	return packages.some(name =>
		name.endsWith('/') ? from.startsWith(name) : from === name || from.startsWith(`${name}/`),
	);
}

function roomOf(path: string): string | undefined {
	return /^source\/([^/]+)/.exec(path)?.[1];
}

/** Returns the path that a relative import of the file at `path` means. */
export function resolve(path: string, relative: string): string {
	const parts = path.split('/').slice(0, -1);
	for (const step of relative.split('/')) {
		if (step === '..') {
			parts.pop();
		} else if (step !== '.') {
			parts.push(step);
		}
	}

	return parts.join('/');
}

/** Returns what a file imports or re-exports, statically or not. Our style has no other form of import. */
export function importsOf(text: string): readonly Import[] {
	const code = withoutComments(text);
	const statics = [...code.matchAll(/^(?:import|export)\s+([^'";]*?)\s*from\s*'([^']+)'/gm)].map(
		([, clause, from]) => ({from: from ?? '', isTypeOnly: isTypeClause(clause ?? '')}),
	);
	const bare = [...code.matchAll(/^import\s*'([^']+)'/gm)].map(([, from]) => ({
		from: from ?? '',
		isTypeOnly: false,
	}));
	const dynamic = [...code.matchAll(/\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g)].map(([, from]) => ({
		from: from ?? '',
		isTypeOnly: false,
	}));
	return [...statics, ...bare, ...dynamic];
}

function isTypeClause(clause: string): boolean {
	if (clause.startsWith('type ')) {
		return true;
	}

	const named = /^\{([^}]*)\}$/.exec(clause.trim())?.[1]?.split(',') ?? ['all'];
	return named.filter(part => part.trim() !== '').every(part => part.trim().startsWith('type '));
}

/** A comment that starts after a quote on its line could be text (`'https://…'`), so it stays. */
function withoutComments(text: string): string {
	return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^([^'"`\n]*?)\/\/.*$/gm, '$1');
}
