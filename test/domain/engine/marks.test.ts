// What is shown beside the mark of a deadline: plan §3 (`delay.justified`, `delay.accepted`), §5 (`delayedWithoutApproval`).
import { describe, expect, test } from 'vitest';
import { explain } from '../../../domain/words/because.ts';
import { type Court, given } from '../../support/given.ts';
import { confirmed } from '../../support/histories.ts';

const beside = (court: Court, rule: string, subject?: string) =>
  court
    .deadline(rule, subject)
    .because.filter(({ step }) => ['without-approval', 'justified', 'accepted'].includes(step))
    .map((b) => explain(b));

const matterOf = (court: Court) =>
  court.c.all('supervision.opened').find((f) => f.payload.deadline === 'reception@2')?.subject ?? '';

describe('a reason for a delay', () => {
  const late = given().filed('2026-01-20T16:20').at('2026-01-22T09:00');
  const reason = { deadline: 'reception@2', reason: '当事人未到' };
  const justified = late.complete('delay.justified', reason, { by: 'reception' });

  test('stands beside the mark, which stays: also once it is done, and on its matter', () => {
    expect(justified.deadline('reception')).toMatchObject({ status: 'open', overdue: true });
    expect(beside(justified, 'reception')[0]).toContain('当事人未到；逾期仍在');
    const done = justified.complete('reception.held');
    expect(done.deadline('reception').status).toBe('done-late');
    expect(
      done
        .deadline('reception')
        .because.map(({ step }) => step)
        .slice(-2),
    ).toEqual(['justified', 'ended']);
    expect(
      beside(justified.at('2026-01-23'), 'supervised-matter', matterOf(justified.at('2026-01-23'))).join(),
    ).toContain('当事人未到');
    expect(justified.at('2026-01-30').rungs('supervised-matter').join(), 'it stops nothing').toContain('criticise');
  });

  test('accepted by the director, it says so', () => {
    const accepted = justified.complete('delay.accepted', { deadline: 'reception@2', reason: '属实' });
    expect(beside(accepted, 'reception')).toHaveLength(2);
    expect(beside(accepted, 'reception')[1]).toContain('执行局长已认可');
    expect(
      beside(accepted.at('2026-01-23'), 'supervised-matter', matterOf(accepted.at('2026-01-23'))).join(),
    ).toContain('执行局长已认可');
  });
});

