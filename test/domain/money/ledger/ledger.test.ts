// docs/spec/money.md 1, 2, 14: an entry balances or does not exist, what is taken back leaves what was before, and the sides agree.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccountId, accountIds, accounts } from '../../../../domain/money/ledger/accounts.ts';
import { openBook } from '../../../../domain/money/ledger/book.ts';
import { balanced, type Entry, isNoEntry, type Line, moved, reversed } from '../../../../domain/money/ledger/entry.ts';
import { trialBalance } from '../../../../domain/money/ledger/trial-balance.ts';

const bank = { account: 'bank', key: '4100' } as const;
const arrived = { account: 'case.arrived', key: 'case-1' } as const;
const held = { account: 'case.held', key: 'case-1' } as const;
const lot = 'case-1/r-1';

describe('an entry', () => {
  const line = (more: Partial<Line>): Line => ({ ...bank, lot, side: 'debit', fen: 100n, ...more });

  test('moves a sum of one lot from one place to another', () => {
    expect(balanced(moved(bank, arrived, lot, 100n))).toEqual([
      { ...bank, lot, side: 'debit', fen: 100n },
      { ...arrived, lot, side: 'credit', fen: 100n },
    ]);
  });

  test.each([
    ['nothing', [], 'empty'],
    ['one side', [line({})], 'unbalanced'],
    ['different sums', [line({}), line({ ...arrived, side: 'credit', fen: 99n })], 'unbalanced'],
    ['two lots that balance together alone', [line({}), line({ ...arrived, side: 'credit', lot: 'case-1/r-2' })], 'unbalanced'],
    ['no sum', [line({ fen: 0n }), line({ ...arrived, side: 'credit', fen: 0n })], 'amount-not-positive'],
    ['a negative sum', [line({ fen: -1n }), line({ ...arrived, side: 'credit', fen: -1n })], 'amount-not-positive'],
    ['no lot', [line({ lot: '' }), line({ ...arrived, side: 'credit', lot: '' })], 'lot-missing'],
  ] as const)('of %s is none', (_, lines, refused) => {
    expect(balanced(lines)).toEqual({ refused });
  }); // prettier-ignore
});

const sum = fc.bigInt({ min: 1n, max: 10n ** 15n });
const place = fc.record({ account: fc.constantFrom<AccountId>(...accountIds), key: fc.constantFrom('a', 'b') });
const anyMove = fc
  .tuple(place, place, fc.constantFrom('l-1', 'l-2', 'l-3'), sum)
  .map(([debit, credit, of, fen]) => moved(debit, credit, of, fen));
const anyEntries = fc.array(fc.tuple(fc.array(anyMove, { minLength: 1, maxLength: 3 }), fc.nat(50)), { maxLength: 40 }).map(
  (all): readonly Entry[] =>
    all.map(([moves, day], i) => ({ fact: i + 1, n: 1, postedAt: i * 1000, valueOn: `2026-02-${String(1 + (day % 28)).padStart(2, '0')}`, lines: moves.flat() })),
); // prettier-ignore

describe('whatever is posted', () => {
  test('M1: both sides agree, at every instant and on every day, and what is held is owed', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(41_000), fc.integer({ min: 1, max: 28 }), (entries, instant, day) => {
        expect(entries.every(({ lines }) => !isNoEntry(balanced(lines)))).toBe(true);
        const on = `2026-02-${String(day).padStart(2, '0')}`;
        for (const upTo of [{ postedAt: instant }, { valueOn: on }, undefined]) {
          const all = trialBalance(entries, upTo);
          expect(all.debitFen).toBe(all.creditFen);
          const of = (side: string) => all.accounts.filter(({ account }) => accounts[account].side === side).reduce((fen, { balanceFen }) => fen + balanceFen, 0n); // prettier-ignore
          expect(of('debit')).toBe(of('credit'));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('each lot balances by itself', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const book = openBook();
        for (const { lines } of entries) book.add(lines);
        for (const one of ['l-1', 'l-2', 'l-3']) {
          const rest = book.balances().filter((b) => b.lot === one).reduce((fen, { account, fen: own }) => fen + (accounts[account].side === 'debit' ? own : -own), 0n); // prettier-ignore
          expect(rest).toBe(0n);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('what is taken back, in any order, leaves nothing; and is itself an entry', () => {
    fc.assert(
      fc.property(anyEntries, fc.array(fc.nat()), (entries, order) => {
        const book = openBook();
        for (const { lines } of entries) book.add(lines);
        const shuffled = entries.toSorted((a, b) => (order[a.fact] ?? 0) - (order[b.fact] ?? 0));
        for (const { lines } of shuffled) {
          expect(isNoEntry(balanced(reversed(lines)))).toBe(false);
          book.add(reversed(lines));
        }
        expect(book.balances()).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('M2: a lot below zero in an account that is owed is found, one in an account of the court’s own is not', () => {
    const book = openBook();
    book.add(moved(bank, arrived, lot, 100n));
    book.add(moved(arrived, held, lot, 60n));
    expect(book.belowZero()).toEqual([]);
    book.add(moved(arrived, held, lot, 41n));
    expect(book.belowZero()).toEqual([{ ...arrived, lot, fen: -1n }]);
    const other = openBook();
    other.add(moved(held, bank, lot, 5n));
    expect(other.belowZero().map(({ account }) => account)).toEqual(['case.held']);
  });
});
