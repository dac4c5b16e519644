import {consoleLink} from '../domain/console-link.js';
import {arnInKey} from './places.js';
import {type ListView} from './view.js';

/** What can be taken from a row: its name or id, its ARN, and the page of the AWS console where there is one. */
export type RowTexts = {readonly id: string; readonly arn: string; readonly link?: string};

/** Returns the texts that `c`, `C` and `o` offer for a row. */
export function rowTexts<Row>(view: Pick<ListView<Row>, 'key' | 'name'>, row: Row): RowTexts {
	const arn = arnInKey(view.key(row));
	const link = consoleLink(arn);
	return {id: view.name(row), arn, ...(link === undefined ? {} : {link})};
}
