import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derive } from '../../../domain/engine/derive.ts';
import { asFact, type Fact } from '../../../domain/record/fact.ts';
import type { Law } from '../../../domain/plan/law.ts';
import { shiftsUnder } from '../../../domain/law/preview.ts';
import { readCase } from '../../../domain/record/case.ts';
import { deadlineRow, type RuleId, ruleIds } from '../../../domain/plan/deadlines.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { type Court, given } from '../../support/given.ts';
import { law1, lawLibrary } from '../../support/given-law.ts';
import { approved, closed, confirmed, controlled, paid } from '../../support/histories.ts';

/** The law of a release that did not have some rows yet. */
const without = (...rules: readonly RuleId[]): Law => ({
  ...law1,
  book: new Map([...law1.book].filter(([rule]) => !rules.includes(rule))),
});
const LATER = { ...law1, rules: 2 };
const filedWithout = (...rules: readonly RuleId[]): Court => given({}, without(...rules)).filed('2026-01-20T16:20');
const released = (court: Court): Court => court.publish({ book: law1.book });
const kinds = (court: Court, rule: RuleId) =>
  court.log.filter((l) => l.rule === rule).map((l) => (l.rung === null ? l.type : `${l.type} ${l.rung}`));

const closedWithout = (rule: RuleId): Court =>
  closed(paid(approved(confirmed(controlled(given({}, without(rule)).filed())))));

describe('a row that a case began without', () => {
  test('is no deadline of it until it has met a law that knows it', () => {
    const court = filedWithout('reception').at('2026-01-20T18:00');
    expect(court.deadlines('reception')).toEqual([]);
    expect(released(court).complete('material.received').deadline('reception')).toMatchObject({ due: '2026-01-20' });
  });

  test('fires nothing of the past: it is logged as taken over, and the ladder climbed from the day on which it is met', () => {
    // due on 01-20: reminded, urged on 01-21, supervised on 01-22; criticised on 01-25
    const met = released(filedWithout('reception').at('2026-01-23T09:00')).complete('material.received');
    expect(kinds(met, 'reception')).toEqual(['opened', 'taken-over remind', 'taken-over urge', 'taken-over supervise', 'rung remind', 'rung urge']); // prettier-ignore
    const about = (court: Court) => court.notices.filter((n) => n.deadline?.startsWith('reception'));
    expect(
      about(met).map((n) => n.rung),
      'one notice for the highest',
    ).toEqual(['urge']);
    expect(met.record.filter((f) => JSON.stringify(f.payload).includes('reception@'))).toEqual([]);
    expect(met.at('2026-01-24T08:59').rungs('reception').at(-1)).toContain('urge');
    const later = met.at('2026-01-26');
    expect(later.rungs('reception').at(-1)).toBe('2026-01-24T09:00 supervise reception@2');
    expect(about(later)).toHaveLength(2);
  });

  test('also for a case whose worker was down when it was to wake: what nobody could know warned nobody', () => {
    const met = released(filedWithout('reception').at('2026-01-20T17:00')).workerDownUntil('2026-01-24T09:00');
    expect(kinds(met, 'reception')).not.toContain('rung supervise');
  });

  test('that was done before it was known is done, and stays so under later law', () => {
    const met = released(filedWithout('reception').complete('reception.held').at('2026-02-01')).complete(
      'material.received',
    );
    expect(met.deadline('reception').status).toBe('done');
    expect(met.publish({}).complete('query.started').deadline('reception').status).toBe('done');
  });

  test('is nothing where the newest law lacks it too: a worker that is newer than the migration', () => {
    const court = filedWithout(...ruleIds);
    expect(court.derived).toEqual([]);
    expect(court.assigned().at('2026-03-01').deadlines()).toEqual([]);
    const { record, now } = court;
    expect(shiftsUnder({ caseId: 'x', caseNo: 'x', record, now }, without('close'), lawLibrary([law1]))).toEqual([]);
  });

  test('counts back from nothing while that is not known', () => {
    const court = filedWithout('case-limit-statutory');
    expect(court.deadlines('six-month-report')).toEqual([]);
    expect(released(court).assigned().deadline('six-month-report').due).toBe('2026-06-18');
  });

  test('reaches what is closed while a clock runs, and not what is archived, unless it runs after closing', () => {
    const dead = (court: Court) => released(court).at('2026-03-20').complete('fact.corrected', { fact: court.seq('reception.held'), reason: '笔误', payload: { ...(court.c.first('reception.held')?.payload ?? {}), contact: '13800000009' } }, { by: 'reception' }); // prettier-ignore
    expect(
      released(closedWithout('related-cases')).complete('dossier.archived').deadlines('related-cases'),
    ).toHaveLength(1);
    expect(dead(closedWithout('related-cases').complete('dossier.archived')).deadlines('related-cases')).toEqual([]);
    expect(dead(closedWithout('archive').complete('dossier.archived')).deadlines('archive')).toHaveLength(1);
  });

  test('is seen by a rollout: also what it opens only later', () => {
    const opened = (rule: RuleId) => {
      const { record, now } = confirmed(controlled(given({}, without(rule)).filed()));
      const laws = lawLibrary([without(rule), LATER]);
      return shiftsUnder({ caseId: 'x', caseNo: 'x', record, now }, LATER, laws).map((s) => [s.deadline, s.from]);
    };
    expect(opened('six-month-report')).toEqual([['six-month-report@2', null]]);
    expect(opened('payout-late-approval').map(([id]) => id)).toEqual([
      expect.stringContaining('payout-late-approval:r-7@'),
    ]);
  });
});

test('one rule more or less: deriving never throws, and no deadline of another rule changes', () => {
  /** Rows that follow from others. */
  const follows: Partial<Record<RuleId, readonly RuleId[]>> = {
    payout: ['payout-late-approval'],
    'case-limit-statutory': ['six-month-report'],
  };
  const others = (record: readonly Fact[], laws: readonly Law[], rule: RuleId) => {
    const gate: readonly RuleId[] = deadlineRow(rule).required === undefined ? [] : ['close']; // opens once what is required is over
    const apart: readonly RuleId[] = [rule, ...(follows[rule] ?? []), ...gate, 'supervised-matter'];
    return derive(readCase(record), lawLibrary(laws)).filter((d) => !apart.includes(d.rule));
  };
  fc.assert(
    fc.property(drawings(30), fc.constantFrom(...ruleIds), (draws, rule) => {
      const { record, now } = lived(begun(), draws).court;
      const known = others(record, [law1], rule);
      expect(others(record, [without(rule)], rule)).toEqual(known);
      const payload = { rules: 2, calendar: 1, settings: 1 };
      const [first] = record;
      if (first === undefined) throw new Error('nothing was filed');
      const met = [...record, asFact({ ...first, seq: record.length + 1, at: now, recordedAt: now, payload })];
      const under = (law: Law) => others(met, [law, LATER], rule);
      expect(under(without(rule)), 'once it has come').toEqual(under(law1));
    }),
    { numRuns: 60 },
  );
});
