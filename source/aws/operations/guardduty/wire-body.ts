import {type GetFindingsCommand} from '@aws-sdk/client-guardduty';
import {type Fields, fields} from '../../fields.js';

type Stack = GetFindingsCommand['middlewareStack'];

/**
 * Makes a command keep the JSON body of its answer, and gives the SDK an empty one in its place: the SDK drops every
 * member that its model does not have yet, and refuses all fifty findings for one value of an unexpected type.
 * Returns what gives the body after sending. Errors, and what is no JSON, are left to the SDK.
 */
export function keepWireBody(stack: Stack): () => Fields {
	let body: Fields = {};
	stack.add(
		next => async args => {
			const result = await next(args);
			const response = httpResponse(result.response);
			if (response !== undefined) {
				const bytes = await collect(response.body);
				const wire = parsed(bytes);
				body = fields(wire);
				response.body = wire === undefined ? bytes : Buffer.from('{}');
			}

			return result;
		},
		// Of low priority: nearer to the network than the SDK's own reading of the answer.
		{step: 'deserialize', priority: 'low', name: 'keepWireBody'},
	);
	return () => body;
}

type HttpResponse = {statusCode: number; body: AsyncIterable<Uint8Array> | Uint8Array};

/** Returns the response when it is a good one with a body to read. */
function httpResponse(response: unknown): HttpResponse | undefined {
	const {statusCode, body} = fields(response);
	const isGood = typeof statusCode === 'number' && statusCode < 300;
	// The SDK's HTTP handler for Node answers with a readable stream.
	return isGood && Symbol.asyncIterator in Object(body) ? (response as HttpResponse) : undefined;
}

async function collect(body: HttpResponse['body']): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of body as AsyncIterable<Uint8Array>) {
		chunks.push(chunk);
	}

	return Buffer.concat(chunks);
}

function parsed(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch (error) {
		if (error instanceof SyntaxError) {
			return undefined;
		}

		throw error;
	}
}
