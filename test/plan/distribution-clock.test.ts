// When money that several claim becomes payable: docs/spec/money.md 5, 7.3.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDate } from '../../domain/time/civil-date.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { duesOf } from '../../domain/plan/money/objection-times.ts';
import { partsLeft } from '../../domain/plan/money/parts.ts';
import { restFen } from '../../domain/plan/money/readings.ts';
import type { Court } from '../support/given.ts';
import { explain, statusZh } from '../../domain/words/because.ts';
import { confirmed, released } from '../support/histories.ts';
import { bank, distribution as id, document, free, known, objected, own, pay, planned, served, settled, share, shareOut, theirs, unserved } from '../support/distribution-scenes.ts'; // prettier-ignore

const fen = 10_000_000;
const payouts = (court: Court) => court.deadlines('payout').map(({ status, due }) => [status, due]);
const parts = (court: Court) => moneyOverview(court.c)[0]?.parts.map(({ fen: of, leftFen }) => [of, leftFen]);

describe('a payout that ends without all being paid says what became of it', () => {
  const words = (court: Court, i: number) => {
    const { because, status } = court.deadlines('payout')[i] ?? { because: [], status: 'open' };
    const ended = because.find(({ step }) => step === 'ended');
    return [statusZh(status, because), ended === undefined ? '' : explain(ended)];
  };

  test('taken into a plan, disputed, put off in part', () => {
    const [word, sentence = ''] = words(planned, 0);
    expect(word).toBe('了结');
    expect(sentence).toContain('250000.00元列入分配方案，没有发放');
    expect(sentence).not.toContain('按期');
    const late = free(planned).complete('distribution.objected', id, { disputedFen: 25_000_000, excuse: '疫情封控，准许顺延' }, { by: 'officer' }); // prettier-ignore
    expect(words(late, 1)[1]).toContain('250000.00元在分配中有争议');
    const part = pay(confirmed().complete('payout.delay-approved', 'r-7', { ground: 'other', until: '2026-03-20', amountFen: fen }, { by: 'president' }), 15_000_000, 'f-1'); // prettier-ignore
    expect(words(part, 0)[1]).toContain('100000.00元经批准延期发放');
    expect(words(pay(pay(free(planned), 15_000_000, 'f-1'), fen, 'f-2', theirs), 1)[0]).toBe('按期完成');
  });

  test('and that it had been late before', () => {
    const late = known.at('2026-02-26T09:00').complete('distribution.planned', { receipts: ['r-7'] });
    expect(words(late, 0)[1]).toContain('此前已经逾期');
    expect(late.deadlines('payout')[0]?.status).toBe('done-late');
  });
});

