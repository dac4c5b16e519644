import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {type AddressInfo} from 'node:net';
import {type WireAnswer} from './protocols.js';
import {type WireRequest} from './route.js';

/** More than any request of these services may hold. */
const bodyLimitBytes = 2_000_000;

export type Listening = {readonly port: number; close(): Promise<void>};

/**
 * Listens on loopback alone. `respond` may resolve to undefined, which cuts the connection.
 * Rejects when the port is taken.
 */
export async function listen(
	port: number,
	respond: (request: WireRequest) => Promise<WireAnswer | undefined>,
): Promise<Listening> {
	const server = createServer((message, response) => {
		exchange(message, response, respond).catch((error: unknown) => {
			// Only a bug of the simulator comes here; it is told to whoever asked, and serving goes on.
			response.writeHead(500, {'content-type': 'application/json', 'x-amzn-errortype': 'InternalFailure'});
			response.end(JSON.stringify({__type: 'InternalFailure', message: `simulator bug: ${String(error)}`}));
		});
	});
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	// A server on a TCP port always has such an address.
	const {port: taken} = server.address() as AddressInfo;
	return {port: taken, close: async () => close(server)};
}

async function exchange(
	message: IncomingMessage,
	response: ServerResponse,
	respond: (request: WireRequest) => Promise<WireAnswer | undefined>,
): Promise<void> {
	const body = await read(message);
	const request = {method: message.method ?? 'GET', url: message.url ?? '/', headers: message.headers};
	const answered = body === undefined ? undefined : await respond({...request, body});
	if (answered === undefined) {
		message.socket.destroy();
		return;
	}

	response.writeHead(answered.status, {
		...answered.headers,
		'content-length': Buffer.byteLength(answered.body),
	});
	response.end(answered.body);
}

async function read(message: IncomingMessage): Promise<string | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of message) {
			// Without an encoding set, a request's chunks are buffers.
			const bytes = chunk as Buffer;
			size += bytes.length;
			if (size > bodyLimitBytes) {
				return undefined;
			}

			chunks.push(bytes);
		}
	} catch {
		// The client went away in the middle of its request; there is nobody left to answer.
		return undefined;
	}

	return Buffer.concat(chunks).toString('utf8');
}

async function close(server: Server): Promise<void> {
	await new Promise<void>(resolve => {
		server.close(() => {
			resolve();
		});
		server.closeAllConnections();
	});
}
