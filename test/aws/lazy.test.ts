import {build} from 'esbuild';
import {expect, test} from 'vitest';

test('making an account loads nothing of the SDK, which comes with the first call', async () => {
	const {metafile} = await build({
		entryPoints: ['source/aws/account.ts'],
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		mainFields: ['module', 'main'],
		outdir: 'nowhere',
		write: false,
		metafile: true,
		logLevel: 'silent',
	});
	const {outputs} = metafile;
	const loaded = new Set<string>();
	const load = (file: string): void => {
		loaded.add(file);
		for (const {path, kind} of outputs[file]?.imports ?? []) {
			if (kind === 'import-statement' && path in outputs && !loaded.has(path)) {
				load(path);
			}
		}
	};

	load(Object.keys(outputs).find(file => outputs[file]?.entryPoint === 'source/aws/account.ts')!);
	const inputs = [...loaded].flatMap(file => Object.keys(outputs[file]!.inputs));
	expect(inputs).toContain('source/aws/account.ts');
	expect(inputs.filter(input => input.includes('node_modules'))).toEqual([]);
});
