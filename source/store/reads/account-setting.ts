import {type AccountSetting} from '../../domain/resources.js';
import {fetchedRead, single} from './fetched-read.js';

const settingName = 'guardDutyActivate';

/** The ECS account setting that GuardDuty sets for the account; undefined when ECS does not list it. */
export const accountSettingRead = fetchedRead<undefined, AccountSetting | undefined>({
	id: 'account-setting',
	key: single,
	async fetch({call}) {
		const settings = await call('ecs:ListAccountSettings', {name: settingName});
		return settings.ok
			? {...settings, value: settings.value.find(({name}) => name === settingName)}
			: settings;
	},
});
