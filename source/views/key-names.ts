/**
 * The keys that the texts of views name, by command or action. The UI's key table decides what a key does;
 * a test holds that the two say the same.
 */
export const keyNames = {
	tasks: 't',
	service: 's',
	doctor: 'h',
	fixes: 'm',
	causes: 'u',
	'pane.4': '4',
	sequence: 'a',
	timeline: 'v',
	archived: 'z',
	flows: 'b',
	tree: 'x',
	'copy.id': 'c',
	refresh: 'r',
	window: '+',
	level: '.',
	size: '=',
	link: 'o',
	'cluster.tag': 'T',
	'cluster.insights': 'I',
	'service.redeploy': 'R',
	'task.replace': 'R',
	'task.release': 'U',
} as const;
