import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {memo, useEffect, useSyncExternalStore} from 'react';
import {keysOf} from './keys.js';
import {type Session} from './session-type.js';

/** The console on the screen: draws the session's frame, hands keys to it. All state is the session's. */
export function App({session}: {readonly session: Session}) {
	const frame = useSyncExternalStore(session.subscribe, session.frame);
	const {exit, suspendTerminal} = useApp();
	const {columns, rows} = useWindowSize();

	useEffect(() => {
		session.attach({exit, suspend: during => suspendTerminal(during)});
	}, [session, exit, suspendTerminal]);

	useEffect(() => {
		session.resize({columns, rows});
	}, [session, columns, rows]);

	useInput((input, key) => {
		session.press(keysOf(input, key));
	});
	usePaste(text => {
		session.paste(text);
	});

	return (
		<Box flexDirection="column" width={columns}>
			<Lines lines={frame.header} />
			<Lines lines={frame.body} />
			<Lines lines={frame.footer} />
		</Box>
	);
}

/** One <Text> per line: finished lines cost Ink a third of what cells in boxes cost. */
const Lines = memo(function Lines({lines}: {readonly lines: readonly string[]}) {
	return lines.map((line, index) => (
		// A line of the screen has no identity but its place.
		// biome-ignore lint/suspicious/noArrayIndexKey: the index is the line's place on the screen
		<Row key={index} line={line} />
	));
});

const Row = memo(function Row({line}: {readonly line: string}) {
	// An empty <Text> has no height; the frame would shrink.
	return <Text wrap="truncate">{line === '' ? ' ' : line}</Text>;
});
