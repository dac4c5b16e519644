/** The lists that can be printed; each is a view of the same id. */
export const printableViews = ['clusters', 'services', 'tasks', 'coverage'] as const;
export type PrintableView = (typeof printableViews)[number];

/** Every word after `onduty` that does not open the console. */
export const commandNames = [
	...printableViews,
	'usage',
	'size',
	'findings',
	'finding',
	'evidence',
	'doctor',
	'simulate',
] as const;
