/**
 * For the inside of a character class: letters, signs and symbols that take one cell for each UTF-16 unit. None of
 * them is wide, ignored, a mark or half of a character, and none joins with another. bundled.test.ts tries them all.
 */
export const narrow =
	'\\u0020-\\u007E\\u00A0-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2030-\\u205E\\u2190-\\u2199\\u21A0-\\u21FF\\u2400-\\u2426\\u2500-\\u25FC\\u2713-\\u2718\\u27E8\\u27E9';
