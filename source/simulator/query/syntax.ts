/** Operators of two values, by what they are written as. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Offsets of characters in the query. */
export type Place = {readonly start: number; readonly end: number};

export type Expression =
	| {readonly kind: 'value'; readonly value: string | number}
	| {readonly kind: 'period'; readonly text: string; readonly place: Place}
	| {readonly kind: 'field'; readonly name: string}
	| {
			readonly kind: 'call';
			readonly name: string;
			readonly args: readonly Expression[];
			readonly place: Place;
	  }
	/** `count(*)` and the like. */
	| {readonly kind: 'all'}
	| {
			readonly kind: 'binary';
			readonly operator: BinaryOperator;
			readonly left: Expression;
			readonly right: Expression;
	  }
	| {readonly kind: 'minus'; readonly of: Expression}
	| {readonly kind: 'not'; readonly of: Expression}
	| {
			readonly kind: 'and' | 'or';
			readonly left: Expression;
			readonly right: Expression;
	  }
	| {readonly kind: 'like'; readonly of: Expression; readonly pattern: Expression | RegExp}
	| {readonly kind: 'in'; readonly of: Expression; readonly items: readonly Expression[]};

/** An expression under a name: its alias, or its own text. */
export type Column = {readonly name: string; readonly expression: Expression; readonly isNamed: boolean};

export type SortKey = {readonly column: Column; readonly isDescending: boolean};

export type Command =
	| {readonly kind: 'fields' | 'display'; readonly columns: readonly Column[]}
	| {readonly kind: 'filter'; readonly condition: Expression}
	| {
			readonly kind: 'parse';
			readonly from: Expression;
			readonly pattern: RegExp;
			readonly names: readonly string[];
	  }
	| {readonly kind: 'stats'; readonly columns: readonly Column[]; readonly by: readonly Column[]}
	| {readonly kind: 'sort'; readonly keys: readonly SortKey[]}
	| {readonly kind: 'limit'; readonly count: number}
	| {readonly kind: 'dedup'; readonly columns: readonly Column[]};
