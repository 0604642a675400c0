// engine.md 26, 5; plan.md D8: from when a ladder counts.
import { describe, expect, test } from 'vitest';
import { nodes } from '../../../domain/nodes/index.ts';
import { type Court, given } from '../../support/given.ts';

const filed = given().filed('2026-01-20T16:20');
const lines = (court: Court, rule: string) => court.rungs(rule).map((r) => r.replace(/ \S+@\d+/, ''));
const at = (day: number) => `2026-01-${day}T09:00:00+08:00`;
const funds = [
  { node: 'funds.arrived', subject: 'r-1', at: at(21), payload: { ...nodes['funds.arrived'].example } },
  { node: 'funds.confirmed', subject: 'r-1', at: at(22), payload: { ...nodes['funds.confirmed'].example } },
];

describe('what is overdue in the second in which it is recorded', () => {
  test('a return recorded a month late: urged now, supervised a day later, criticised no sooner', () => {
    const late = filed
      .at('2026-02-24T09:00')
      .complete('query.started', {}, { at: '2026-01-21T09:00' })
      .complete('query.returned', {}, { at: '2026-01-21T10:30' });
    expect(late.rungs('freeze-online').every((l) => l.startsWith('2026-02-24T09:00'))).toBe(true);
    expect(late.at('2026-02-25T08:59').deadline('freeze-online').rung).toBe('urge');
    expect(late.at('2026-02-25T09:00').deadline('freeze-online').rung).toBe('supervise');
    expect(late.at('2026-02-27T23:59').rungs().filter((r) => r.includes('criticise') && r.startsWith('2026-02-2'))).toEqual([]); // prettier-ignore
  });

  test('a discharge withdrawn: from the withdrawal', () => {
    const done = filed.at('2026-01-21T10:00').complete('related-cases.checked');
    const back = done.at('2026-03-02T09:00').complete('fact.withdrawn', { fact: done.seq('related-cases.checked') }, { by: 'property-control' }); // prettier-ignore
    expect(lines(back.at('2026-03-05'), 'related-cases')).toEqual([
      '2026-03-02T09:00 remind, silent',
      '2026-03-02T09:00 urge',
      '2026-03-03T09:00 supervise',
    ]);
  });

  test('a lapse withdrawn: the same', () => {
    const lapsed = filed.at('2026-01-21T10:00').complete('deadline.lapsed', { deadlines: ['related-cases@2'] });
    const back = lapsed.at('2026-03-02T09:00').complete('fact.withdrawn', { fact: lapsed.seq('deadline.lapsed') }, { by: 'review' }); // prettier-ignore
    expect(lines(back.at('2026-03-05'), 'related-cases').at(-1)).toBe('2026-03-03T09:00 supervise');
  });

  test('a filing that turns out to lie earlier: from the correction', () => {
    const corrected = filed.at('2026-04-20T09:00').complete('filing.corrected', { fields: { at: '2026-01-05T09:00:00+08:00' } }); // prettier-ignore
    expect(corrected.deadline('case-limit-ordinary')).toMatchObject({ due: '2026-04-07', overdue: true, rung: 'urge' });
    expect(lines(corrected.at('2026-04-23'), 'case-limit-ordinary').at(-1)).toBe('2026-04-21T09:00 supervise');
  });

  test('an extension withdrawn: from the withdrawal, and nobody is criticised in that second (fault 7)', () => {
    const stop = filed.complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-31' }).at('2026-05-10T09:00');
    const back = stop.complete(
      'fact.withdrawn',
      { fact: stop.seq('exclusion.approved') },
      { by: 'supervising-leader' },
    );
    expect(back.deadline('case-limit-ordinary')).toMatchObject({ due: '2026-04-20', overdue: true, rung: 'urge' });
    expect(back.at('2026-05-13T08:59').rungs('supervised-matter').filter((r) => /2026-05.*criticise/.test(r))).toEqual([]); // prettier-ignore
  });

  test('worker down: what only time brought keeps its own instants', () => {
    expect(lines(filed.workerDownUntil('2026-02-20'), 'related-cases')[0]).toMatch(/^2026-01-22T00:00 remind/);
  });
});

describe('a takeover (fault 17)', () => {
  const entered = given().takenOver('2025-06-20T16:20', '2026-03-20T09:00', funds);

  test('money overdue at entry is not silent: its ladder is climbed once more from the entry', () => {
    expect(lines(entered.at('2026-03-22'), 'payout')).toEqual([
      expect.stringMatching(/remind, fired 2026-03-20T09:00, taken over$/),
      expect.stringMatching(/urge, fired 2026-03-20T09:00, taken over$/),
      expect.stringMatching(/supervise, fired 2026-03-20T09:00, taken over$/),
      expect.stringMatching(/beyond-law, fired 2026-03-20T09:00, taken over$/),
      '2026-03-20T09:00 remind, silent',
      '2026-03-20T09:00 urge',
      '2026-03-21T09:00 supervise',
    ]);
    const about = entered
      .at('2026-03-22')
      .c.all('supervision.opened')
      .map((f) => f.payload.deadline?.split(/[:@]/)[0]);
    expect(about).toContain('payout');
    expect(entered.at('2026-03-21T08:59').c.all('supervision.opened'), 'not in the second of the entry').toEqual([]);
  });

  test.each(['funds-confirm', 'payout-late-approval', 'payout-30-day-approval', 'case-limit-statutory'])(
    '%s too',
    (rule) => {
      const open = given().takenOver('2025-06-20T16:20', '2026-03-20T09:00', rule === 'funds-confirm' ? funds.slice(0, 1) : funds); // prettier-ignore
      expect(open.deadline(rule)).toMatchObject({ overdue: true, rung: 'urge' });
      expect(lines(open.at('2026-03-25'), rule)).toContain('2026-03-21T09:00 supervise');
    },
  );

  test.each(['reception', 'related-cases', 'case-limit-ordinary'])('%s stays silent', (rule) => {
    expect(entered.deadline(rule)).toMatchObject({ overdue: true, rung: null });
    expect(lines(entered.at('2026-06-01'), rule).every((l) => l.endsWith('taken over'))).toBe(true);
  });

  test('the summary names them, for the officer and for review', () => {
    const [summary] = entered.notices.filter((n) => n.kind === 'taken-over');
    expect(summary?.text).toContain('发放案款 r-1');
    expect(summary?.to.map((t) => t.role)).toEqual(['command', 'review']);
  });

  test('within a day of filing nothing is taken over: it counts from the recording', () => {
    const court = given().takenOver('2026-01-20T16:20', '2026-01-21T09:00');
    expect(lines(court.at('2026-01-23'), 'reception')).toEqual([
      '2026-01-21T09:00 remind, silent',
      '2026-01-21T09:00 urge',
      '2026-01-22T09:00 supervise',
    ]);
  });
});
