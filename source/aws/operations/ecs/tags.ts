import {
	TagResourceCommand,
	type TagResourceCommandInput,
	UntagResourceCommand,
	type UntagResourceCommandInput,
} from '@aws-sdk/client-ecs';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** Sets the named tags and leaves all others. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TagResource.html */
export const tagResource: Operation<'ecs:TagResource'> = {
	async send(clients, input, options) {
		const body = shownBody<TagResourceCommandInput>({name: 'ecs:TagResource', input});
		return (await clients.ecs()).send(new TagResourceCommand(body), options);
	},
	parse: () => ({}),
};

export const untagResource: Operation<'ecs:UntagResource'> = {
	async send(clients, input, options) {
		const body = shownBody<UntagResourceCommandInput>({name: 'ecs:UntagResource', input});
		return (await clients.ecs()).send(new UntagResourceCommand(body), options);
	},
	parse: () => ({}),
};
