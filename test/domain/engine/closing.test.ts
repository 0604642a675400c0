import { describe, expect, test } from 'vitest';
import { type Court, given } from '../../support/given.ts';
import { approved, closed, confirmed, controlled, paid } from '../../support/histories.ts';

const close = { payload: { kind: 'performed' } };
const ids = (missing: readonly { id: string }[]) => missing.map((m) => m.id);

describe('closing as performed', () => {
  test('is refused, with the list, while a required node is open', () => {
    const court = given().filed().assigned().complete('performance.completed');
    const refusal = court.refused('case.closed', close);
    expect(refusal).toMatchObject({ code: 'nodes-open', basis: '武法〔2022〕11号 三·七11' });
    expect(refusal.zh, 'what is listed is what is counted').toContain('尚有7项未办结');
    expect(ids(refusal.missing)).toEqual([
      'filing-handover@2',
      'reception@2',
      'network-query@2',
      'related-cases@2',
      'trial-service-record@2',
      'initial-documents@2',
      'closing.reviewed',
    ]);
    expect(refusal.missing[0]).toMatchObject({ basis: '武法〔2022〕11号 三·一(一)1' });
  });

  test('what lapsed does not stand in the way, what is late and met does not either', () => {
    const court = given().filed().assigned().at('2026-02-02T09:00').complete('performance.completed');
    const open = ids(court.refused('case.closed', close).missing).filter((id) => id.includes('@'));
    const late = court.complete('reception.held').complete('query.started');
    const lapsed = open
      .filter((id) => !/^(reception|network-query)@/.test(id))
      .reduce((c, deadline) => c.complete('deadline.lapsed', { deadlines: [deadline] }), late);
    expect(lapsed.refused('case.closed', close).code).toBe('closing-not-reviewed');
    expect(lapsed.complete('closing.reviewed').complete('case.closed').deadline('archive').status).toBe('open');
  });

  test('a review is good while nobody has recorded anything after it', () => {
    const reviewed = paid().complete('closing.reviewed');
    const since: readonly Court[] = [
      reviewed.complete('funds.arrived', 'r-8'),
      reviewed.complete('related-cases.checked'),
      reviewed.complete('supervision.opened', 'm-9'),
    ];
    for (const court of since) {
      expect(ids(court.refused('case.closed', close).missing)).toContain('closing.reviewed');
    }
    const corrected = reviewed.complete('fact.corrected', { fact: 2, at: undefined, payload: reviewed.c.filed.payload } as never, { by: 'review' }); // prettier-ignore
    expect(corrected.complete('case.closed').c.first('case.closed'), 'a correction of form').toBeDefined();
    const again = reviewed.complete('supervision.opened', 'm-9').complete('closing.reviewed');
    expect(again.complete('case.closed').c.first('case.closed'), 'reviewed again').toBeDefined();
    expect(reviewed.at('2026-02-20T09:00').complete('case.closed').c.first('case.closed'), 'days later').toBeDefined();
  });

  test('the case limits, close, the six-month report and supervised matters never block', () => {
    const court = paid().complete('supervision.opened', 'm-1');
    const never = ['case-limit-simple', 'case-limit-statutory', 'close', 'six-month-report', 'supervised-matter'];
    expect(never.map((rule) => court.deadline(rule).status)).toEqual(never.map(() => 'open'));
    expect(court.complete('closing.reviewed').complete('case.closed').c.first('case.closed')).toBeDefined();
  });

  test('money that lies with the court blocks it: its payout, and what goes with it', () => {
    const refusal = approved().complete('performance.completed').refused('case.closed', close);
    const rules = ids(refusal.missing).map((id) => id.split(':')[0]);
    expect(rules).toEqual(['payout', 'payout-30-day-approval', 'payout-transfer', 'closing.reviewed']);
  });

  test('a deadline that lies ahead does not block: payout-late-approval opens only if it comes to that', () => {
    const court = confirmed();
    expect(court.derived.some((d) => d.rule === 'payout-late-approval')).toBe(true);
    expect(ids(court.refused('case.closed', close).missing).join()).not.toContain('late-approval');
  });

  test('needs its ground on record: the claim paid to the applicant, or performance', () => {
    const refusal = controlled().complete('closing.reviewed').refused('case.closed', close);
    expect(refusal).toMatchObject({
      code: 'closing-ground-missing',
      missing: [{ id: 'payout.paid' }, { id: 'performance.completed' }],
    });
    const refunded = approved().complete('payout.paid', 'r-7', { to: 'refund' }).complete('closing.reviewed');
    expect(refunded.refused('case.closed', close).code).toBe('closing-ground-missing');
  });

  test('needs a closing review of the same kind', () => {
    expect(paid().refused('case.closed', close)).toMatchObject({
      code: 'closing-not-reviewed',
      basis: '武法〔2022〕11号 三·一(五)2',
      missing: [{ id: 'closing.reviewed' }],
    });
    const other = paid().complete('closing.reviewed', { kind: 'no-property' });
    expect(other.refused('case.closed', close).code).toBe('closing-not-reviewed');
  });

  test('ends the case’s clocks, and only what the plan allows is recorded after it', () => {
    const court = closed();
    for (const node of ['reception.held', 'query.started', 'exclusion.approved', 'closing.reviewed', 'case.closed']) {
      expect(court.refused(node)).toMatchObject({ code: 'case-closed' });
    }
    const later = court.complete('funds.arrived', 'r-9').complete('funds.confirmed', 'r-9');
    expect(later.deadline('payout', 'r-9').status).toBe('open');
    expect(later.complete('supervision.opened', 'm-9').complete('dossier.archived').deadline('archive').status).toBe(
      'done',
    );
  });
});

describe('closing for lack of property (终本)', () => {
  const kind = { payload: { kind: 'no-property' } };

  test('is refused with its gates, each with its article', () => {
    const refusal = given().filed().assigned().refused('case.closed', kind);
    expect(refusal).toMatchObject({ code: 'gates-open', basis: '武法〔2022〕11号 三·七10' });
    expect(ids(refusal.missing)).toEqual([
      ...['Z1', 'Z2', 'Z3', 'Z4', 'final-recheck', 'Z6', 'Z7', 'Z8', 'Z9', 'Z10', 'Z11'],
      ...['termination-interview', 'Z13', 'Z14', 'closing.reviewed'],
    ]);
    expect(refusal.missing.every((m) => m.basis)).toBe(true);
  });

  test('a gate that the record meets is no longer named', () => {
    const court = controlled().at('2026-04-21');
    const open = ids(court.refused('case.closed', kind).missing);
    expect(['Z1', 'Z7', 'Z11'].filter((gate) => open.includes(gate))).toEqual([]);
  });

  test('three months must have passed: the earliest day is the one after', () => {
    const open = (at: string) => ids(controlled().at(at).refused('case.closed', kind).missing).includes('Z11');
    expect([open('2026-04-20T23:59:59'), open('2026-04-21')]).toEqual([true, false]);
  });
});
