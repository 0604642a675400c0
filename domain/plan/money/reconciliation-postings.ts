// What is decided of a bank's lines and remitted does to the ledger (docs/spec/money.md 3): each line of the bank's is a lot of its own.
import type { reconciliationNodes } from '../../nodes/reconciliation.ts';
import { bankLineKey } from '../../nodes/bank-line.ts';
import { type LedgerPlace, lotOf } from '../../money/ledger/accounts.ts';
import { type Lines, moved } from '../../money/ledger/entry.ts';
import { caseIdOf } from '../../record/case-number.ts';
import type { FactOf } from '../../record/fact.ts';
import { atBank, fenOf, type Posts, recoverableBy } from './places.ts';

type Decided = FactOf<'line.decided'>;
type Moves = (fact: Decided, record: string) => Lines;

const chargesOf = (account: string): LedgerPlace => ({ account: 'charges', key: account });
const interestOf = (account: string): LedgerPlace => ({ account: 'bank-interest', key: account });
const differenceOf = (line: Decided['payload']['line']): LedgerPlace => ({
  account: 'difference',
  key: bankLineKey(line),
});
const lineLot = (line: Decided['payload']['line']): string => `line/${bankLineKey(line)}`;

/** A whole line moves from one place to another. */
const whole =
  (from: (fact: Decided, record: string) => LedgerPlace, into: (fact: Decided, record: string) => LedgerPlace): Moves =>
  (fact, record) =>
    moved(from(fact, record), into(fact, record), lineLot(fact.payload.line), fenOf(fact.payload.fen));

const bank = ({ payload: { line } }: Decided): LedgerPlace => atBank(line);
const charges = ({ payload: { line } }: Decided): LedgerPlace => chargesOf(line.account);
const interest = ({ payload: { line } }: Decided): LedgerPlace => interestOf(line.account);
const unexplained = ({ payload: { line } }: Decided): LedgerPlace => differenceOf(line);
const proved = (fact: Decided, record: string): LedgerPlace =>
  fact.payload.proved === 'to-recover' ? recoverableBy(record, fact) : charges(fact);

/** THE TABLE by what a line proves to be: debit ← credit is `from`, `to` here. */
const byDecision: Readonly<Record<Decided['payload']['as'], Moves>> = {
  charge: whole(charges, bank),
  replenished: whole(bank, charges),
  'bank-interest': whole(bank, interest),
  'interest-remitted': ({ payload: { line, lots = [] } }) =>
    lots.flatMap(({ serial, fen }) => moved(interestOf(line.account), atBank(line), lineLot({ ...line, serial }), fenOf(fen))), // prettier-ignore
  'unknown-debit': whole(unexplained, bank),
  explained: whole(proved, unexplained),
  recovered: ({ payload: { line, of = '', fen } }) => moved(atBank(line), { account: 'recoverable', key: of }, lineLot(line), fenOf(fen)), // prettier-ignore
  drop: () => [],
};

/** What the nodes of reconciliation post. */
export const reconciliationPostings: { readonly [N in keyof typeof reconciliationNodes]: Posts<N> | null } = {
  'reconciliation.opened': null,
  'difference.found': null,
  'difference.settled': null,
  'line.decided': ({ record }, fact) => byDecision[fact.payload.as](fact, record),
  'day.reconciled': null,
  'reconciliation.signed': null,
  'fee.remitted': (_, { payload: { lots, account } }) =>
    lots.flatMap(({ case: named, receipt, lot, fen }) => {
      const own = caseIdOf(named);
      const out = { account: 'fee', key: own } as const;
      return moved(out, atBank(account === undefined ? undefined : { account }), lot ?? lotOf(own, receipt), fenOf(fen)); // prettier-ignore
    }),
};
