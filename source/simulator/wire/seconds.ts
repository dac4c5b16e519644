/** JSON 1.1 and REST-JSON carry times as seconds with a fraction. */
export function seconds(epochMs: number): number;
export function seconds(epochMs: number | undefined): number | undefined;
export function seconds(epochMs: number | undefined): number | undefined {
	return epochMs === undefined ? undefined : Math.round(epochMs) / 1000;
}
