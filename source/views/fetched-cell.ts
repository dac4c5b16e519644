import {failureWord} from '../domain/failure-text.js';
import {type Fetched} from '../domain/fetched.js';
import {textCell, waitingCell} from './columns.js';
import {symbols} from './symbols.js';
import {type Cell} from './view.js';

/** Returns a text of a fetched value as a cell: `…` while it comes, `? denied` when it can't be read. */
export function fetchedCell<T>(fetched: Fetched<T>, text: (value: T) => string | undefined): Cell {
	switch (fetched.status) {
		case 'waiting':
			return waitingCell;
		case 'failed':
			return {text: `${symbols.unknown} ${failureWord(fetched.failure)}`, tone: 'warning'};
		case 'stale':
			return {...textCell(text(fetched.value)), tone: 'dim'};
		case 'fresh':
			return textCell(text(fetched.value));
	}
}
