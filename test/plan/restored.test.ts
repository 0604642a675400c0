// 执恢 takes up where the old case stopped: linked to it, with what was in force there and its last days (plan §9, L94).
import { describe, expect, test } from 'vitest';
import { blank, handle } from '../../domain/engine/handle.ts';
import type { Filing } from '../../domain/engine/filing.ts';
import { checkFiling } from '../../domain/engine/filing.ts';
import { readCase } from '../../domain/record/case.ts';
import { foundAgain } from '../support/after-closing-reports.ts';
import type { Court } from '../support/given.ts';
import { law1 } from '../support/given-law.ts';
import { bench, called } from '../support/given-people.ts';
import { closedNoProperty } from '../support/no-property.ts';

const caseNo = '（2026）豫0823执恢12号';
const body = (more: Partial<Filing> = {}): Filing => ({
  ...{ caseNo, filedAt: '2026-10-20T10:00:00+08:00', cause: '民间借贷纠纷', basis: '（2025）豫0823民初456号' },
  claimFen: 25_000_000,
  applicants: [{ name: '张建国', kind: 'person' }],
  respondents: [{ name: '李卫东', kind: 'person' }],
  restoredFrom: '（2026）豫0823执123号',
  ...more,
});
const files = (old: Court | undefined, more: Partial<Filing> = {}) => {
  const now = Date.parse('2026-10-20T10:00:00+08:00');
  const actor = { ...called('filing'), via: 'api' } as const;
  const outcome = handle(blank, { kind: 'file', body: body(more), actor, people: bench, restored: old?.c }, { now, wokenFor: null, inForce: law1, laws: () => law1 }); // prettier-ignore
  return { answer: outcome.answer, c: outcome.advanced && readCase(outcome.advanced.record) };
};

const sealed = foundAgain().complete('asset.sealed', 'a-9', { until: '2028-10-20' });
const restored = sealed.complete('restoration.decided', { newCaseNo: caseNo }, { by: 'director' });

describe('a filing that restores a case', () => {
  test('is linked to it, and takes its controls over, each in its order and to its last day', () => {
    const { c } = files(restored);
    expect(c?.all('case.linked').map(({ payload }) => payload)).toEqual([{ caseNo: '（2026）豫0823执123号', as: 'restored', kind: 'no-property', closedOn: '2026-04-21' }]); // prettier-ignore
    const [taken] = c?.all('asset.taken-over') ?? [];
    expect(taken?.payload).toMatchObject({ id: 'a-9', kind: 'vehicle', measure: 'sealed', order: 'first', from: '（2026）豫0823执123号', until: '2028-10-20' }); // prettier-ignore
    expect(taken?.via).toBe('system');
    expect(c?.subjects.get('a-9')?.of).toBe('asset');
  });

  test('nothing is in force in the old one any more', () => {
    expect(restored.c.all('asset.passed-on').map(({ subject }) => subject)).toEqual(['a-9']);
  });

  test('of a case that is not here is linked and believed', () => {
    expect(files(undefined).c?.all('case.linked')[0]?.payload).toEqual({ caseNo: '（2026）豫0823执123号', as: 'restored' }); // prettier-ignore
  });

  test.each([
    ['whose restoration nobody decided', closedNoProperty()],
    ['whose restoration was refused', foundAgain().complete('restoration.decided', { granted: false }, { by: 'director' })], // prettier-ignore
    ['that goes on under another number', sealed.complete('restoration.decided', { newCaseNo: '（2026）豫0823执恢13号' }, { by: 'director' })], // prettier-ignore
  ])('is refused of a case %s', (_, old) => {
    const { answer, c } = files(old);
    expect(answer).toMatchObject({ code: 'not-approved', missing: [{ id: 'restoration.decided' }] });
    expect(c).toBeUndefined();
  });

  test.each([
    ['unknown-field', 'under another kind of number', { caseNo: '（2026）豫0823执124号' }],
    ['bad-case-number', 'with a number that is none', { restoredFrom: '那一件' }],
  ])('%s: %s', (code, _, more) => expect(checkFiling(body(more), '豫0823')).toMatchObject({ code }));
});
