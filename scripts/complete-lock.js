// Adds to package-lock.json what `npm install` leaves out when its registry has not every platform's binaries:
// `npm ci` refuses a lock file in which an optional dependency of another platform has no entry at all.
// node scripts/complete-lock.js, after each npm install
import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {missingFromLock, platformOf} from './lock-file.js';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const text = await readFile(file, 'utf8');
const lock = JSON.parse(text);
const missing = missingFromLock(lock);
for (const {name, version, isDevelopment} of missing) {
	// Without integrity: nobody here could see the package; npm takes what that version is on the other platform.
	lock.packages[`node_modules/${name}`] = {
		version,
		...(isDevelopment && {dev: true}),
		optional: true,
		...platformOf(name),
	};
}

lock.packages = Object.fromEntries(
	Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en')),
);
await writeFile(file, `${JSON.stringify(lock, undefined, /^\{\n(\s+)/.exec(text)?.[1])}\n`);
console.log(`${missing.length} added`);
