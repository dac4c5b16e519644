// GuardDuty's detector in this Region.

export type Feature = {readonly name: string; readonly enabled: boolean; readonly updatedAt: number};

export type Detector = {
	readonly id: string;
	readonly enabled: boolean;
	readonly createdAt: number;
	readonly updatedAt: number;
	readonly features: readonly (Feature & {readonly additional: readonly Feature[]})[];
};
