import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		// The end-to-end tests wait more than they work.
		maxWorkers: 4,
		projects: [
			{
				test: {
					name: 'unit',
					// What modules remember never changes what they answer: loading each once takes a third of the time.
					isolate: false,
					// A bound for what hangs, not a measure: two cores may be busy.
					testTimeout: 30_000,
					include: ['test/**/*.test.ts'],
					exclude: ['test/ui/**', 'test/e2e/**', 'test/interop/**', 'test/**/*.long.test.ts'],
				},
			},
			{
				test: {
					name: 'ui',
					isolate: false,
					include: ['test/ui/**/*.test.{ts,tsx}'],
					exclude: ['test/**/*.long.test.ts'],
					testTimeout: 30_000,
				},
			},
			{
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 30_000,
				},
			},
		],
	},
});
