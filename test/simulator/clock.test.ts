import {expect, test} from 'vitest';
import {createSimulatedClock, type DrivingClock} from '../../source/simulator/clock.js';

function drivingClock(): DrivingClock & {set(now: number): void; readonly armed: readonly number[]} {
	let now = 1000;
	const armed: number[] = [];
	return {
		now: () => now,
		after(delayMs) {
			armed.push(delayMs);
			return () => {};
		},
		set(to) {
			now = to;
		},
		armed,
	};
}

test('simulated time runs at its rate, and jumps when it is told to', () => {
	const driving = drivingClock();
	const clock = createSimulatedClock(driving, 10);
	expect(clock.now()).toBe(1000);
	driving.set(1500);
	expect(clock.now()).toBe(6000);
	clock.advance(500);
	expect(clock.now()).toBe(6500);
});

test('events run in the order of their time, each at its own time, then in the order they were scheduled', () => {
	const clock = createSimulatedClock(drivingClock(), 1);
	const ran: string[] = [];
	const note = (name: string) => () => {
		ran.push(`${name}@${clock.now()}`);
	};
	clock.schedule(30, note('late'));
	clock.schedule(10, note('first'));
	clock.schedule(10, note('second'));
	clock.schedule(20, () => {
		note('parent')();
		clock.schedule(5, note('child'));
	});
	clock.advance(29);
	expect(ran).toEqual(['first@1010', 'second@1010', 'parent@1020', 'child@1025']);
	clock.advance(1);
	expect(ran.at(-1)).toBe('late@1030');
});

test('the timer is set for the next event, in real time', () => {
	const driving = drivingClock();
	const clock = createSimulatedClock(driving, 4);
	clock.schedule(4000, () => {});
	clock.schedule(8000, () => {});
	clock.schedule(400, () => {});
	expect(driving.armed).toEqual([1000, 100]);
});

test('long work leaves the machine to others between its pieces, however long those take', () => {
	const driving = drivingClock();
	const clock = createSimulatedClock(driving, 1);
	let pieces = 0;
	const piece = () => {
		pieces++;
		driving.set(driving.now() + 300);
		clock.goOn(10, piece);
	};
	clock.schedule(0, piece);
	for (const expected of [1, 1, 2, 2, 3]) {
		clock.catchUp();
		expect(pieces).toBe(expected);
		driving.set(driving.now() + 5);
	}
});

test('where a hand drives time, a jump runs all pieces of long work in it', () => {
	const clock = createSimulatedClock(drivingClock(), 1);
	let pieces = 0;
	const piece = () => {
		pieces++;
		clock.goOn(10, piece);
	};
	clock.schedule(10, piece);
	clock.advance(100);
	expect(pieces).toBe(10);
});
