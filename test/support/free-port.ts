import net from 'node:net';

/** Returns a port of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	await new Promise(resolve => server.close(resolve));
	if (address === null || typeof address === 'string') {
		throw new Error('a TCP server without a port');
	}

	return address.port;
}