describe('what a plan distributes', () => {
  test('is shown as payable from when the last day has run as it rolls over days of rest', () => {
    const shown = (court: Court, dueOf?: ReturnType<typeof duesOf>) => formatInstant(moneyOverview(court.c, dueOf)[0]?.parts[1]?.payableAt ?? 0); // prettier-ignore
    const rolled = duesOf(planned.derived.filter(({ rule }) => rule === 'distribution-objection'));
    expect(shown(free(planned), rolled)).toBe('2026-02-25T00:00:00+08:00');
    expect(shown(planned, rolled), 'also before').toBe('2026-02-25T00:00:00+08:00');
    expect(shown(free(planned)), 'nobody looked at a calendar').toBe('2026-02-22T00:00:00+08:00');
  });

  test('leaves the payout from the plan on, and opens anew when everybody’s fifteen days have run', () => {
    expect(payouts(planned)).toEqual([['done', '2026-02-24']]);
    expect(payouts(planned.at('2026-02-24T23:59'))).toHaveLength(1);
    expect(payouts(free(planned))).toEqual([['done', '2026-02-24'], ['open', '2026-03-06']]); // prettier-ignore
    expect(payouts(pay(pay(free(planned), 15_000_000, 'f-1'), fen, 'f-2', theirs))).toEqual([['done', '2026-02-24'], ['done', '2026-03-06']]); // prettier-ignore
  });

  test('is not payable while one of them has not been served', () => {
    const recipients = ['applicant-1', 'respondent-1'];
    const two = recipients.reduce(
      (court, to) => court.complete('service.recorded', `d-1.${to}`, { on: '2026-02-06', outcome: 'served' }),
      unserved.complete('documents.issued', { id: 'd-1', kind: 'distribution-plan', recipients: [...recipients, { id: 'bank', name: bank }] }), // prettier-ignore
    );
    expect(payouts(two.at('2026-03-20T09:00'))).toHaveLength(1);
    const all = two.at('2026-03-20T09:00').complete('service.recorded', 'd-1.bank', { on: '2026-03-20', outcome: 'served' }); // prettier-ignore
    expect(payouts(all.at('2026-04-08T09:00')).at(-1)).toEqual(['open', '2026-04-17']);
  });

  test('waits for its settlement as far as it is disputed', () => {
    const undisputed = free(objected);
    expect(payouts(undisputed)).toEqual([['done', '2026-02-24'], ['open', '2026-03-06']]); // prettier-ignore
    expect(parts(undisputed)).toEqual([[25_000_000, 0], [15_000_000, 15_000_000]]); // prettier-ignore
    const end = settled(pay(undisputed, 15_000_000, 'f-1'));
    expect(payouts(end)).toEqual([['done', '2026-02-24'], ['done', '2026-03-06'], ['open', '2026-03-13']]); // prettier-ignore
    expect(payouts(pay(end, fen, 'f-2', theirs)).at(-1)?.[0]).toBe('done');
  });

  test('opens nothing where all of it is disputed, in time or late', () => {
    const all = { disputedFen: 25_000_000 };
    expect(payouts(free(planned.complete('distribution.objected', id, all)))).toEqual([['done', '2026-02-24']]);
    expect(payouts(free(planned.at('2026-02-23T09:00').complete('distribution.objected', id, all)))).toEqual([['done', '2026-02-24']]); // prettier-ignore
    const late = free(planned).complete('distribution.objected', id, { ...all, excuse: '疫情封控，准许顺延' }, { by: 'officer' }); // prettier-ignore
    expect(payouts(late)).toEqual([['done', '2026-02-24'], ['done', '2026-03-06']]); // prettier-ignore
    expect(
      payouts(late.at('2026-03-13T09:00').complete('distribution.settled', id, { how: 'corrected', document })).at(
        -1,
      )?.[0],
    ).toBe('open');
  });

  test('is its sum alone: what is not distributed is paid in time', () => {
    const part = served(known.complete('distribution.planned', { receipts: ['r-7'], ...shareOut(fen) }), '2026-02-06'); // prettier-ignore
    expect(payouts(part)).toEqual([['open', '2026-02-24']]);
    expect(parts(free(part))).toEqual([[25_000_000, 15_000_000], [fen, fen]]); // prettier-ignore
    expect(payouts(free(part))).toEqual([['open', '2026-02-24'], ['open', '2026-03-06']]); // prettier-ignore
  });

  test('and what came back of it is a part of its own', () => {
    const paid = pay(free(objected), 15_000_000, 'f-1');
    const back = paid.complete('payout.returned', 'f-1', { amountFen: 15_000_000 });
    expect(payouts(back).map(([status]) => status)).toEqual(['done', 'done', 'open']);
  });

  test('stands still while the rest is put off, and takes what was put off of it only then', () => {
    const whole = free(planned.complete('payout.delay-approved', 'r-7', { ground: 'distribution', until: '2026-03-20' }, { by: 'president' })); // prettier-ignore
    expect(payouts(whole).map(([status]) => status)).toEqual(['done', 'suspended']);
    const portion = free(planned.complete('payout.delay-approved', 'r-7', { ground: 'other', until: '2026-03-20', amountFen: fen }, { by: 'president' })); // prettier-ignore
    expect(payouts(pay(portion, 15_000_000, 'f-1'))).toEqual([['done', '2026-02-24'], ['done', '2026-03-06']]); // prettier-ignore
    expect(payouts(pay(portion, 15_000_000, 'f-1').at('2026-03-21T09:00')).at(-1)).toEqual(['open', '2026-03-30']);
  });
});

