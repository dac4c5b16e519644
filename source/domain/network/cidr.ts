type Range = {readonly first: number; readonly size: number};

/** Returns whether an IPv4 CIDR holds an address or another CIDR whole; false for what is no IPv4. */
export function cidrCovers(cidr: string, other: string): boolean {
	const outer = rangeOf(cidr);
	const inner = rangeOf(other);
	return (
		outer !== undefined &&
		inner !== undefined &&
		inner.first >= outer.first &&
		inner.first + inner.size <= outer.first + outer.size
	);
}

/** Returns whether two IPv4 CIDRs share an address. */
export function cidrsOverlap(one: string, other: string): boolean {
	const left = rangeOf(one);
	const right = rangeOf(other);
	return (
		left !== undefined &&
		right !== undefined &&
		left.first < right.first + right.size &&
		right.first < left.first + left.size
	);
}

/** An address is a network of one. Plain numbers, since bitwise operators would make the upper half negative. */
function rangeOf(text: string): Range | undefined {
	const [address = '', prefix = '32'] = text.split('/');
	const octets = address.split('.').map(octet => (/^\d{1,3}$/.test(octet) ? Number(octet) : Number.NaN));
	const bits = /^\d{1,2}$/.test(prefix) ? Number(prefix) : Number.NaN;
	if (octets.length !== 4 || !octets.every(octet => octet <= 255) || !(bits <= 32)) {
		return undefined;
	}

	const size = 2 ** (32 - bits);
	const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
	return {first: Math.floor(value / size) * size, size};
}
