import { describe, expect, test } from 'vitest';
import { saysOf } from '../../support/documents.ts';
import { type Court, given } from '../../support/given.ts';
import { approved, confirmed, found, returned } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const held = filed.at('2026-01-20T18:00').complete('reception.held');
const withdraw = (court: Court, fact: number, by = 'review') => court.complete('fact.withdrawn', { fact }, { by });
const correct = (
  court: Court,
  fact: number,
  change: { at?: string; payload?: Record<string, unknown> },
  by = 'review',
) => court.complete('fact.corrected', { at: undefined, ...change, fact } as never, { by }); // takes the example's instant away
const refusal = (court: Court, node: string, payload: object, by = 'review') =>
  court.refused(node, { payload: { reason: '误录', ...payload }, by });

describe('a withdrawn fact', () => {
  test('is as if it had not been: what it discharged is open again', () => {
    expect(withdraw(held, held.seq('reception.held')).deadline('reception')).toMatchObject({
      status: 'open',
      ended: null,
    });
  });

  test('takes the deadlines that it opened with it, logged as void', () => {
    const court = confirmed();
    const gone = withdraw(court, court.seq('funds.confirmed'));
    expect(gone.deadlines('payout')).toEqual([]);
    expect(gone.deadline('funds-confirm')).toMatchObject({ status: 'open' });
    expect(gone.log.filter((l) => l.rule === 'payout').map((l) => l.type)).toEqual(['opened', 'void']);
  });

  test('stays in the record, beside its withdrawal', () => {
    const gone = withdraw(held, held.seq('reception.held'));
    expect(gone.record.map((f) => f.node)).toEqual(['law.applied', 'case.filed', 'reception.held', 'fact.withdrawn']);
  });

  test('holds again when the withdrawal is withdrawn', () => {
    const gone = withdraw(held, held.seq('reception.held'));
    const back = withdraw(gone, gone.seq('fact.withdrawn'));
    expect(back.deadline('reception')).toMatchObject({ status: 'done', ended: '2026-01-20T18:00' });
    const goneAgain = withdraw(back, back.seq('fact.withdrawn'));
    expect(goneAgain.deadline('reception').status).toBe('open');
  });

  test('is withdrawn once', () => {
    const gone = withdraw(held, held.seq('reception.held'));
    expect(refusal(gone, 'fact.withdrawn', { fact: held.seq('reception.held') }).code).toBe('unknown-fact');
  });
});

describe('a corrected fact', () => {
  test('counts from its corrected instant', () => {
    const late = filed.at('2026-01-21T09:00').complete('reception.held');
    expect(late.deadline('reception').status).toBe('done-late');
    const right = correct(late, late.seq('reception.held'), { at: '2026-01-20T17:30:00+08:00' });
    expect(right.deadline('reception')).toMatchObject({ status: 'done', ended: '2026-01-20T17:30' });
  });

  test('of the filing moves every due that counts from it', () => {
    const court = filed
      .at('2026-01-20T17:00')
      .complete('filing.corrected', { fields: { at: '2026-01-19T10:05:00+08:00' } });
    expect(court.deadlines().map((d) => [d.id, d.due])).toEqual([
      ['filing-handover@2', '2026-01-19'],
      ['reception@2', '2026-01-19'],
      ['assign-officer@2', '2026-01-26'],
      ['network-query@2', '2026-01-20T11:00:00+08:00'],
      ['related-cases@2', '2026-01-21'],
      ['trial-service-record@2', '2026-01-21'],
      ['initial-documents@2', '2026-01-21'],
      ['investigation-complete@2', '2026-02-24'],
      ['case-limit-ordinary@2', '2026-04-20'], // 04-19 is a Sunday
      ['case-limit-statutory@2', '2026-07-20'], // so is 07-19
      ['six-month-report@2', '2026-06-18'],
      ['upper-court-right@2', '2026-07-19'], // 06-19 is 端午
    ]);
  });

  test('keeps its identity, and so do the deadlines it opened', () => {
    const court = confirmed();
    const seq = court.seq('funds.confirmed');
    const later = correct(court.at('2026-02-09T12:00'), seq, { at: '2026-02-09T09:00:00+08:00' });
    expect(later.deadline('payout')).toMatchObject({
      id: `payout:r-7@${seq}`,
      opened: '2026-02-09T09:00',
      due: '2026-02-24',
    });
    expect(later.c.first('funds.confirmed')).toMatchObject({ seq, recordedAt: court.now });
    expect(later.deadlines('payout')).toHaveLength(1);
  });

  test('gets another content: a document of another kind was not that one', () => {
    const one = (['enforcement-notice', 'property-report-order', 'summons'] as const).reduce(
      (court, kind) => court.complete('documents.issued', { kind }),
      filed,
    );
    expect(one.deadline('initial-documents').status).toBe('done');
    const payload = {
      ...one.c.last('documents.issued')?.payload,
      kind: 'property-report-order',
      ...saysOf('property-report-order'),
    };
    const again = correct(one, one.seq('documents.issued'), { payload });
    expect(again.deadline('initial-documents').status).toBe('open');
  });

  test('corrected twice, the last holds; the last withdrawn, the first', () => {
    const seq = held.seq('reception.held');
    const once = correct(held, seq, { at: '2026-01-20T17:00:00+08:00' });
    const twice = correct(once, seq, { at: '2026-01-20T17:30:00+08:00' });
    expect(twice.deadline('reception').ended).toBe('2026-01-20T17:30');
    expect(withdraw(twice, twice.seq('fact.corrected')).deadline('reception').ended).toBe('2026-01-20T17:00');
  });

  test('moving past an instant that lay ahead takes back what it opened too early', () => {
    // confirmed on 02-06 the payout was due on 02-24; confirmed on 02-24 it is due on 03-06
    const court = confirmed().at('2026-02-25T09:00');
    expect(court.deadline('payout-late-approval')).toMatchObject({ status: 'open' });
    const moved = correct(court, court.seq('funds.confirmed'), { at: '2026-02-24T09:00:00+08:00' });
    expect(moved.deadlines('payout-late-approval')).toEqual([]);
    expect(moved.nextWake?.at).toBeGreaterThan(moved.now);
    const again = moved.at('2026-03-07');
    expect(again.deadline('payout-late-approval')).toMatchObject({ status: 'open', opened: '2026-03-07T00:00' });
    const types = again.log.filter((l) => l.rule === 'payout-late-approval').map((l) => l.type);
    expect(types.filter((t) => t !== 'rung')).toEqual(['opened', 'void', 'moved', 'reopened']);
  });
});

