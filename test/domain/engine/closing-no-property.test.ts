import { describe, expect, test } from 'vitest';
import { given } from '../../support/given.ts';
import { controlled } from '../../support/histories.ts';

const ids = (missing: readonly { id: string }[]) => missing.map((m) => m.id);

describe('closing for lack of property (终本)', () => {
  const kind = { payload: { kind: 'no-property' } };

  test('is refused with its gates, each with its article', () => {
    const refusal = given().filed().assigned().refused('case.closed', kind);
    expect(refusal).toMatchObject({ code: 'gates-open', basis: '武法〔2022〕11号 三·七10' });
    expect(ids(refusal.missing)).toEqual([
      ...['Z1', 'Z2', 'Z3', 'Z4', 'final-recheck', 'Z6', 'Z7', 'Z10', 'Z11'],
      ...['termination-interview', 'Z13', 'Z14'],
      ...['filing-handover@2', 'reception@2', 'network-query@2', 'related-cases@2', 'trial-service-record@2'],
      ...['initial-documents@2', 'officer-notice@3', 'closing.submitted', 'closing.reviewed'],
    ]);
    expect(refusal.missing.every((m) => m.basis)).toBe(true);
  });

  test('a gate that the record meets is no longer named', () => {
    const court = controlled().at('2026-04-21');
    const open = ids(court.refused('case.closed', kind).missing);
    expect(['Z7', 'Z8', 'Z11'].filter((gate) => open.includes(gate))).toEqual([]);
  });

  test('three months must have passed: the earliest day is the one after', () => {
    const open = (at: string) => ids(controlled().at(at).refused('case.closed', kind).missing).includes('Z11');
    expect([open('2026-04-20T23:59:59'), open('2026-04-21')]).toEqual([true, false]);
  });
});
