import { describe, expect, test } from 'vitest';
import { feeSeenTo } from '../../support/fees.ts';
import { type Court, given } from '../../support/given.ts';
import { approved, closed, confirmed, controlled, paid, refunded, released, triaged } from '../../support/histories.ts';

const FORM = 'FK-2026-031';
const close = { payload: { kind: 'performed' } };
const ids = (missing: readonly { id: string }[]) => missing.map((m) => m.id);

describe('closing as performed', () => {
  test('is refused, with the list, while a required node is open', () => {
    const court = given().filed().assigned().complete('performance.completed');
    const refusal = court.refused('case.closed', close);
    expect(refusal).toMatchObject({ code: 'nodes-open', basis: '武法〔2022〕11号 三·七11' });
    expect(refusal.zh, 'what is listed is what is counted').toContain('尚有5项未办结');
    expect(ids(refusal.missing)).toEqual([
      'filing-handover@2',
      'reception@2',
      'initial-documents@2',
      'closing.submitted',
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
    expect(lapsed.reviewed().complete('case.closed').deadline('archive').status).toBe('open');
  });

  test('a review is good while nobody has recorded anything after it', () => {
    const reviewed = paid().reviewed();
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
    const again = reviewed.complete('supervision.opened', 'm-9').reviewed();
    expect(again.complete('case.closed').c.first('case.closed'), 'reviewed again').toBeDefined();
    expect(reviewed.at('2026-02-20T09:00').complete('case.closed').c.first('case.closed'), 'days later').toBeDefined();
  });

  test('the case limits, close, the six-month report and supervised matters never block', () => {
    const sorted = paid(approved(confirmed(triaged(controlled()))));
    const court = sorted.complete('supervision.opened', 'm-1');
    const never = ['case-limit-simple', 'case-limit-statutory', 'close', 'six-month-report', 'supervised-matter'];
    expect(never.map((rule) => court.deadline(rule).status)).toEqual(never.map(() => 'open'));
    expect(court.reviewed().complete('case.closed').c.first('case.closed')).toBeDefined();
  });

  test('money that lies with the court blocks it: its payout, and what goes with it', () => {
    const refusal = approved().complete('performance.completed').refused('case.closed', close);
    const rules = ids(refusal.missing).map((id) => id.split(':')[0]);
    expect(rules).toEqual([
      ...['measure-release', 'payout', 'payout-transfer', 'in-force', 'payout.paid', 'fee.assessed'],
      ...['closing.submitted', 'closing.reviewed'],
    ]);
  });

  test('a deadline that lies ahead does not block: payout-late-approval opens only if it comes to that', () => {
    const court = confirmed();
    expect(court.derived.some((d) => d.rule === 'payout-late-approval')).toBe(true);
    expect(ids(court.refused('case.closed', close).missing).join()).not.toContain('late-approval');
  });

  test('needs every measure released, waiting ones too', () => {
    const held = approved().at('2026-02-13T14:00').complete('payout.paid', FORM).reviewed();
    const refusal = held.refused('case.closed', close);
    expect(refusal).toMatchObject({ code: 'nodes-open', basis: '武法〔2022〕11号 三·七11' });
    expect(ids(refusal.missing).map((id) => id.split(':')[0])).toEqual([
      ...['measure-release', 'in-force', 'closing.submitted', 'closing.reviewed'],
    ]);
    expect(released(held).reviewed().complete('case.closed').c.first('case.closed')).toBeDefined();
  });

  test('needs its ground on record: the claim paid to the applicant, or performance', () => {
    const refusal = controlled().reviewed().refused('case.closed', close);
    expect(refusal).toMatchObject({
      code: 'closing-ground-missing',
      missing: [
        'payout.paid',
        'payout.escrowed',
        'claim.waived',
        'performance.recorded',
        'performance.completed',
        'settlement.performed',
      ].map((id) => ({
        id,
      })),
    });
    expect(refunded().reviewed().refused('case.closed', close).code).toBe('closing-ground-missing');
  });

  test('needs the officer’s submission, and after it a review of the same kind', () => {
    expect(feeSeenTo(paid()).refused('case.closed', close)).toMatchObject({
      code: 'closing-not-reviewed',
      basis: '武法〔2022〕11号 三·一(五)2',
      missing: [{ id: 'closing.submitted' }, { id: 'closing.reviewed' }],
    });
    const other = paid().reviewed({ kind: 'no-property' });
    expect(ids(other.refused('case.closed', close).missing)).toEqual(['closing.submitted', 'closing.reviewed']);
    const both = paid().reviewed().complete('closing.submitted');
    expect(ids(both.refused('case.closed', close).missing), 'submitted anew').toEqual(['closing.reviewed']);
  });

  test('is not reviewed before it was submitted, nor as another kind, nor after it was sent back', () => {
    const missing = { code: 'node-missing', missing: [{ id: 'closing.submitted' }] };
    expect(paid().refused('closing.reviewed')).toMatchObject(missing);
    const submitted = feeSeenTo(paid()).complete('closing.submitted');
    const other = submitted.refused('closing.reviewed', { payload: { kind: 'no-property' } });
    expect(other).toMatchObject(missing);
    expect(other.zh).toContain('最近提交的是“执行完毕”');
    const back = submitted.complete('closing.returned');
    expect(back.refused('closing.reviewed')).toMatchObject(missing);
    expect(ids(back.refused('case.closed', close).missing)).toContain('closing.submitted');
  });

  test('ends the case’s clocks, and only what the plan allows is recorded after it', () => {
    const court = closed();
    for (const node of ['reception.held', 'query.started', 'exclusion.approved', 'closing.reviewed', 'case.closed']) {
      expect(court.refused(node)).toMatchObject({ code: 'case-closed' });
    }
    expect(court.complete('documents.issued').complete('panel.decided', { about: 'other' }).record.at(-1)?.node).toBe('panel.decided'); // prettier-ignore
    const later = court
      .complete('funds.arrived', 'r-9')
      .complete('funds.reviewed', 'r-9')
      .complete('funds.confirmed', 'r-9');
    expect(later.deadline('payout', 'r-9').status).toBe('open');
    expect(later.complete('supervision.opened', 'm-9').complete('dossier.archived').deadline('archive').status).toBe(
      'done',
    );
  });
});

describe('the day of closing (engine.md 18)', () => {
  const surplus = { amountFen: 100_000 };

  test('does not begin while a receipt has its own ten days; then it does', () => {
    const court = approved(confirmed(controlled().at('2026-02-06T09:00').complete('funds.arrived', 'r-8', surplus)))
      .complete('funds.reviewed', 'r-8')
      .complete('funds.confirmed', 'r-8', surplus)
      .at('2026-02-13T14:00')
      .complete('payout.paid', FORM);
    expect(court.deadlines('close')).toEqual([]);
    const back = { to: 'refund', payee: '李卫东', payeeAccount: '6228480000000000001' } as const;
    const refunded8 = court
      .at('2026-02-24T10:00')
      .complete('payout.applied', 'r-8', { ...surplus, ...back, form: 'FK-8' })
      .complete('payout.material-reviewed', 'FK-8')
      .complete('panel.decided', { about: 'payee', payee: '李卫东' })
      .complete('payout.approved', 'FK-8', surplus)
      .complete('payout.refunded', 'FK-8', { ...surplus, payee: back.payee, payeeAccount: back.payeeAccount });
    expect(refunded8.deadlines('close')).toEqual([]); // the account is still frozen
    expect(released(refunded8).deadline('close')).toMatchObject({
      opened: '2026-02-24T10:00',
      due: '2026-02-25',
      status: 'open',
    });
    expect(released(refunded8).reviewed().complete('case.closed').deadline('close').status).toBe('done');
  });

  test('ends void when something that blocks opens again, and begins anew after it', () => {
    const late = paid().at('2026-02-14T09:00').complete('funds.arrived', 'r-8', surplus);
    expect(late.deadline('close')).toMatchObject({ status: 'void', ended: '2026-02-14T09:00' });
    expect(late.at('2026-02-16').rungs('close')).toEqual(paid().at('2026-02-14T08:00').rungs('close'));
    const gone = late.complete('fact.withdrawn', { fact: late.seq('funds.arrived') }, { by: 'finance' });
    expect(gone.deadline('close')).toMatchObject({ status: 'open', opened: '2026-02-13T14:00' });
  });

  test('begins when the last required row is over, if the claim was met before', () => {
    const court = given().filed().assigned().complete('performance.completed');
    expect(court.deadlines('close')).toEqual([]);
    const issued = (['enforcement-notice', 'property-report-order', 'summons'] as const).reduce(
      (before, kind) => before.complete('documents.issued', { kind }),
      court.at('2026-01-21T09:00').complete('material.received').complete('reception.held'),
    );
    expect(issued.deadline('close')).toMatchObject({ opened: '2026-01-21T09:00', due: '2026-01-22' });
  });

  test('stands still while review has it, and runs anew when it is sent back or passed', () => {
    const submitted = feeSeenTo(paid()).at('2026-02-13T15:00').complete('closing.submitted');
    expect(submitted.deadline('close')).toMatchObject({ status: 'suspended', due: null });
    expect(submitted.deadline('closing-review')).toMatchObject({ due: '2026-02-14', owner: 'review', status: 'open' });
    const back = submitted.at('2026-02-14T10:00').complete('closing.returned');
    expect(back.deadline('closing-review').status).toBe('done');
    // 02-15 is 除夕: the day is rolled over the holiday
    expect(back.deadline('close')).toMatchObject({ status: 'open', due: '2026-02-24' });
    const again = back.complete('closing.submitted').at('2026-02-24T09:00').reviewed();
    expect(again.deadline('close')).toMatchObject({ status: 'open', due: '2026-02-25' });
    expect(again.complete('case.closed').deadline('close').status).toBe('done');
  });
});

describe('a review of a closing', () => {
  const reviewed = paid().reviewed();
  const correct = (node: 'funds.confirmed' | 'documents.issued' | 'trial-service.recorded', change: object) => {
    const fact = reviewed.seq(node);
    const payload = { ...(reviewed.record[fact - 1]?.payload as object), ...change };
    return reviewed.complete('fact.corrected', { fact, at: undefined, payload } as never, { by: 'review' });
  };

  test('stands through corrections of form: a name, a number of a receipt', () => {
    for (const court of [
      correct('funds.confirmed', { handler: '财务室（更正）' }),
      correct('documents.issued', { reference: 'EMS-2' }),
      correct('trial-service.recorded', { howServed: '邮寄送达' }),
    ])
      expect(court.complete('case.closed').c.first('case.closed')).toBeDefined();
  });

  test('falls with a correction of substance, of an instant, and with a withdrawal', () => {
    const at = '2026-01-21T09:10:00+08:00';
    const fact = reviewed.seq('related-cases.checked');
    for (const court of [
      correct('trial-service.recorded', { effective: false }),
      reviewed.complete('fact.corrected', { fact, at, payload: undefined } as never, { by: 'review' }),
      reviewed.complete('fact.withdrawn', { fact }, { by: 'review' }),
    ])
      expect(court.refused('case.closed', close).code).toBe('closing-not-reviewed');
  });
});

describe('money that came back after the claim was met', () => {
  test('takes the ground away until it is paid again', () => {
    const back = paid().at('2026-02-14T09:00').complete('payout.returned', FORM, { amountFen: 1, kind: 'recalled' });
    expect(back.reviewed().refused('case.closed', close)).toMatchObject({ code: 'nodes-open' });
    expect(back.deadlines('close')).toEqual([]);
    expect([...back.kept.values()].find((k) => k.rule === 'close')?.status).toBe('void');
  });
});
