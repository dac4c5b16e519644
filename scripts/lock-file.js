const systems = [
	'android',
	'darwin',
	'linux',
	'win32',
	'freebsd',
	'openbsd',
	'netbsd',
	'openharmony',
	'sunos',
	'aix',
];
const processors = [
	'arm64',
	'x64',
	'ia32',
	'arm',
	'ppc64',
	'riscv64',
	's390x',
	'loong64',
	'mips64el',
	'wasm32',
];

/** Returns the optional dependencies that a lock file names but has no entry for. */
export function missingFromLock(lock) {
	const found = new Map();
	for (const [folder, {optionalDependencies = {}, dev}] of Object.entries(lock.packages)) {
		for (const [name, version] of Object.entries(optionalDependencies)) {
			const nested = folder === '' ? '' : `${folder}/`;
			if (!(`${nested}node_modules/${name}` in lock.packages) && !(`node_modules/${name}` in lock.packages)) {
				found.set(name, {name, version, isDevelopment: dev === true});
			}
		}
	}

	return [...found.values()];
}

/** Returns what a binary package's name says about where it runs, as package.json says it: `linux-x64-musl`. */
export function platformOf(name) {
	const parts = name.slice(name.indexOf('/') + 1).split('-');
	const system = systems.find(part => parts.includes(part));
	const processor = processors.find(part => parts.includes(part));
	const library = parts.some(part => part.startsWith('musl'))
		? 'musl'
		: parts.some(part => part.startsWith('gnu'))
			? 'glibc'
			: undefined;
	return {
		...(processor && {cpu: [processor]}),
		...(library && {libc: [library]}),
		...(system && {os: [system]}),
	};
}
