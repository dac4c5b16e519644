import {chmod, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {fasterBundle} from './faster-bundle.js';

/** What every file of the bundle needs: CommonJS packages inside it call `require` for Node's own modules. */
const requireBanner =
	"import {createRequire as onDutyRequire} from 'node:module';const require=onDutyRequire(import.meta.url);";

/**
 * Ink guards its import of react-devtools-core at run time, but in a bundle the import is hoisted out of the guard
 * and the program would end at its start; nobody debugs the built program with them.
 */
const withoutDevtools = {
	name: 'without-react-devtools',
	setup(builder) {
		builder.onResolve({filter: /^react-devtools-core$/}, ({path: name}) => ({
			path: name,
			namespace: 'without-devtools',
		}));
		builder.onLoad({filter: /.*/, namespace: 'without-devtools'}, () => ({contents: 'export default {};'}));
	},
};

/**
 * Bundles `entry` and all that it imports into `outdir`/onduty.js and `outdir`/chunks/.
 * Dynamic imports become chunks of their own, so that the first paint does not wait for Ink, nor Ink for the SDK.
 * Returns the files with their sizes, largest first, the npm packages that are inside, and the names of all modules
 * that are still imported from elsewhere.
 */
export async function bundle({root, entry, outdir}) {
	const {metafile} = await build({
		absWorkingDir: root,
		entryPoints: {onduty: entry},
		outdir,
		bundle: true,
		splitting: true,
		chunkNames: 'chunks/[name]-[hash]',
		format: 'esm',
		platform: 'node',
		target: 'node20',
		// Without this esbuild takes the SDK's CommonJS files, which can't be shaken: nearly twice the size.
		mainFields: ['module', 'main'],
		conditions: ['module', 'import', 'node', 'production'],
		minify: true,
		legalComments: 'none',
		jsx: 'automatic',
		define: {'process.env.NODE_ENV': '"production"'},
		banner: {js: requireBanner},
		plugins: [withoutDevtools, ...fasterBundle(root)],
		metafile: true,
		logLevel: 'silent',
	}).catch(error => {
		throw new Error(firstLines(error), {cause: error});
	});
	await makeExecutable(path.join(outdir, 'onduty.js'));
	return {
		files: filesOf(metafile, root, outdir),
		packages: packagesOf(metafile),
		outside: outsideOf(metafile),
	};
}

function firstLines(error) {
	const lines = (error.errors ?? []).map(({text, location}) =>
		location ? `${location.file}:${location.line}: ${text}` : text,
	);
	return lines.length > 0 ? lines.slice(0, 5).join('\n') : error.message;
}

async function makeExecutable(file) {
	await writeFile(file, `#!/usr/bin/env node\n${await readFile(file, 'utf8')}`);
	await chmod(file, 0o755);
}

function filesOf(metafile, root, outdir) {
	return Object.entries(metafile.outputs)
		.map(([file, {bytes}]) => ({name: path.relative(outdir, path.join(root, file)), bytes}))
		.sort((one, other) => other.bytes - one.bytes);
}

function outsideOf(metafile) {
	const imports = Object.values(metafile.outputs).flatMap(output => output.imports);
	return [...new Set(imports.filter(({external}) => external).map(({path: name}) => name))].sort();
}

/** The folders in node_modules of which at least one byte is in the bundle. */
function packagesOf(metafile) {
	const used = Object.values(metafile.outputs).flatMap(({inputs}) =>
		Object.entries(inputs)
			.filter(([, {bytesInOutput}]) => bytesInOutput > 0)
			.map(([file]) => file),
	);
	const folders = used.flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
	return [...new Set(folders)].sort();
}