test('a case whose ground to close holds is not ready while a plan is open, and is when what it frees has been paid', () => {
  const met = released(planned.complete('performance.completed'));
  expect(met.deadlines('close')).toEqual([]);
  expect(free(met).deadlines('close')).toEqual([]);
  const paid = pay(pay(free(met), 15_000_000, 'f-1'), fen, 'f-2', theirs);
  expect(paid.deadline('close')).toMatchObject({ status: 'open', opened: '2026-02-25T09:00' });
});

test('whatever comes of a plan, in the end what is left of the parts is what is left of the receipt', () => {
  const step = fc.record({
    what: fc.constantFrom('objects', 'opposes', 'defers', 'ends', 'pays', 'returns', 'settles'),
    fen: fc.integer({ min: 1, max: 25_000_000 }),
    days: fc.integer({ min: 0, max: 12 }),
    party: fc.constantFrom('applicant-1', bank, 'respondent-1'),
  });
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { maxLength: 12 }), (isServed, steps) => {
      let court = isServed ? planned : unserved;
      let day: CivilDate = '2026-02-07';
      for (const [i, { what, fen: amountFen, days, party }] of steps.entries()) {
        day = addDays(day, days);
        court = court.at(`${day}T${String(10 + i)}:00`);
        const form = `f-${i}`;
        const whom = party === bank ? theirs : own;
        const [first] = court.c.all('payout.paid').slice(-1);
        const before = court;
        court = {
          objects: () => before.tries('distribution.objected', { subject: id, payload: { party, disputedFen: amountFen, ground: '一' } }),
          opposes: () => before.tries('distribution.opposed', { subject: id, payload: { party } }),
          defers: () => before.tries('payout.delay-approved', { subject: 'r-7', payload: { ground: amountFen % 2 ? 'distribution' : 'other', reason: '一', until: '2026-04-02', amountFen }, by: 'president' }),
          ends: () => before.tries('deferral.ended', { subject: 'r-7', payload: { on: '2026-02-28', why: '一' } }),
          pays: () => before.tries('payout.applied', { subject: 'r-7', payload: { form, amountFen, ...whom } }).tries('payout.material-reviewed', { subject: form, payload: { passed: true } }).tries('payout.approved', { subject: form, payload: { amountFen }, by: 'president' }).tries('payout.paid', { subject: form, payload: { amountFen, ...whom, reference: form } }),
          returns: () => before.tries('payout.returned', { subject: first?.subject ?? '', payload: { amountFen: first?.payload.amountFen, reference: `t-${i}`, reason: '一' } }),
          settles: () => before.tries('distribution.settled', { subject: id, payload: { how: amountFen % 2 ? 'unopposed' : 'corrected', document: '一', shares: [share('applicant-1', 15_000_000), share(bank, fen)] } }),
        }[what]();
      }
      const over = court.at('2026-06-30T09:00');
      const left = partsLeft(over.c, 'r-7').reduce((sum, each) => sum + each.leftFen, 0);
      const isOver = over.c.first('distribution.settled') !== undefined;
      if (isOver) expect(left).toBe(restFen(over.c, 'r-7'));
      else expect(left).toBeLessThanOrEqual(restFen(over.c, 'r-7'));
      expect(over.deadlines('payout').some(({ status }) => status === 'open')).toBe(left > 0);
    }),
    { numRuns: 20 },
  );
}, 60_000); // prettier-ignore
