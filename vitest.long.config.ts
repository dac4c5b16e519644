import {defineConfig} from 'vitest/config';

/** What takes minutes together: every string of hostile text, hours of watching, every call denied once. */
export default defineConfig({
	test: {maxWorkers: 2, testTimeout: 300_000, hookTimeout: 60_000, include: ['test/**/*.long.test.ts']},
});
