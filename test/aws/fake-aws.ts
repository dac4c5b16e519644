import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {type AddressInfo} from 'node:net';

export type Received = {
	readonly method: string;
	readonly path: string;
	/** `RunTask` of `X-Amz-Target: AmazonEC2ContainerServiceV20141113.RunTask`, or the Query protocol's Action. */
	readonly operation: string;
	readonly body: string;
	readonly authorization: string;
};

/** What the server does with one request. */
export type Play =
	| {readonly status?: number; readonly json: unknown; readonly headers?: Record<string, string>}
	| {readonly status?: number; readonly text: string; readonly contentType?: string}
	/** Ends the connection without a word. */
	| {readonly drop: true}
	/** Begins an answer that never ends. */
	| {readonly half: string}
	/** Begins an answer and cuts the connection. */
	| {readonly torn: string}
	/** Never answers. */
	| {readonly silence: true};

export type FakeAws = {
	readonly url: string;
	readonly received: readonly Received[];
	/** Replaces the script: the plays in order, the last one for ever. */
	play(...plays: readonly Play[]): void;
	close(): Promise<void>;
};

/** Starts an HTTP server on loopback that answers by a script, whoever asks. */
export async function startFakeAws(): Promise<FakeAws> {
	const received: Received[] = [];
	let script: Play[] = [];
	const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		received.push(await read(request));
		const play = script.length > 1 ? script.shift() : script[0];
		answer(response, play ?? {status: 500, json: {}});
	};

	const server = createServer((request, response) => {
		void serve(request, response);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		play(...plays) {
			script = [...plays];
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function read(request: IncomingMessage): Promise<Received> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) {
		chunks.push(chunk as Buffer);
	}

	const body = Buffer.concat(chunks).toString();
	const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
	return {
		method: request.method ?? '',
		path: request.url ?? '',
		operation: target ?? new URLSearchParams(body).get('Action') ?? '',
		body,
		authorization: String(request.headers.authorization ?? ''),
	};
}

function answer(response: ServerResponse, play: Play): void {
	if ('json' in play) {
		response.writeHead(play.status ?? 200, {
			'content-type': 'application/x-amz-json-1.1',
			'x-amzn-requestid': 'request-1',
			...play.headers,
		});
		response.end(JSON.stringify(play.json));
	} else if ('text' in play) {
		response.writeHead(play.status ?? 200, {'content-type': play.contentType ?? 'text/html'});
		response.end(play.text);
	} else if ('drop' in play) {
		response.destroy();
	} else if ('half' in play || 'torn' in play) {
		response.writeHead(200, {'content-type': 'application/x-amz-json-1.1', 'content-length': '1000'});
		response.write('half' in play ? play.half : play.torn, () => {
			if ('torn' in play) {
				response.destroy();
			}
		});
	}
}
