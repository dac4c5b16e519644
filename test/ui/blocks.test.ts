import {expect, test} from 'vitest';
import {blockLines} from '../../source/ui/lines/blocks.js';
import {plainText} from '../../source/ui/lines/spans.js';

test('labels and values that are too long are wrapped beside each other, and nothing of them is lost', () => {
	const lines = blockLines(
		() => [],
		[
			{
				kind: 'facts',
				heading: 'Advice',
				facts: [
					{label: 'free', value: {text: '112 MB'}},
					{label: 'free with the agent at its limit', value: {text: '-127 MB'}},
					{label: 'confidence', value: {text: 'high: 2876 samples over 24 h'}},
				],
			},
		],
		40,
	).map(line => plainText(line).trimEnd());
	expect(lines).toEqual([
		'Advice',
		'free                112 MB',
		'free with the       -127 MB',
		'agent at its limit',
		'confidence          high: 2876 samples',
		'                    over 24 h',
	]);
});
