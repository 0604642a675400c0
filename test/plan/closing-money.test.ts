// What of its money keeps a case from being closed, and its dossier from being put away (docs/spec/money.md 14).
import { describe, expect, test } from 'vitest';
import { checklist } from '../../domain/plan/closing/checklist.ts';
import type { Court } from '../support/given.ts';
import { feeSeenTo } from '../support/fees.ts';
import { approved, closed, confirmed, controlled, paid, released } from '../support/histories.ts';

const FORM = 'FK-2026-031';
const kind = 'performed' as const;
const met = (court: Court): Court => released(court.complete('performance.completed'));
/** What is missing of money, by the node that mends it. */
const lacking = (court: Court): readonly string[] =>
  court.refused('closing.submitted', { payload: { kind } }).missing.map(({ id }) => id).filter((id) => !id.includes('@')); // prettier-ignore

describe('each sum that lies with the court is told with what moves it on', () => {
  const arrived = () => controlled().at('2026-02-06T10:00').complete('funds.arrived', 'r-7');
  const applied = () => confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7');

  test.each([
    ['not confirmed', met(arrived()), 'funds.confirmed'],
    ['not applied for', met(confirmed()), 'payout.applied'],
    ['not reviewed', met(applied()), 'payout.material-reviewed'],
    ['not approved', met(applied().complete('payout.material-reviewed', FORM)), 'payout.approved'],
    ['not paid', met(approved()), 'payout.paid'],
    ['on its way', met(approved().complete('payout.sent', FORM, { reference: 'ZL-1' })), 'payout.paid'],
    ['to be refunded', met(confirmed().complete('payout.applied', 'r-7', { to: 'refund' })), 'payout.material-reviewed'],
    ['come back', met(approved().complete('payout.paid', FORM).complete('payout.returned', FORM)), 'payout.applied'],
  ])('%s', (_, court, node) => {
    expect(lacking(feeSeenTo(court))).toEqual([node]);
  }); // prettier-ignore

  test('part of it each where it is', () => {
    const court = met(confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7', { amountFen: 100 }));
    expect(lacking(feeSeenTo(court))).toEqual(['payout.applied', 'payout.material-reviewed']);
  });

  test('what the bank took back lies nowhere', () => {
    const back = feeSeenTo(met(confirmed().complete('funds.reversed', 'r-7')));
    expect(back.answer('closing.submitted', { payload: { kind } })).toMatchObject({ accepted: true });
  });
});

describe('the fee', () => {
  const ask = { payload: { kind } };

  test('is asked for where something was collected, as unexplained money where nothing else is left', () => {
    const refusal = paid().refused('closing.submitted', ask);
    expect([refusal.code, refusal.missing.map(({ id }) => id)]).toEqual(['unexplained-money', ['fee.assessed']]);
  });

  test('assessed it is to be taken; waived it is not', () => {
    const due = 365_000;
    const assessed = paid().complete('fee.assessed', { feeFen: due });
    expect(assessed.refused('closing.submitted', ask).missing.map(({ id }) => id)).toEqual(['fee.taken']);
    const waived = assessed.complete('fee.assessed', { feeFen: 0, waived: true, document: '决定书' }, { by: 'president' }); // prettier-ignore
    expect(waived.answer('closing.submitted', ask)).toMatchObject({ accepted: true });
  });

  test('assessed of less than was collected in the end it is assessed anew', () => {
    const early = controlled().complete('fee.assessed', { feeFen: 0 });
    expect(paid(approved(confirmed(early))).refused('closing.submitted', ask).missing[0]).toMatchObject({ id: 'fee.assessed' }); // prettier-ignore
  });

  test('of nothing is nothing; of what was performed past the court after the notice it is due', () => {
    const settles = released(controlled().complete('performance.completed', { how: 'settlement' }));
    expect(settles.answer('closing.submitted', ask)).toMatchObject({ accepted: true });
    expect(
      met(controlled())
        .refused('closing.submitted', ask)
        .missing.map(({ id }) => id),
    ).toEqual(['fee.assessed']);
  });
});

test('what other records know of stands in the checklist, each with what mends it', () => {
  const court = feeSeenTo(paid());
  const underway = [{ id: 'funds.claimed', zh: '不明款 u-1 已提出认领到本案' }];
  const of = (known?: typeof underway) =>
    checklist(court.c, kind, { now: court.now, deadlines: [], ...(known && { underway: known }) }).items.find(({ id }) => id === 'money-underway'); // prettier-ignore
  expect(of(underway)).toMatchObject({ met: false, gaps: [{ node: 'funds.claimed' }] });
  expect(of([])).toMatchObject({ met: true });
  expect(of()).toBeUndefined();
});

describe('a dossier is not put away right after the bank sent money back', () => {
  // closed on Friday 02-13; 02-15 to 02-23 are days of rest
  const bounced = () => closed().at('2026-02-14T09:00').complete('payout.returned', FORM);

  test('but once three working days have passed', () => {
    expect(bounced().at('2026-02-25T10:00').refused('dossier.archived').code).toBe('too-early');
    expect(bounced().at('2026-02-28T10:00').answer('dossier.archived', {})).toMatchObject({ accepted: true });
  });

  test('as long as the court has set', () => {
    const none = bounced().publish({ courtSettings: { ...bounced().lookUp({ rules: 1, calendar: 1, settings: 1 }).courtSettings, bounceWait: 0 } }); // prettier-ignore
    expect(none.at('2026-02-24T10:00').answer('dossier.archived', {})).toMatchObject({ accepted: true });
  });
});
