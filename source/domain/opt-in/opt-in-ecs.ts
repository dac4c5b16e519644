import {failureWord} from '../failure-text.js';
import {type Fetched} from '../fetched.js';
import {type AccountSetting} from '../resources.js';
import {type GuardDutyTag} from './tag.js';

/** What `guardDutyActivate` says; its values are documented as both `on` and `enabled`. */
export type AccountSwitch = 'on' | 'off' | 'absent' | 'unclear';

/** Returns what the account setting says. docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-troubleshooting.html */
export function accountSwitch(setting: AccountSetting | undefined): AccountSwitch {
	switch (setting?.value.trim().toLowerCase()) {
		case undefined:
			return 'absent';
		case 'on':
		case 'enabled':
			return 'on';
		case 'off':
		case 'disabled':
			return 'off';
		default:
			return 'unclear';
	}
}

/** Returns what ECS tells without GuardDuty: the tag, the account setting, and what may be concluded from both. */
export function ecsAlone(tag: GuardDutyTag, setting: Fetched<AccountSetting | undefined>): string {
	const conclusion = concluded(tag.value, setting);
	return `ECS alone: ${tagSays(tag.value)}, ${settingSays(setting)}${conclusion === '' ? '' : `: ${conclusion}`}`;
}

function tagSays(value: GuardDutyTag['value']): string {
	switch (value) {
		case 'true':
		case 'false':
			return `tag ${value}`;
		case 'absent':
			return 'no tag';
		case 'unreadable':
			return 'tags unreadable';
		default:
			return value satisfies never;
	}
}

function settingSays(setting: Fetched<AccountSetting | undefined>): string {
	switch (setting.status) {
		case 'waiting':
			return 'account setting not read yet';
		case 'failed':
			return `account setting unreadable (${failureWord(setting.failure)})`;
		case 'fresh':
		case 'stale': {
			const account = accountSwitch(setting.value);
			return account === 'unclear'
				? `account setting "${setting.value?.value}"`
				: `account setting ${account}`;
		}

		default:
			return setting satisfies never;
	}
}

/** The setting says whether Runtime Monitoring is on, not whether the agent is automatic; the tag decides without that. */
function concluded(tag: GuardDutyTag['value'], setting: Fetched<AccountSetting | undefined>): string {
	if (tag === 'false') {
		return 'new tasks should get no agent';
	}

	if (setting.status !== 'fresh' && setting.status !== 'stale') {
		return '';
	}

	switch (accountSwitch(setting.value)) {
		case 'on':
			return tag === 'true' ? 'new tasks should get the agent' : '';
		case 'off':
		case 'absent':
			return 'Runtime Monitoring seems to be off';
		case 'unclear':
			return '';
		default:
			return '';
	}
}
