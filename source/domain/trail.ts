import {type Json} from './resources.js';

/** One management event of CloudTrail. */
export type TrailEvent = {
	readonly id: string;
	/** The API operation, e.g. `TagResource`. */
	readonly name: string;
	/** Epoch ms. */
	readonly at: number;
	readonly user?: string;
	/** The parsed `CloudTrailEvent`: requestParameters, errorCode …; undefined when it was no JSON. */
	readonly detail?: Json;
};

/** What LookupEvents is asked by; it takes one attribute. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html */
export type TrailAttribute = {
	readonly key: 'ResourceName' | 'EventName' | 'EventSource';
	readonly value: string;
};

/** How far back LookupEvents sees: 90 days. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const trailReachMs: number = 90 * 24 * 60 * 60 * 1000;
