import {failureLine} from '../../domain/failure-text.js';
import {type Block, type Cell, type ListStatus} from '../../views/view.js';
import {heightOf, type Layout, leastSize} from '../layout.js';
import {type ConsoleState, viewStateOf} from '../state/console-state.js';
import {type Context, type Listing} from '../state/context.js';
import {subjectPlace} from '../state/pivots.js';
import {cursorRow} from '../state/targets.js';
import {type DrawTable} from '../static-table.js';
import {type Theme} from '../theme.js';
import {blockLines} from './blocks.js';
import {box} from './box.js';
import {footerLine, paneLine} from './chrome.js';
import {gridLines} from './grid.js';
import {loginLines} from './login.js';
import {sheetOf} from './overlay.js';
import {scrollMark, windowLines} from './scroller.js';
import {draw, drawFull, type Line, plainText, wrap} from './spans.js';
import {statusLine} from './status.js';

/** The screen as finished lines, from top to bottom, by the parts that draw them. */
export type Frame = {
	readonly header: readonly string[];
	readonly body: readonly string[];
	readonly footer: readonly string[];
};

export type Pencil = {readonly theme: Theme; readonly drawTable: DrawTable};

/** Returns the frame. It has one line less than the terminal, and no line is wider than it. */
export function drawFrame(
	pencil: Pencil,
	{state, context, layout, header}: {state: ConsoleState; context: Context; layout: Layout; header: string},
): Frame {
	const {theme} = pencil;
	const {width} = layout;
	if (layout.isTooSmall) {
		const text = `onduty needs ${leastSize.columns}x${leastSize.rows} cells; this terminal has ${width}x${layout.height + 1}`;
		return {header: [], body: [draw(theme, [{text, tone: 'warning'}], width)], footer: []};
	}

	const detail = windowLines(
		detailLines(pencil, context, layout),
		viewStateOf(state).scroll,
		heightOf(layout, state, context.view.kind),
	);
	const mark = scrollMark(theme, detail.top, detail.below);
	return {
		header: [header, paneLine(theme, state, context, width), theme.dim(theme.symbols.rule.repeat(width))],
		body: bodyLines(pencil, {state, context, layout, detail: detail.shown}),
		footer: [statusLine(theme, {state, context, mark}, width), footerLine(theme, state, context, width)],
	};
}

type Body = {
	readonly state: ConsoleState;
	readonly context: Context;
	readonly layout: Layout;
	/** The lines of the detail that are in sight; none in a list. */
	readonly detail: readonly Line[];
};

/** The body and the line of the hint under it, always as many lines. */
function bodyLines(pencil: Pencil, {state, context, layout, detail}: Body): readonly string[] {
	const {theme} = pencil;
	const {width, body} = layout;
	const sheet = sheetOf(theme, state, context, width - 4);
	if (sheet) {
		const height = body + 1;
		const {shown, top, below} = windowLines(sheet.lines, sheet.scroll, height - 2);
		return box(theme, {title: sheet.title, foot: scrollMark(theme, top, below), lines: shown, width, height});
	}

	const {login} = context.snapshot;
	const hasData = context.listing ? context.listing.model.total > 0 : statusOf(context).at !== undefined;
	if (login && !hasData) {
		const height = body + 1;
		return box(theme, {
			title: 'No login',
			foot: [],
			lines: loginLines(login, context.scope, width - 4),
			width,
			height,
		});
	}

	const filled = context.listing
		? listBody(pencil, state, context, context.listing, layout)
		: detailBody(theme, detail, {sought: viewStateOf(state).filter, layout});
	return withHint(theme, filled, hintOf(state, context), layout.width);
}

function listBody(
	pencil: Pencil,
	state: ConsoleState,
	context: Context,
	listing: Listing,
	layout: Layout,
): readonly string[] {
	const {theme} = pencil;
	const {body, listWidth, sideWidth} = layout;
	const grid = gridLines(theme, {
		listing,
		state: viewStateOf(state),
		place: context.place,
		now: context.now,
		width: listWidth,
		height: body - 1,
	});
	const rows =
		listing.model.rows.length === 0
			? [grid[0] ?? '', '', ...emptyLines(theme, state, context, listing, listWidth)]
			: grid;
	if (sideWidth === 0) {
		return filledTo(rows, body);
	}

	const blank = ' '.repeat(listWidth);
	const side = sideLines(pencil, state, context, layout);
	const wall = theme.dim(theme.symbols.wall);
	return Array.from({length: body}, (_, index) =>
		`${rows[index] || blank} ${wall} ${side[index] ?? ''}`.trimEnd(),
	);
}

