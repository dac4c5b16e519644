import {copyFile, readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes what turns `outdir` into a package that can be published: package.json without any dependency, the README,
 * the licence, and the licences of the packages that are inside the bundle (`packages`: their folders).
 */
export async function writePackage({root, outdir, packages}) {
	const {version, description, license} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	const manifest = {
		name: 'onduty',
		version,
		description,
		license,
		type: 'module',
		bin: {onduty: 'onduty.js'},
		files: ['onduty.js', 'chunks', 'THIRD-PARTY-LICENCES.txt'],
		// 20 works as best effort; what Ink declares is 22.
		engines: {node: '>=20.20'},
	};
	await writeFile(path.join(outdir, 'package.json'), `${JSON.stringify(manifest, undefined, '\t')}\n`);
	await copyFile(path.join(root, 'licence'), path.join(outdir, 'LICENCE'));
	await writeFile(path.join(outdir, 'README.md'), await readmeWithoutPictures(root));
	await writeFile(path.join(outdir, 'THIRD-PARTY-LICENCES.txt'), await licencesOf(root, packages));
}

/** The pictures and the pages under docs/ are not in the package; their links would lead nowhere. */
async function readmeWithoutPictures(root) {
	const readme = await readFile(path.join(root, 'README.md'), 'utf8');
	return readme
		.replaceAll(/^!\[.*\n\n?/gm, '')
		.replaceAll(/\[([^\]]+)\]\((?:docs|screenshots)\/[^)]+\)/g, '$1');
}

async function licencesOf(root, packages) {
	const parts = await Promise.all(packages.map(folder => licenceOf(path.join(root, folder))));
	return `onduty contains the following packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function licenceOf(folder) {
	const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const file = (await readdir(folder)).find(entry => /^licen[cs]e(\.|$)/i.test(entry));
	const text = file === undefined ? '' : `\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`;
	return `${name} ${version} (${license ?? 'see its home page'})\n${text}`;
}
