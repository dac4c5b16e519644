import {afterAll, beforeAll} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {type Account, type Answer} from '../../source/domain/account.js';
import {type Failure} from '../../source/domain/failure.js';
import {
	type OperationInput,
	type OperationName,
	type OperationOutput,
} from '../../source/domain/operations.js';
import {type Json} from '../../source/domain/resources.js';
import {type FakeAws, type Play, startFakeAws} from './fake-aws.js';

const signal = new AbortController().signal;

/** Starts a scripted AWS for the tests of one file, and returns what asks it and what tells of what was asked. */
export function asking() {
	let aws: FakeAws;
	let account: Account;

	beforeAll(async () => {
		aws = await startFakeAws();
		account = createAccount({
			region: 'eu-west-1',
			endpointUrl: aws.url,
			credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret'},
		});
	});

	afterAll(async () => {
		account.close();
		await aws.close();
	});

	async function call<Name extends OperationName>(
		name: Name,
		input: OperationInput<Name>,
		play: Play,
	): Promise<Answer<OperationOutput<Name>>> {
		aws.play(play);
		return account.call(name, input, {signal});
	}

	return {
		async ask<Name extends OperationName>(
			name: Name,
			input: OperationInput<Name>,
			play: Play,
		): Promise<OperationOutput<Name>> {
			const answer = await call(name, input, play);
			if (!answer.ok) {
				throw new Error(JSON.stringify(answer.failure));
			}

			return answer.value;
		},
		async failureOf<Name extends OperationName>(
			name: Name,
			input: OperationInput<Name>,
			play: Play,
		): Promise<Failure | OperationOutput<Name>> {
			const answer = await call(name, input, play);
			return answer.ok ? answer.value : answer.failure;
		},
		async raw<Name extends OperationName>(
			name: Name,
			input: OperationInput<Name>,
			play: Play,
		): Promise<Answer<Json>> {
			aws.play(play);
			return account.raw(name, input, {signal});
		},
		/** The last request, whole. */
		last: () => aws.received.at(-1)!,
		form: () => Object.fromEntries(new URLSearchParams(aws.received.at(-1)!.body)),
		body: (): unknown => JSON.parse(aws.received.at(-1)!.body),
		sent: () => `${aws.received.at(-1)!.method} ${aws.received.at(-1)!.path}`,
	};
}

/** An answer of EC2, which speaks XML. */
export function ec2(operation: string, members: string): Play {
	return {
		text: `<?xml version="1.0" encoding="UTF-8"?><${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>request-1</requestId>${members}</${operation}Response>`,
		contentType: 'text/xml',
	};
}

/** A refusal by a service that speaks JSON. */
export function refusal(type: string, message: string, status = 400): Play {
	return {status, json: {message, __type: type}, headers: {'x-amzn-errortype': type}};
}
