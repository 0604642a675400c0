// A party is the same whether it is called by its id or by its name, and what the engine writes of a distribution is the engine's (docs/decisions/187).
import { describe, expect, test } from 'vitest';
import { asRecorded } from '../../domain/engine/as-recorded.ts';
import { disputedHeldFen } from '../../domain/plan/money/disputed-held.ts';
import { readCase } from '../../domain/record/case.ts';
import { answerCode } from '../support/answer-code.ts';
import { bank, distribution as id, planned, share, unmarked } from '../support/distribution-scenes.ts';
import type { Court } from '../support/given.ts';

const [applicant, called] = ['applicant-1', '张建国'];
const [officer, review] = [{ by: 'officer' }, { by: 'review' }] as const;
const wants = (party: string, fen = 17_000_000) => [{ party, fen }, { party: bank, fen: 25_000_000 - fen }]; // prettier-ignore
const objects = (court: Court, party: string, name: string) => court.tries('distribution.objected', { subject: id, payload: { party, disputedFen: 2_000_000, ground: '一', wants: wants(name) }, ...officer }); // prettier-ignore
const opposed = (court: Court) => court.complete('distribution.opposed', id, { party: bank, objector: applicant }, officer).at('2026-02-21T09:00'); // prettier-ignore
const sues = (court: Court, party: string) => court.complete('remedy.sought', id, { way: 'lawsuit', party, on: '2026-02-20' }); // prettier-ignore
const others = (court: Court) => court.complete('distribution.objected', id, { party: 'respondent-1', disputedFen: 1_000_000 }, officer); // prettier-ignore
const settles = (sued: readonly string[]) => ({ subject: id, payload: { how: 'corrected', shares: [share(applicant, 14_500_000), share(bank, 10_500_000)], document: '一', sued } }); // prettier-ignore
/** Puts right what a fact says; nothing but its words unless told otherwise. */
const corrects = (court: Court, seq: number | undefined, change: object) => {
  const fact = court.c.record.find((f) => f.seq === seq);
  return { payload: { fact: seq ?? 0, reason: '误', payload: { ...fact?.payload, ...change } }, ...review };
};

describe('by id or by name it is one party', () => {
  const spellings = [applicant, called, ` ${called} `];

  test('what an objection wants', () => {
    for (const name of spellings) {
      const court = objects(planned, bank, name);
      expect(disputedHeldFen(court.c)).toBe(2_000_000);
      expect(court.c.first('distribution.objected')?.payload.wants?.map(({ party }) => party)).toEqual([applicant, bank]); // prettier-ignore
    }
    const twice = { party: bank, disputedFen: 2_000_000, ground: '一', wants: [...wants(called), { party: applicant, fen: 1 }] }; // prettier-ignore
    expect(answerCode(planned, 'distribution.objected', { subject: id, payload: twice, ...officer })).toBe('named-twice'); // prettier-ignore
  });

  test('who has objected, who sues, and who is named as suing', () => {
    for (const objector of spellings)
      for (const suing of spellings)
        for (const named of spellings) {
          const before = sues(opposed(others(objects(planned, objector, applicant))), suing).at('2026-03-14T09:00');
          expect(disputedHeldFen(before.tries('distribution.settled', settles([named])).c)).toBe(2_500_000);
        }
  });

  test('also of two objections that call it otherwise each', () => {
    const two = objects(objects(others(planned), called, applicant), applicant, applicant);
    const before = sues(opposed(two), called).at('2026-03-14T09:00');
    const settled = before.tries('distribution.settled', settles([called]));
    expect(settled.c.first('distribution.settled')?.payload.sued).toEqual([called, applicant]);
    expect(before.c.first('remedy.sought')?.payload.holds).toEqual([called, applicant]);
  });
});

describe('what the engine writes', () => {
  const sum = planned.complete('distribution.objected', id, { party: applicant, disputedFen: 1_000_000 }, officer);
  const suit = sues(opposed(sum), applicant);

  test('is not what somebody sends', () => {
    const named = { party: bank, disputedFen: 2_000_000, ground: '一', wants: wants(applicant), adds: true };
    expect(planned.tries('distribution.objected', { subject: id, payload: named, ...officer }).c.first('distribution.objected')?.payload.adds).toBeUndefined(); // prettier-ignore
    const said = { way: 'lawsuit', party: applicant, on: '2026-02-20', holds: [bank] };
    expect(opposed(sum).tries('remedy.sought', { subject: id, payload: said }).c.first('remedy.sought')?.payload.holds).toEqual([applicant]); // prettier-ignore
  });

  test('stays as it was when the words are put right', () => {
    for (const [node, mark] of [
      ['distribution.objected', 'adds'],
      ['remedy.sought', 'holds'],
    ] as const) {
      // prettier-ignore
      const seq = suit.c.first(node)?.seq;
      const was = suit.c.first(node)?.payload;
      const put = suit.tries('fact.corrected', corrects(suit, seq, { [mark]: undefined, ...(node === 'remedy.sought' ? { caseNo: '一' } : { ground: '二' }) })); // prettier-ignore
      expect(put.c.first(node)?.payload).toMatchObject({ [mark]: (was as Record<string, unknown>)[mark] });
    }
  });

  test('is not written into what was recorded before it was', () => {
    const c = readCase(unmarked(suit.c.record));
    for (const node of ['distribution.objected', 'remedy.sought'] as const) {
      const { seq: fact, payload } = c.first(node) ?? {};
      const said = { node: 'fact.corrected', subject: null, payload: { fact, reason: '误', payload } } as const;
      expect(asRecorded(c, said, 'p-1')).toEqual(said.payload);
    }
  });
});

test('whose objection somebody opposes, and who takes part, is not put right: it is taken back and said anew', () => {
  const court = opposed(others(objects(planned, applicant, applicant)));
  const opposition = court.c.first('distribution.opposed')?.seq;
  const part = court.c.first('participation.applied')?.seq;
  for (const change of [
    { objector: 'respondent-1' },
    { objector: '无此人' },
    { party: 'respondent-1' },
    { objector: undefined },
  ])
    // prettier-ignore
    expect(answerCode(court, 'fact.corrected', corrects(court, opposition, change))).toBe('not-correctable');
  expect(answerCode(court, 'fact.corrected', corrects(court, part, { creditor: '无此人' }))).toBe('not-correctable');
  expect(answerCode(court, 'fact.corrected', corrects(court, opposition, { toldOn: '2026-02-06' }))).toBe('accepted');
});

test('an opposition on which a suit rests is not taken back', () => {
  const both = opposed(others(objects(planned, applicant, applicant)));
  const court = sues(both.complete('distribution.opposed', id, { party: bank, objector: 'respondent-1' }, officer), applicant); // prettier-ignore
  const [first, second] = court.c.all('distribution.opposed').map(({ seq }) => seq);
  const takes = (fact = 0) => answerCode(court, 'fact.withdrawn', { payload: { fact, reason: '误' }, ...review });
  expect([takes(first), takes(second)]).toEqual(['has-dependents', 'accepted']);
});