/** Why there are no rows, and which key changes that. */
function emptyLines(
	theme: Theme,
	state: ConsoleState,
	context: Context,
	listing: Listing,
	width: number,
): readonly string[] {
	const view = viewStateOf(state);
	const isNarrowed = listing.model.total > 0;
	const reason = view.filter === '' ? 'no row is at fault' : `no row matches “${view.filter}”`;
	const text = isNarrowed
		? `${reason}; ${listing.model.total} are hidden. Esc shows them again.`
		: listing.view.empty(context.snapshot, context.place);
	return wrap(text, width - 6).map(part =>
		drawFull(theme, [{text: '   '}, {text: part, tone: 'dim'}], width),
	);
}

/** What the resource of the cursor is, beside the list: only what is held already, nothing is read for it. */
function sideLines(pencil: Pencil, state: ConsoleState, context: Context, layout: Layout): readonly string[] {
	const row = cursorRow(state, context);
	const own = row === undefined ? undefined : context.listing?.view.beside?.(row, context.now);
	if (own !== undefined) {
		return drawBeside(pencil, own, layout);
	}

	const opened = row === undefined ? undefined : context.listing?.view.open(row, context.place);
	const detail = opened === undefined ? undefined : context.catalog.views.get(opened.view);
	const isBeside = detail?.kind === 'detail' && detail.isOnlyAlone !== true;
	const place = isBeside ? opened : subjectPlace(state, context, 'describe');
	const view = place === undefined ? undefined : context.catalog.views.get(place.view);
	if (place === undefined || view?.kind !== 'detail') {
		return [];
	}

	return drawBeside(pencil, view.blocks(context.snapshot, place, context.now), layout);
}

function drawBeside({theme}: Pencil, blocks: readonly Block[], {sideWidth, body}: Layout): readonly string[] {
	return blockLines(plainTable, blocks, sideWidth)
		.slice(0, body)
		.map(line => draw(theme, line, sideWidth));
}

/** ink-table takes too long for each step of the cursor: beside a list a table is its rows. */
const plainTable: DrawTable = ({rows}) => rows.map(row => `  ${row.filter(text => text !== '').join('  ')}`);

function detailBody(
	theme: Theme,
	lines: readonly Line[],
	{sought, layout}: {readonly sought: string; readonly layout: Layout},
): readonly string[] {
	const drawn = lines.map(line => {
		const isFound = sought !== '' && plainText(line).toLowerCase().includes(sought.toLowerCase());
		const marked = isFound ? line.map((cell): Cell => ({...cell, tone: 'accent'})) : line;
		return draw(theme, [{text: ' '}, ...marked], layout.width);
	});
	return filledTo(drawn, layout.body);
}

/** Returns all lines of the detail on screen, of which a window is shown. */
export function detailLines(pencil: Pencil, context: Context, layout: Layout): readonly Line[] {
	const {view, snapshot, place, now} = context;
	return view.kind === 'detail'
		? blockLines(pencil.drawTable, view.blocks(snapshot, place, now), layout.width - 2)
		: [];
}

/** What is wrong with the login, or why the row of the cursor is as it is. */
function hintOf(state: ConsoleState, context: Context): Cell | undefined {
	const {login} = context.snapshot;
	if (login) {
		const text = `${failureLine(login, {profile: context.scope.profile})}; r reads the login again`;
		return {text, tone: 'fault'};
	}

	const row = cursorRow(state, context);
	return row === undefined ? undefined : context.listing?.view.hint(row, context.now);
}

/** A hint takes at most this many lines. */
const hintLines = 3;

/** Returns the body with the hint under it; a long one also takes lines that the body leaves blank, never a row. */
function withHint(
	theme: Theme,
	body: readonly string[],
	hint: Cell | undefined,
	width: number,
): readonly string[] {
	if (hint === undefined) {
		return [...body, ''];
	}

	const wrapped = wrap(hint.text, width - 2);
	// One blank line stays between the rows and the hint.
	const blank = body.length - 2 - body.findLastIndex(line => line.trim() !== '');
	const lines = Math.max(1, Math.min(wrapped.length, hintLines, blank + 1));
	// What does not fit goes on the last line, which is cut.
	const texts = [...wrapped.slice(0, lines - 1), wrapped.slice(lines - 1).join(' ')];
	const drawn = texts.map(text => draw(theme, [{text: ' '}, {...hint, text}], width));
	return [...body.slice(0, body.length - lines + 1), ...drawn];
}

function statusOf({view, snapshot, place}: Context): ListStatus {
	return view.status(snapshot, place);
}

function filledTo(lines: readonly string[], height: number): readonly string[] {
	return Array.from({length: height}, (_, index) => lines[index] ?? '');
}
