import {readFile} from 'node:fs/promises';
import {builtinModules} from 'node:module';
import path from 'node:path';

/**
 * Returns plugins that take out of the start what no frame needs. Node 24, 2 cores: Yoga 62 -> 18 ms, widths
 * 30 -> 0, Node's modules 20 -> 2, splitting text 12 -> 0.
 */
export function fasterBundle(root) {
	return [requiredNodeModules, yogaWithoutFetch, oneStringWidth(root), plainSegmenter(root)];
}

/**
 * `import` of one of Node's own modules reads all of its exports at once, and to read those of `node:http` loads an
 * HTTP client that nobody uses: 20 ms. `require` of the same module takes 1 ms.
 */
const requiredNodeModules = {
	name: 'required-node-modules',
	setup(builder) {
		const filter = new RegExp(`^(?:node:.*|${builtinModules.join('|')})$`);
		builder.onResolve({filter}, ({path: name, kind}) =>
			kind === 'import-statement' ? {path: name, namespace: 'node-module', sideEffects: false} : undefined,
		);
		builder.onLoad({filter: /.*/, namespace: 'node-module'}, ({path: name}) => ({
			contents: `module.exports = require(${JSON.stringify(name)});`,
		}));
	},
};

/**
 * Yoga fetches its own code out of a `data:` URL, and the first `fetch` of a process loads an HTTP client. Where
 * there is no `fetch` it decodes the same text by itself.
 */
const yogaWithoutFetch = {
	name: 'yoga-without-fetch',
	setup(builder) {
		builder.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, async ({path: file}) => {
			return {contents: `const fetch = undefined;\n${await readFile(file, 'utf8')}`};
		});
	},
};

/**
 * Ink and its packages each bring a copy of string-width that is older than ours: one measures for all, so that a
 * text is as wide for the table as it is for Ink. See bundled/string-width.js for when it is loaded.
 */
function oneStringWidth(root) {
	const standIn = path.join(root, 'scripts/bundled/string-width.js');
	const own = path.join(root, 'node_modules/string-width/index.js');
	return {
		name: 'one-string-width',
		setup(builder) {
			builder.onResolve({filter: /^string-width$/}, ({importer}) => ({
				path: importer === standIn ? own : standIn,
			}));
		},
	};
}

/**
 * Ink splits each line into what a reader sees as characters, at each frame. See bundled/segmenter.js for those lines
 * that need no rules of Unicode for that, which are nearly all.
 */
function plainSegmenter(root) {
	return {
		name: 'plain-segmenter',
		setup({initialOptions}) {
			initialOptions.define = {...initialOptions.define, 'Intl.Segmenter': 'PlainSegmenter'};
			initialOptions.inject = [
				...(initialOptions.inject ?? []),
				path.join(root, 'scripts/bundled/segmenter.js'),
			];
		},
	};
}
