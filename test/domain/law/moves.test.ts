import { expect, test } from 'vitest';
import { whyMoved } from '../../../domain/law/moves.ts';
import type { NodeId } from '../../../domain/nodes/index.ts';
import { formatInstant } from '../../../domain/time/instant.ts';
import { publications } from '../../support/given-drafts.ts';
import { bookWith } from '../../support/given-law.ts';
import type { Court } from '../../support/given.ts';
import { confirmed } from '../../support/histories.ts';

/** Right before the reminder; money is to be paid out by 02-24. */
const money = confirmed().at('2026-02-21T07:47:59');
const book = bookWith('payout', 0, { within: '20d', reachesOpen: true });
const published = money.publish({ book });
const reminder = formatInstant(money.nextWake?.at ?? 0);
const fact = money.seq('funds.confirmed');
const corrected = (court: Court) =>
  court.complete('fact.corrected', { fact, at: '2026-02-09T10:30:00+08:00' }, { by: 'finance' });

/** The kinds of reason for the move that the last fact of a node brought, of a date that was `from`. */
const why = (court: Court, node: NodeId, from: string) =>
  whyMoved({
    record: court.record,
    seq: court.seq(node),
    from,
    id: `payout:r-7@${fact}`,
    rule: 'payout',
    laws: court.lookUp,
    publications,
    years: [2026, 2026],
  }).map((w) => w.kind);

test('a command that met newer law: the law’s part and the command’s own are told apart', () => {
  expect(why(corrected(published), 'fact.corrected', '2026-02-24')).toEqual(['rule', 'fact']);
  expect(why(published.complete('material.received'), 'material.received', '2026-02-24')).toEqual(['rule']);
});

test('what a case met on waking in the same instant is not told again', () => {
  const woken = published.at(reminder);
  expect(woken.record.slice(money.record.length).map((f) => f.node)).toEqual(['law.applied']);
  expect(why(woken, 'law.applied', '2026-02-24')).toEqual(['rule']);
  expect(why(corrected(woken), 'fact.corrected', woken.deadline('payout').due ?? '')).toEqual(['fact']);
});