describe('a payout approved after its due', () => {
  // arrived and confirmed on 02-06, due on 02-24
  const approvedOn = (day: string, by: string, before = confirmed()) =>
    before
      .at(`${day}T09:00`)
      .complete('payout.applied', 'r-7')
      .complete('payout.material-reviewed', 'FK-2026-031')
      .complete('payout.approved', 'FK-2026-031', {}, { by })
      .complete('payout.paid', 'FK-2026-031');
  const offices = (court: Court) =>
    court.deadline('payout', 'r-7').because.flatMap((b) => (b.step === 'without-approval' ? b.office : []));

  test.each([
    ['2026-02-23', 'director', []],
    ['2026-02-26', 'director', ['supervising-leader']],
    ['2026-02-26', 'supervising-leader', []],
    ['2026-02-26', 'president', []],
    ['2026-03-10', 'supervising-leader', ['president']],
    ['2026-03-10', 'president', []],
  ])('on %s by the %s: paid all the same, marked %j', (day, by, marked) => {
    const court = approvedOn(day, by);
    expect(court.c.first('payout.paid')).toBeDefined();
    expect(offices(court)).toEqual(marked);
  });

  test.each([
    ['2026-02-24', 'director', []],
    ['2026-02-25', 'director', ['supervising-leader']],
    ['2026-02-25', 'supervising-leader', []],
    ['2026-03-09', 'supervising-leader', ['president']],
    ['2026-03-09', 'president', []],
  ])(
    'though it was approved in time, is judged by the day of the payment: %s, approved by the %s: %j',
    (day, by, marked) => {
      const form = 'FK-2026-031';
      const inTime = confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7').complete('payout.material-reviewed', form).complete('payout.approved', form, {}, { by }); // prettier-ignore
      expect(offices(inTime.at(`${day}T09:00`)), 'nothing is marked while it lies with finance').toEqual([]);
      const paid = inTime.at(`${day}T09:00`).complete('payout.paid', form);
      expect(offices(paid)).toEqual(marked);
      if (marked.length > 0) expect(beside(paid, 'payout', 'r-7').join()).toContain('未经批准延期发放');
    },
  );

  test('several forms are marked each, and a form once for an office', () => {
    const part = (court: Court, form: string, day: string, by = 'director') =>
      court.at(`${day}T09:00`).complete('payout.applied', 'r-7', { form, amountFen: 5_000_000 }).complete('payout.material-reviewed', form).complete('payout.approved', form, { amountFen: 5_000_000 }, { by }); // prettier-ignore
    const pays = (court: Court, form: string, day: string) => court.at(`${day}T10:00`).complete('payout.paid', form, { amountFen: 5_000_000 }); // prettier-ignore
    const two = pays(part(pays(part(confirmed(), 'f-1', '2026-02-26'), 'f-1', '2026-02-26'), 'f-2', '2026-02-27'), 'f-2', '2026-03-12'); // prettier-ignore
    expect(offices(two)).toEqual(['supervising-leader', 'supervising-leader', 'president']);
    const facts = two.deadline('payout', 'r-7').because.flatMap((b) => (b.step === 'without-approval' ? b.fact : []));
    expect(facts).toEqual([two.seq('payout.approved', 'f-1'), two.seq('payout.approved', 'f-2'), two.seq('payout.paid', 'f-2')]); // prettier-ignore
  });

  /** What it was put off for has fallen away that day. */
  const over = (court: Court, on: string) => court.at(`${on}T08:00`).complete('deferral.ended', 'r-7', { on });

  test('a deferral approved after the due lets the money wait from then on', () => {
    const deferred = confirmed()
      .at('2026-02-26T09:00')
      .complete('payout.delay-approved', 'r-7', { until: '2026-03-04' }, { by: 'supervising-leader' });
    expect(offices(approvedOn('2026-03-02', 'director', over(deferred, '2026-03-02')))).toEqual([]);
  });

  test('what was paid in time is not marked for what came back and was paid again', () => {
    const form = 'FK-2026-031';
    const back = approvedOn('2026-02-23', 'director').at('2026-03-02T09:00').complete('payout.returned', form, { amountFen: 100, kind: 'recalled' }); // prettier-ignore
    const again = back
      .at('2026-03-20T09:00')
      .complete('payout.applied', 'r-7', { form: 'FK-2', amountFen: 100 })
      .complete('payout.material-reviewed', 'FK-2')
      .complete('payout.approved', 'FK-2', { amountFen: 100 })
      .complete('payout.paid', 'FK-2', { amountFen: 100 });
    const marked = again.deadlines('payout').map((d) => d.because.flatMap((b) => (b.step === 'without-approval' ? b.office : []))); // prettier-ignore
    expect(marked).toEqual([[], ['president']]);
  });

  test('is not marked under a deferral that was approved in time, until that has run out', () => {
    const deferred = confirmed()
      .at('2026-02-23T09:00')
      .complete('payout.delay-approved', 'r-7', { until: '2026-03-02' }, { by: 'supervising-leader' });
    expect(offices(approvedOn('2026-02-27', 'director', over(deferred, '2026-02-27')))).toEqual([]);
    expect(offices(approvedOn('2026-03-05', 'director', deferred)), 'ten days anew').toEqual([]);
    const presidents = confirmed()
      .at('2026-02-23T09:00')
      .complete('payout.delay-approved', 'r-7', { until: '2026-03-30' }, { by: 'president' });
    expect(offices(approvedOn('2026-03-20', 'director', over(presidents, '2026-03-20')))).toEqual([]);
    expect(offices(approvedOn('2026-04-20', 'director', presidents))).toEqual(['president']);
  });
});
