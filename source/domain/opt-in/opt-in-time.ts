import {type OptIn} from './opt-in.js';
import {type TagTime} from './tag-time.js';

/** When a cluster's monitoring began (epoch ms), as far as it can be told. */
export type OptInTime =
	| {readonly status: 'known'; readonly at: number}
	/** It began between these two; either end may be open. */
	| {readonly status: 'between'; readonly notBefore?: number; readonly notAfter?: number};

/**
 * Returns when new tasks of a monitored cluster began to get the agent: the last of what had to happen. The switches of
 * GuardDuty have a time; the tag has one only in CloudTrail, so that without it there is only an earliest time.
 */
export function optInTime({since, by}: OptIn, tag: TagTime | undefined): OptInTime {
	if (since === undefined) {
		return {status: 'between', ...(tag?.status === 'known' && {notBefore: tag.at})};
	}

	switch (tag?.status) {
		case 'known':
			return tag.isExact
				? {status: 'known', at: Math.max(since, tag.at)}
				: between(since, Math.max(since, tag.at));
		case 'before':
			return between(since, Math.max(since, tag.at));
		case 'unknown':
		case undefined:
			// Opted in by the account, the tag can only have excluded the cluster before; that is rare.
			return by === 'account' ? {status: 'known', at: since} : {status: 'between', notBefore: since};
		default:
			return tag satisfies never;
	}
}

function between(notBefore: number, notAfter: number): OptInTime {
	return notBefore === notAfter ? {status: 'known', at: notBefore} : {status: 'between', notBefore, notAfter};
}

/** Returns whether a moment is before the opt-in; `unknown` when it lies where that can't be told. */
export function isBeforeOptIn(at: number, time: OptInTime): boolean | 'unknown' {
	if (time.status === 'known') {
		return at < time.at;
	}

	if (time.notBefore !== undefined && at < time.notBefore) {
		return true;
	}

	return time.notAfter !== undefined && at >= time.notAfter ? false : 'unknown';
}
