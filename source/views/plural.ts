/** Returns a count with its noun: `1 task`, `3 tasks`. */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
