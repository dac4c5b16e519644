import {age, clockTime} from '../domain/age.js';
import {type Failure} from '../domain/failure.js';
import {type FailureText, failureText} from '../domain/failure-text.js';
import {heldValue} from '../domain/fetched.js';
import {type Want, want} from '../store/read.js';
import {identityRead} from '../store/reads/identity.js';
import {type Snapshot} from '../store/snapshot.js';
import {pace} from './pace.js';

/** What the first line of the screen says, as texts; absent members have nothing to say. */
export type HeaderFacts = {
	readonly account?: string;
	readonly profile?: string;
	readonly region: string;
	readonly endpoint?: string;
	/** `role/oncall`, `user/jane`. */
	readonly identity?: string;
	readonly isReadOnly: boolean;
	readonly isPaused: boolean;
	/** Age of the data on screen, `12s`. */
	readonly age?: string;
	/** `ok`, `60%` or `80%` of the request budget spent at most, `full` where requests waited for it. */
	readonly budget: string;
	readonly throttled: number;
	/** What is left of the credentials, `41m`; isShort under a quarter of an hour. */
	readonly credentials?: {readonly left: string; readonly isShort: boolean};
	readonly login?: FailureText & {readonly failure: Failure};
	/** `12:04Z`. */
	readonly clock: string;
};

const shortMs = 15 * 60 * 1000;

/** Returns the facts of the header; `focusedAt` is when the data on screen was read. */
export function headerOf(snapshot: Snapshot, now: number, focusedAt?: number): HeaderFacts {
	const {scope, meter, login} = snapshot;
	const identity = heldValue(snapshot.get(identityRead, undefined));
	const expireAt = snapshot.credentialsExpireAt;
	return {
		...(identity ? {account: identity.account, identity: shortIdentity(identity.arn)} : {}),
		...(scope.profile === undefined ? {} : {profile: scope.profile}),
		region: scope.region,
		...(scope.endpointUrl === undefined ? {} : {endpoint: scope.endpointUrl}),
		isReadOnly: snapshot.isReadOnly,
		isPaused: snapshot.isPaused,
		...(focusedAt === undefined ? {} : {age: age(now - focusedAt)}),
		budget: budgetText(meter),
		throttled: meter.throttled,
		...(expireAt === undefined
			? {}
			: {credentials: {left: age(expireAt - now), isShort: expireAt - now < shortMs}}),
		...(login
			? {
					login: {
						failure: login,
						...failureText(login, scope.profile === undefined ? {} : {profile: scope.profile}),
					},
				}
			: {}),
		clock: clockTime(now),
	};
}

/** In steps: each new figure costs bytes over SSH, and nobody acts on a percent. */
function budgetText({usedPercent}: Snapshot['meter']): string {
	if (usedPercent >= 100) {
		return 'full';
	}

	const step = Math.floor(usedPercent / 20) * 20;
	return step < 60 ? 'ok' : `${step}%`;
}

/** Returns what the header itself needs to be read. */
export function headerWants(): readonly Want[] {
	return [want(identityRead, undefined, {everyMs: pace.rarelyMs, priority: 2})];
}

/** Returns who an ARN is in short: `role/oncall` for a session of that role, `sso/Admin` for a permission set. */
export function shortIdentity(arn: string): string {
	const resource = arn.split(':').slice(5).join(':');
	const [kind = '', name = '', ...rest] = resource.split('/');
	if (kind !== 'assumed-role') {
		return rest.length === 0 ? resource : `${kind}/${rest.at(-1)}`;
	}

	// Roles of IAM Identity Center: AWSReservedSSO_<permission set>_<16 hexadecimal digits>.
	const permissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1];
	return permissionSet === undefined ? `role/${name}` : `sso/${permissionSet}`;
}
