import {expect, test} from 'vitest';
import {crumbLine} from '../../../source/ui/lines/crumbs.js';
import {plainText} from '../../../source/ui/lines/spans.js';
import {createTheme} from '../../../source/ui/theme.js';
import {cells} from '../../../source/views/fit.js';

const theme = createTheme({hasColour: false, isAscii: false});

test.each([
	['findings', 22, 'findings'],
	['findings/c07b2aff/finding', 40, 'findings › c07b2aff › finding'],
	['findings/c07b2aff/finding', 22, '… c07b2aff › finding'],
	['findings/8a73617b/blast radius', 22, '… blast radius'],
	['clusters/payments-prod/payments-worker/events', 40, '… payments-worker › events'],
	['clusters/payments-prod/payments-worker/events', 22, '… payme…orker › events'],
	['clusters/payments-prod', 22, '… payments-prod'],
	['clusters/payments-prod', 12, 'paymen…-prod'],
	['clusters', 0, ''],
	['clusters/長い名前のクラスタ/tree', 18, '… 長い…スタ › tree'],
])('the way %s in %i cells is %s', (words, width, shown) => {
	const line = plainText(crumbLine(theme, words.split('/'), width));
	expect(line).toBe(shown);
	expect(cells(line)).toBeLessThanOrEqual(width);
});
