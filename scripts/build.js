// Builds dist/: the program as a few minified ESM files, and a package.json of its own that can be published.
// node scripts/build.js [--quiet]
import {rename, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {bundle} from './bundle.js';
import {writePackage} from './dist-package.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const isQuiet = process.argv.includes('--quiet');

/**
 * Builds beside the old dist/ and swaps the folders at the end: a failed build leaves the old program as it was,
 * and nobody ever starts half of a new one.
 */
async function build() {
	const startedAt = performance.now();
	const next = path.join(root, `dist.next-${process.pid}`);
	const old = path.join(root, `dist.old-${process.pid}`);
	const dist = path.join(root, 'dist');
	try {
		const {files, packages} = await bundle({root, entry: 'cli.tsx', outdir: next});
		await writePackage({root, outdir: next, packages});
		await rename(dist, old).catch(error => {
			if (error.code !== 'ENOENT') {
				throw error;
			}
		});
		await rename(next, dist);
		if (!isQuiet) {
			report(files, performance.now() - startedAt);
		}
	} finally {
		await rm(next, {recursive: true, force: true});
		await rm(old, {recursive: true, force: true});
	}
}

function report(files, tookMs) {
	for (const {name, bytes} of files) {
		console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KiB  dist/${name}`);
	}

	const total = files.reduce((sum, file) => sum + file.bytes, 0);
	console.log(`${(total / 1024).toFixed(1).padStart(8)} KiB  in ${Math.round(tookMs)} ms`);
}

try {
	await build();
} catch (error) {
	console.error(`build failed: ${error.message}`);
	process.exitCode = 1;
}
