/**
 * Returns `held` when `read` says the same, else `read`: what did not change keeps its identity, so that
 * whatever was computed from it is still right. For plain data only.
 */
export function shared<T>(held: T, read: T): T {
	return isEqual(held, read) ? held : read;
}

/** True when two pieces of plain data say the same; a member that is undefined is a member that is absent. */
export function isEqual(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) {
		return true;
	}

	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
		return false;
	}

	if (Array.isArray(one) || Array.isArray(other)) {
		return (
			Array.isArray(one) &&
			Array.isArray(other) &&
			one.length === other.length &&
			one.every((element, index) => isEqual(element, other[index]))
		);
	}

	return hasMembersOf(one, other) && hasMembersOf(other, one);
}

function hasMembersOf(one: object, other: object): boolean {
	const members = new Map<string, unknown>(Object.entries(other));
	return Object.entries(one).every(([name, member]) => isEqual(member, members.get(name)));
}
