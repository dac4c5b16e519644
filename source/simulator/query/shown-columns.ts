import {type Command} from './syntax.js';

/** The columns that a query's results have. docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Display.html */
export function shownColumns(commands: readonly Command[]): readonly string[] {
	let shown: readonly string[] = [];
	for (const command of commands) {
		switch (command.kind) {
			case 'display':
				shown = command.columns.map(({name}) => name);
				break;
			case 'fields':
				shown = [...shown, ...command.columns.map(({name}) => name)];
				break;
			case 'stats':
				shown = [...command.by, ...command.columns].map(({name}) => name);
				break;
			default:
				break;
		}
	}

	return shown.length === 0 ? ['@timestamp', '@message'] : [...new Set(shown)];
}
