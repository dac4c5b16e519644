import {type Row} from './row.js';
import {type Value} from './values.js';

/** An expression of a query, ready to be asked of one row. */
export type Evaluate = (row: Row) => Value;
