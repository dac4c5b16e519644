import {UpdateClusterSettingsCommand, type UpdateClusterSettingsCommandInput} from '@aws-sdk/client-ecs';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** Sets container insights for the cluster. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateClusterSettings.html */
export const updateClusterSettings: Operation<'ecs:UpdateClusterSettings'> = {
	async send(clients, input, options) {
		const body = shownBody<UpdateClusterSettingsCommandInput>({name: 'ecs:UpdateClusterSettings', input});
		return (await clients.ecs()).send(new UpdateClusterSettingsCommand(body), options);
	},
	parse: () => ({}),
};
