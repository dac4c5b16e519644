import {type render as inkRender, type RenderOptions} from 'ink';
import {actions} from '../store/actions/registry.js';
import {breadcrumbOf} from '../views/breadcrumb.js';
import {coverageBadgeWants} from '../views/coverage/coverage-facts.js';
import {findingArrivals} from '../views/findings/arrivals.js';
import {findingsBadgeWants} from '../views/findings/finding-facts.js';
import {headerWants} from '../views/header.js';
import {panes, views} from '../views/registry.js';
import {App} from './app.js';
import {type Host} from './host.js';
import {createSession} from './session.js';
import {type Catalog} from './state/context.js';

/** How Ink is to be run; measured in the notes on the stack: ten times fewer bytes per key in full screen. */
export const renderOptions = {
	alternateScreen: true,
	incrementalRendering: true,
	maxFps: 30,
	// ctrl-c is a key of the table: it asks while an action runs.
	exitOnCtrlC: false,
	// Nothing writes to the console while Ink runs.
	patchConsole: false,
} as const satisfies RenderOptions;

/** Everything that the console can show and do. */
export const catalog: Catalog = {
	views,
	panes,
	actions,
	crumbs: breadcrumbOf,
	headerWants: snapshot => [...headerWants(), ...coverageBadgeWants(), ...findingsBadgeWants(snapshot)],
	createArrivals: findingArrivals,
};

/** The alternate screen, empty, cursor at home: Ink draws from where the cursor is, and cli.tsx painted before it. */
const emptyScreen = '\u{1B}[?1049h\u{1B}[2J\u{1B}[H';

/**
 * Runs the console until the operator leaves or `host.signal` is aborted. `render` is Ink's, called by cli.tsx alone.
 * When it resolves, the terminal is as it was before and the journal is whole; it rejects for a bug in drawing.
 */
export async function runConsole(host: Host, render: typeof inkRender): Promise<void> {
	const session = createSession(host, catalog);
	try {
		host.write(emptyScreen);
		const instance = render(<App session={session} />, renderOptions);
		const leave = (): void => instance.unmount();
		host.signal?.addEventListener('abort', leave, {once: true});
		if (host.signal?.aborted) {
			leave();
		}

		await instance.waitUntilExit();
		host.signal?.removeEventListener('abort', leave);
	} finally {
		await session.close();
	}
}
