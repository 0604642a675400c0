// What Postgres holds to the last digit does not pass for what JavaScript makes of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactJson } from '../../../domain/audit/exact-json.ts';

test.each([
  ['{"fen":1000}', { fen: 1000 }],
  ['{"fen":1e3}', { fen: 1000 }],
  ['{"fen":1000.000}', { fen: 1000 }],
  ['{"fen":1000000000000000000000}', { fen: 1e21 }],
  ['{"fen":-0.30000000000000004}', { fen: -0.30000000000000004 }],
  ['{"fen":0e0}', { fen: 0 }],
  ['{"no":"410823199001011234"}', { no: '410823199001011234' }],
])('%s is itself', (text, value) => expect(exactJson(text)).toEqual(value));

test.each([
  ['{"fen":1000.00000000000000001}', '≈1000.00000000000000001'],
  ['{"fen":9007199254740993}', '≈9007199254740993'],
  ['{"fen":1e400}', '≈1e400'],
  ['{"fen":-1e-400}', '≈-1e-400'],
])('%s is not the number nearby', (text, fen) => expect(exactJson(text)).toEqual({ fen }));

test('whatever JavaScript wrote is read as it was', () => {
  const value = fc.dictionary(
    fc.string(),
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.maxSafeInteger()),
  );
  fc.assert(
    fc.property(
      value,
      (said) => void expect(exactJson(JSON.stringify(said))).toEqual(JSON.parse(JSON.stringify(said))),
    ),
  );
});
