import v8 from 'node:v8';

/** Objects that live for one frame or one answer die here cheaply; more room only puts off collecting them. */
const enoughBytes = 8 * 2 ** 20;
const everyMs = 200;

/** The parts of `node:v8` that this needs. */
type Heap = {
	getHeapSpaceStatistics(): readonly {readonly space_name: string; readonly space_size: number}[];
	setFlagsFromString(flag: string): void;
};

/**
 * Lets V8's young generation grow to 8 MiB and no further; at its default of 32 and more, 200 clusters take 300 MB
 * instead of 190, and no key is answered sooner (bench/results.md). `--max-semi-space-size` would say the same, but
 * it is heard only on the command line, and a portable shebang has no room for it. Stops looking by itself.
 */
export function holdYoungGeneration(heap: Heap = v8): void {
	const timer = setInterval(() => {
		const young = heap.getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space');
		if (young === undefined || young.space_size >= enoughBytes) {
			clearInterval(timer);
			heap.setFlagsFromString('--semi-space-growth-factor=1');
		}
	}, everyMs);
	timer.unref();
}
