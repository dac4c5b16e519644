import {importsOf, resolve, type SourceFile} from './architecture.js';

/** Returns the files that import each other in a circle, types included: one line for each circle, its files in order. */
export function circles(files: readonly SourceFile[]): readonly string[] {
	const imports = new Map(files.map(file => [file.path, importedFiles(file, files)]));
	const alone = new Set<string>();
	const found: string[] = [];

	function walk(path: string, way: readonly string[]): void {
		if (alone.has(path)) {
			return;
		}

		const at = way.indexOf(path);
		if (at !== -1) {
			found.push([...way.slice(at), path].join(' → '));
			return;
		}

		for (const next of imports.get(path) ?? []) {
			walk(next, [...way, path]);
		}

		alone.add(path);
	}

	for (const path of imports.keys()) {
		walk(path, []);
	}

	return found;
}

function importedFiles({path, text}: SourceFile, files: readonly SourceFile[]): readonly string[] {
	const targets = new Set(
		importsOf(text)
			.filter(({from}) => from.startsWith('.'))
			.map(({from}) => resolve(path, from).replace(/\.js$/, '')),
	);
	return files.map(file => file.path).filter(other => targets.has(other.replace(/\.tsx?$/, '')));
}
