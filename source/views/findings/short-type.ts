import {cells, cut, cutEnd} from '../fit.js';

/** Cells that the purpose of a type keeps, with the sign of the cut: `Impa…`. */
const leastPurpose = 5;

/**
 * Returns a finding's type cut to at most `width` cells: what was seen stands behind the slash and stays whole, so
 * the purpose and the resource before it are cut first, as in `CryptoCurr…/BitcoinTool.B!DNS`.
 */
export function shortType(type: string, width: number): string {
	const slash = type.lastIndexOf('/');
	if (cells(type) <= width || slash < 0 || width < 3 * leastPurpose) {
		return cut(type, width);
	}

	const purpose = type.slice(0, slash);
	const seen = type.slice(slash);
	const before = cutEnd(purpose, Math.max(leastPurpose, width - cells(seen)));
	return before + cut(seen, width - cells(before));
}
