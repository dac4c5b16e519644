import {isObject, type Json, type JsonObject} from '../json.js';
import {type Operation} from '../operations/operation.js';
import {type Refusal} from '../refusal.js';

/** What goes back over HTTP. */
export type WireAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

/** How a service writes answers and errors. */
export type Protocol = {
	answer(operation: Operation, body: JsonObject, requestId: string): WireAnswer;
	refuse(refusal: Refusal, requestId: string): WireAnswer;
};

/** JSON 1.1 (ECS) and REST-JSON (GuardDuty) differ in little but the content type. */
function jsonProtocol(contentType: string): Protocol {
	return {
		answer: (_operation, body, requestId) => ({
			status: 200,
			headers: {'content-type': contentType, 'x-amzn-requestid': requestId},
			body: JSON.stringify(body),
		}),
		refuse: ({code, message, status, members}, requestId) => ({
			status,
			headers: {'content-type': contentType, 'x-amzn-requestid': requestId, 'x-amzn-errortype': code},
			body: JSON.stringify({__type: code, message, ...members}),
		}),
	};
}

// CloudWatch Logs writes statistics with a decimal point. Within a text, such a member would have escaped quotes.
const statistics =
	/"((?:recordsMatched|recordsScanned|bytesScanned|estimated\w+Skipped|logGroupsScanned))":(\d+)(?=[,}])/g;
const json11 = jsonProtocol('application/x-amz-json-1.1');
const logsProtocol: Protocol = {
	...json11,
	answer(operation, body, requestId) {
		const answered = json11.answer(operation, body, requestId);
		return operation.name === 'GetQueryResults'
			? {...answered, body: answered.body.replaceAll(statistics, '"$1":$2.0')}
			: answered;
	},
};

const xmlHeaders = (requestId: string): Record<string, string> => ({
	'content-type': 'text/xml;charset=UTF-8',
	'x-amzn-requestid': requestId,
});

const queryProtocol = (namespace: string): Protocol => ({
	answer: ({name}, body, requestId) => ({
		status: 200,
		headers: xmlHeaders(requestId),
		body:
			`<${name}Response xmlns="${namespace}"><${name}Result>${xml(body, 'member')}</${name}Result>` +
			`<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`,
	}),
	refuse: ({code, message, status}, requestId) => ({
		status,
		headers: xmlHeaders(requestId),
		body:
			`<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code>` +
			`<Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
	}),
});

const ec2Protocol: Protocol = {
	answer: ({name}, body, requestId) => ({
		status: 200,
		headers: xmlHeaders(requestId),
		body:
			`<?xml version="1.0" encoding="UTF-8"?><${name}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">` +
			`<requestId>${requestId}</requestId>${xml(body, 'item')}</${name}Response>`,
	}),
	refuse: ({code, message, status}, requestId) => ({
		status,
		headers: xmlHeaders(requestId),
		body:
			`<?xml version="1.0" encoding="UTF-8"?><Response><Errors><Error><Code>${code}</Code>` +
			`<Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
	}),
};

export const protocols: Readonly<Record<Operation['service'], Protocol>> = {
	ecs: jsonProtocol('application/x-amz-json-1.1'),
	guardduty: jsonProtocol('application/json'),
	sts: queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/'),
	iam: queryProtocol('https://iam.amazonaws.com/doc/2010-05-08/'),
	ec2: ec2Protocol,
	cloudtrail: jsonProtocol('application/x-amz-json-1.1'),
	events: jsonProtocol('application/x-amz-json-1.1'),
	securityhub: jsonProtocol('application/json'),
	detective: jsonProtocol('application/json'),
	logs: logsProtocol,
};

function xml(value: Json, item: string): string {
	if (Array.isArray(value)) {
		return value.map(part => `<${item}>${xml(part, item)}</${item}>`).join('');
	}

	if (isObject(value)) {
		return Object.entries(value)
			.map(([name, member]) => (member === undefined ? '' : `<${name}>${xml(member, item)}</${name}>`))
			.join('');
	}

	return escapeXml(String(value));
}

// XML 1.0 has no way to write most control characters, escaped or not, so they are left out.
function escapeXml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
