import {Malformed} from './malformed.js';
import {type Command} from './syntax.js';

/** AWS takes two `stats` in a query. */
const mostStats = 2;

/** Throws `Malformed` where commands don't go together. */
export function checkOrder(commands: readonly Command[]): void {
	const dedup = commands.findIndex(({kind}) => kind === 'dedup');
	if (dedup !== -1 && commands.slice(dedup + 1).some(({kind}) => kind !== 'limit')) {
		throw new Malformed('Only limit can be used after dedup', 0, 0);
	}

	if (commands.filter(({kind}) => kind === 'stats').length > mostStats) {
		throw new Malformed(`Only ${mostStats} stats commands can be used in a query`, 0, 0);
	}

	// A name that was made can't be made again before statistics begin anew.
	const made = new Set<string>();
	for (const command of commands) {
		if (command.kind === 'stats') {
			made.clear();
		}

		for (const name of namesMadeBy(command)) {
			if (made.has(name)) {
				throw new Malformed(`Ephemeral field ${name} is already defined`, 0, 0);
			}

			made.add(name);
		}
	}
}

function namesMadeBy(command: Command): readonly string[] {
	switch (command.kind) {
		case 'fields':
			return command.columns.flatMap(({isNamed, name}) => (isNamed ? [name] : []));
		case 'parse':
			return command.names;
		case 'stats':
			return [...command.columns, ...command.by].flatMap(({isNamed, name}) => (isNamed ? [name] : []));
		default:
			return [];
	}
}