describe('who may take back what', () => {
  const seq = held.seq('reception.held');

  test('who recorded it, or review; nobody else', () => {
    expect(withdraw(held, seq, 'reception').deadline('reception').status).toBe('open');
    expect(withdraw(held, seq, 'review').deadline('reception').status).toBe('open');
    expect(refusal(held, 'fact.withdrawn', { fact: seq }, 'director').code).toBe('not-your-fact');
    expect(refusal(held, 'fact.corrected', { fact: seq, at: '2026-01-20T17:00:00+08:00' }, 'documents').code).toBe(
      'not-your-fact',
    );
  });

  test('money that was paid is never taken back', () => {
    const court = approved().complete('payout.paid', 'FK-2026-031');
    for (const node of ['fact.withdrawn', 'fact.corrected']) {
      expect(refusal(court, node, { fact: court.seq('payout.paid') }, 'finance').code).toBe('money-paid');
    }
  });

  test('the filing is corrected, not withdrawn; the engine’s own facts are neither', () => {
    expect(refusal(filed, 'fact.withdrawn', { fact: 2 }, 'filing').code).toBe('not-correctable');
    const court = filed.at('2026-01-23');
    for (const fact of [1, court.seq('supervision.opened')]) {
      expect(refusal(court, 'fact.withdrawn', { fact }).code).toBe('not-correctable');
      expect(refusal(court, 'fact.corrected', { fact, at: '2026-01-20T17:00:00+08:00' }).code).toBe('not-correctable');
    }
  });

  test('the case number is the case’s identity', () => {
    const payload = { ...filed.c.filed.payload, caseNo: '（2026）豫0823执124号' };
    expect(refusal(filed, 'fact.corrected', { fact: 2, payload }).code).toBe('not-correctable');
  });

  test('what later facts refer to stands until they are withdrawn; they are listed', () => {
    const court = returned([found('a-1'), found('a-2')])
      .complete('asset.frozen', 'a-1')
      .complete('asset.skipped', 'a-2');
    const [returnSeq, ...dependents] = [
      court.seq('query.returned'),
      court.seq('asset.frozen'),
      court.seq('asset.skipped'),
    ];
    const refused = refusal(court, 'fact.withdrawn', { fact: returnSeq }, 'property-control');
    expect(refused).toMatchObject({ code: 'has-dependents', missing: dependents.map((seq) => ({ id: String(seq) })) });
    const free = dependents.reduce((c, seq) => withdraw(c, seq), court);
    expect(withdraw(free, returnSeq ?? 0).deadlines('freeze-online')).toEqual([]);
  });

  test('a matter that the engine opened refers to nothing: it goes with what it followed from', () => {
    const court = confirmed().at('2026-02-26T09:00');
    const seq = court.seq('funds.confirmed');
    expect(court.c.all('supervision.opened').map((f) => f.payload.deadline)).toContain(`payout:r-7@${seq}`);
    const gone = withdraw(court, seq);
    expect(gone.deadlines('payout')).toEqual([]);
    const stands = gone.c.all('supervision.opened').find((f) => f.payload.deadline === `payout:r-7@${seq}`)?.subject;
    expect(gone.deadline('supervised-matter', stands ?? '')).toMatchObject({ status: 'void' });
  });

  test('a deadline that was named, and an exclusion that was ended, are referred to', () => {
    const justified = confirmed();
    const fact = justified.seq('funds.confirmed');
    const named = justified.complete('delay.justified', { deadline: `payout:r-7@${fact}` }, { by: 'officer' });
    expect(refusal(named, 'fact.withdrawn', { fact }).code).toBe('has-dependents');
    const excluded = filed.at('2026-03-12T09:00').complete('exclusion.approved');
    const exclusion = excluded.seq('exclusion.approved');
    const ended = excluded.complete('exclusion.ended', { exclusion, to: '2026-03-10' }, { by: 'review' });
    expect(refusal(ended, 'fact.withdrawn', { fact: exclusion }, 'supervising-leader').code).toBe('has-dependents');
  });

  test('withdrawing a correction is refused where withdrawing the fact would be', () => {
    const arrived = filed.at('2026-02-06T10:00').complete('funds.arrived', 'r-7');
    const right = correct(arrived, arrived.seq('funds.arrived'), { at: '2026-02-06T09:00:00+08:00' });
    const court = right.complete('funds.reviewed', 'r-7', {}, { at: '2026-02-06T09:30:00+08:00' });
    expect(refusal(court, 'fact.withdrawn', { fact: right.seq('fact.corrected') }).code).toBe('has-dependents');
  });
});
