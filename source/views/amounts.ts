import {type UsageMetric} from '../domain/usage/usage.js';

/** What an amount is counted in. */
export type UsageUnit = 'units' | 'MB' | 'B/s' | 'tasks';

export const unitOf: {readonly [metric in UsageMetric]: UsageUnit} = {
	cpu: 'units',
	memory: 'MB',
	rx: 'B/s',
	tx: 'B/s',
	read: 'B/s',
	write: 'B/s',
};

/** Returns an amount short enough for a column, without its unit: `0.4` `38` `1.2k` `34M`. */
export function amountText(amount: number, unit: UsageUnit): string {
	switch (unit) {
		case 'B/s':
			return bytesShort(amount);
		case 'tasks':
			return Number.isInteger(amount) ? String(amount) : shortNumber(amount);
		default:
			return shortNumber(amount);
	}
}

/** Returns an amount with its unit: `38 MB`, `1.2k B/s`. */
export function amountWithUnit(amount: number, unit: UsageUnit): string {
	return `${amountText(amount, unit)} ${unit}`;
}

/** Returns bytes as `812 B`, `1.2 kB`, `34 MB`, `1.9 GB`, in steps of 1024 as AWS's bills. */
export function bytesText(bytes: number): string {
	const step = stepOf(bytes);
	return `${shortNumber(bytes / 1024 ** step)} ${['B', 'kB', 'MB', 'GB', 'TB'][step]}`;
}

/** Returns memory in MB as MB, from 10 GB on as GB. */
export function memoryText(mb: number): string {
	return mb >= 10_240 ? `${shortNumber(mb / 1024)} GB` : `${shortNumber(mb)} MB`;
}

/** Returns money without a currency, as many digits as tell something: `<0.00001`, `0.00042`, `1.27`. */
export function moneyText(amount: number): string {
	if (amount === 0) {
		return '0';
	}

	if (Math.abs(amount) < 0.000_01) {
		return '<0.00001';
	}

	return Math.abs(amount) < 0.01 ? amount.toPrecision(2) : amount.toFixed(2);
}

/** Returns a part of a whole as a whole percent; what is something is never 0 %. */
export function percentText(share: number): string {
	const percent = share * 100;
	return percent > 0 && percent < 1 ? '<1%' : `${Math.round(percent)}%`;
}

function bytesShort(bytes: number): string {
	const step = stepOf(bytes);
	return `${shortNumber(bytes / 1024 ** step)}${['', 'k', 'M', 'G', 'T'][step]}`;
}

/** 999.5 of one step is drawn as 1.0 of the next. */
function stepOf(bytes: number): number {
	let step = 0;
	for (let left = Math.abs(bytes); left >= 999.5 && step < 4; left /= 1024) {
		step++;
	}

	return step;
}

function shortNumber(amount: number): string {
	// One digit after the point below ten, so that a column reads evenly; nothing is nothing.
	return Math.abs(amount) < 9.95 && amount !== 0 ? amount.toFixed(1) : String(Math.round(amount));
}
