import fc from 'fast-check';
import {expect, test} from 'vitest';
import {shortType} from '../../../source/views/findings/short-type.js';
import {cells} from '../../../source/views/fit.js';

test.each([
	['CryptoCurrency:Runtime/BitcoinTool.B!DNS', 40, 'CryptoCurrency:Runtime/BitcoinTool.B!DNS'],
	['CryptoCurrency:Runtime/BitcoinTool.B!DNS', 32, 'CryptoCurrenc…/BitcoinTool.B!DNS'],
	['AttackSequence:ECS/CompromisedCluster', 32, 'AttackSequen…/CompromisedCluster'],
	['PrivilegeEscalation:Runtime/DockerSocketAccessed', 32, 'PrivilegeE…/DockerSocketAccessed'],
	['Trojan:Runtime/DGADomainRequest.C!DNS', 32, 'Trojan:R…/DGADomainRequest.C!DNS'],
	['Impact:Runtime/SuspiciousDomainRequest.Reputation', 32, 'Impa…/SuspiciousDo…st.Reputation'],
	['a type of a day to come', 10, 'a type of…'],
	['Impact:Runtime/CryptoMinerExecuted', 8, 'Impa…ted'],
])('%s in %i cells is %s: what was seen stays readable', (type, width, short) => {
	expect(shortType(type, width)).toBe(short);
});

test('no text is longer than its cells', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), fc.nat(80), (type, width) => {
			expect(cells(shortType(`Impact:${type}/${type}`, width))).toBeLessThanOrEqual(width);
		}),
	);
});
