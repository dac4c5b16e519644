/** What a vCPU and a GB of memory of Fargate cost for an hour, in whatever currency the operator thinks. */
export type FargatePrice = {readonly vcpuHour: number; readonly gbHour: number};

/** What the operator set about usage. */
export type UsageSettings = {
	/** What CloudWatch Logs takes for each GB that a query scans. */
	readonly logsPricePerGb: number;
	/** MB that queries may scan within an hour; the pane pauses when it is reached. */
	readonly usageCeilingMbPerHour: number;
	/** Undefined: no price is said. */
	readonly fargatePrice?: FargatePrice;
	/** Percent of a task's memory and CPU that shall stay free. */
	readonly sizeMarginPercent: number;
};

/** The price is the list price of us-east-1: aws.amazon.com/cloudwatch/pricing. Fargate's differ by Region and contract, so there is none. */
export const defaultUsageSettings: UsageSettings = {
	logsPricePerGb: 0.005,
	usageCeilingMbPerHour: 5000,
	sizeMarginPercent: 20,
};

/** Returns the ceiling in bytes; an MB has 2^20 of them, as the GB of AWS's bills has 2^30. */
export function ceilingBytes({usageCeilingMbPerHour}: UsageSettings): number {
	return usageCeilingMbPerHour * 1024 ** 2;
}
