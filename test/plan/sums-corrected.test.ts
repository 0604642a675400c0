// A sum that was mistyped is put right; what only reads it follows by itself: docs/decisions/058.
import { describe, expect, test } from 'vitest';
import type { Court } from '../support/given.ts';
import { controlled, triaged } from '../support/histories.ts';

const file = (court: Court, claimFen: number) =>
  court.complete('filing.corrected', { fields: { claimFen }, askedBy: 'p-filing-1' });

describe('a claim that was mistyped', () => {
  const sorted = triaged(controlled());

  test('is raised after schedule and triage: the second round is then due', () => {
    const raised = file(sorted, 900_000_000);
    expect(raised.c.filed.payload.claimFen).toBe(900_000_000);
    expect(raised.deadline('traditional-query').status).toBe('open');
    expect(file(raised, 1_000).c.filed.payload.claimFen).toBe(1_000);
  });

  test('is not lowered below what has been performed: that fact is named', () => {
    const performed = sorted.complete('performance.recorded', { amountFen: 20_000_000 });
    const payload = { fields: { claimFen: 100 }, askedBy: 'p-filing-1', evidence: '申请书' };
    const refused = performed.refused('filing.corrected', { by: 'review', payload });
    expect(refused).toMatchObject({ code: 'has-dependents', missing: [{ id: String(performed.seq('performance.recorded')) }] }); // prettier-ignore
    expect(refused.zh).toContain('数额');
  });
});

test('what a returned asset is worth is put right after the schedule', () => {
  const sorted = triaged(controlled());
  const fact = sorted.seq('query.returned');
  const said = sorted.c.first('query.returned')?.payload;
  const payload = { ...said, assets: said?.assets?.map((a) => ({ ...a, valueFen: 1 })) };
  const sent = { by: 'property-control', payload: { fact, payload, reason: '金额录入有误' } };
  expect(sorted.tries('fact.corrected', sent).seq('fact.corrected')).toBeGreaterThan(fact);
});

test('an asset left out is no sum: the schedule rests on it', () => {
  const sorted = triaged(controlled());
  const fact = sorted.seq('query.returned');
  const said = sorted.c.first('query.returned')?.payload;
  const sent = { by: 'property-control', payload: { fact, payload: { ...said, assets: [] }, reason: '录入有误' } };
  expect(sorted.refused('fact.corrected', sent).code).toBe('has-dependents');
});
