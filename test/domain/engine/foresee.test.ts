import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Foresight, foreseeSteps } from '../../../domain/engine/foresee.ts';
import { toEnd } from '../../../domain/engine/steps.ts';
import type { NodeId } from '../../../domain/nodes/index.ts';
import { nodeRow } from '../../../domain/nodes/index.ts';
import type { Derived } from '../../../domain/plan/derived.ts';
import { isRefusal, type Refusal } from '../../../domain/record/refusal.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { type Court, given, type Sent } from '../../support/given.ts';
import { law1 } from '../../support/given-law.ts';
import { bench, called, personFor } from '../../support/given-people.ts';
import { confirmed } from '../../support/histories.ts';

/** What a completion would do. Whatever the machine is asked, the court stays as it is. */
function asked(court: Court, node: NodeId, { by, ...sent }: Sent): Foresight | Refusal {
  const { now, nextWake, laws, lookUp, record, kept } = court;
  const actor = { ...(by === undefined ? personFor(nodeRow(node).by) : called(by)), via: 'api' as const };
  const moment = { now, wokenFor: nextWake?.at ?? null, inForce: laws.at(-1) ?? law1, laws: lookUp };
  const completion = { payload: nodeRow(node).example, ...sent, node };
  return toEnd(foreseeSteps({ record, kept }, { kind: 'complete', completion, actor, people: bench }, moment));
}

function foreseen(court: Court, node: NodeId, sent: Sent = {}): Foresight {
  const found = asked(court, node, sent);
  if (isRefusal(found)) throw new Error(found.zh);
  return found;
}

/** `reception done 2026-01-20 → 2026-01-20`, a line a deadline. */
const lines = ({ deadlines }: Foresight): readonly string[] =>
  deadlines.map(({ before, after, turns }) => {
    const { rule = '' } = after ?? before ?? {};
    return `${rule} ${turns.join('+')} ${before?.targetDue ?? '—'} → ${after?.targetDue ?? '—'}`;
  });

const filed = given().filed('2026-01-20T16:20');

describe('what a completion would do', () => {
  test('an ordinary one: what it ends and what it opens', () => {
    const court = filed.at('2026-01-20T18:00').complete('query.started');
    const found = foreseen(court, 'query.returned');
    expect(found.fact).toBe(4);
    expect(lines(found)).toEqual([
      'freeze-online opened — → 2026-01-21T19:00:00+08:00',
      'traditional-query opened — → 2026-01-20',
      'upper-court-right opened — → 2026-07-20',
    ]);
    expect(lines(foreseen(filed, 'reception.held'))).toEqual(['reception done 2026-01-20 → 2026-01-20']);
  });

  test('a correction of the filing: every date that would move, the law’s own too', () => {
    const court = filed.at('2026-01-20T18:00');
    const sent = {
      payload: { fields: { at: '2026-01-12T10:05:00+08:00' }, askedBy: 'p-filing-1', evidence: '登记簿' },
    };
    const found = foreseen(court, 'filing.corrected', sent);
    const limit = found.deadlines.find(({ after }) => after?.rule === 'case-limit-statutory');
    expect([limit?.turns, limit?.before?.targetDue, limit?.after?.targetDue]).toEqual([['moved'], '2026-07-20', '2026-07-13']); // prettier-ignore
    expect(found.deadlines.find(({ after }) => after?.rule === 'reception')?.becomesOverdue).toBe(true);
    expect(limit?.becomesOverdue).toBe(false);
  });

  test('a corrected fact: what it ended late would have ended in time', () => {
    const late = filed.at('2026-01-21T09:00').complete('reception.held');
    const payload = {
      fact: late.seq('reception.held'),
      at: '2026-01-20T17:30:00+08:00',
      reason: '误录',
      askedBy: 'p-reception',
    };
    const [reception] = foreseen(late, 'fact.corrected', { payload, by: 'review' }).deadlines;
    expect([reception?.before?.status, reception?.after?.status, reception?.turns]).toEqual(['done-late', 'done', ['done']]); // prettier-ignore
  });

  test('a withdrawal: what its fact opened would be gone, what it ended would run again', () => {
    const court = confirmed();
    const payload = { fact: court.seq('funds.confirmed'), reason: '误录' };
    const found = foreseen(court, 'fact.withdrawn', { payload, by: 'review' });
    expect(lines(found).map((line) => line.split(' ', 2).join(' '))).toEqual(
      expect.arrayContaining(['payout void', 'funds-confirm reopened']),
    );
  });

  test('one that would be refused: the refusal itself', () => {
    const court = confirmed();
    const payload = { fact: court.seq('funds.arrived'), reason: '误录' };
    expect(asked(court, 'fact.withdrawn', { payload, by: 'review' })).toEqual(
      court.refused('fact.withdrawn', { payload, by: 'review' }),
    );
    expect(asked(filed, 'reception.held', { by: 'documents' })).toMatchObject({ code: 'wrong-role' });
  });

  test('who would answer for what it opens, and whose it would be after an assignment', () => {
    const applied = confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7');
    const form = { subject: 'FK-2026-031' };
    const reviewed = applied.complete('payout.material-reviewed', 'FK-2026-031');
    const holders = (found: Foresight) => found.deadlines.map(({ after, holder }) => `${after?.rule} ${holder ?? '—'}`);
    expect(holders(foreseen(reviewed, 'payout.approved', { ...form, by: 'director' }))).toEqual([
      'payout-transfer —',
      'payout-guide-notice p-officer-1',
      'payout-guide-pay —',
      'approval-step —',
    ]);
    const handed = foreseen(filed.assigned(), 'case.assigned', { payload: { officer: 'p-officer-2' } });
    expect(holders(handed)).toContain('case-limit-statutory p-officer-2');
    const opened = foreseen(filed.assigned(), 'funds.arrived', { subject: 'r-9' });
    expect(holders(opened)).toContain('payout-30-day-approval p-officer-1');
  });

  test('nothing that only time would open, on a day far ahead', () => {
    const opened = foreseen(confirmed(), 'payout.delay-approved', { subject: 'r-7', payload: { ...(nodeRow('payout.delay-approved').example as object), until: '2026-02-20' } }); // prettier-ignore
    for (const { after } of opened.deadlines) expect(after?.openedAt).toBeLessThanOrEqual(confirmed().now);
    const arrived = foreseen(filed, 'funds.arrived', { subject: 'r-9' });
    expect(lines(arrived).map((line) => line.split(' ')[0])).toEqual([
      'funds-review',
      'funds-confirm',
      'payout-30-day-approval',
    ]);
  });

  test('that money goes out late without approval', () => {
    const approved = confirmed()
      .at('2026-02-11T09:00')
      .complete('payout.applied', 'r-7')
      .complete('payout.material-reviewed', 'FK-2026-031')
      .complete('payout.approved', 'FK-2026-031')
      .at('2026-02-26T09:00');
    const half = { ...(nodeRow('payout.paid').example as object), amountFen: 100 };
    const found = foreseen(approved, 'payout.paid', { subject: 'FK-2026-031', payload: half });
    const marks = found.deadlines.flatMap(({ after }) => after?.because.filter(({ step }) => step === 'without-approval') ?? []); // prettier-ignore
    expect(marks).toMatchObject([{ office: 'supervising-leader' }]);
  });

  test('what has fallen due by itself is none of its doing', () => {
    const asleep = filed.at('2026-01-20T18:00');
    const awake = asleep.workerDownUntil('2026-02-20T09:00');
    const slept = { ...asleep, now: awake.now };
    expect(lines(foreseen(slept, 'query.started'))).toEqual(lines(foreseen(awake, 'query.started')));
  });
});

test('whatever the history, the deadlines stand afterwards as was foreseen, and nothing else has changed', () => {
  const standing = (d: Derived | undefined) => d && [d.id, d.status, d.targetDue, d.legalDue];
  fc.assert(
    fc.property(drawings(20), (draws) => {
      let court = begun();
      for (const { when, node, sent } of lived(begun(), draws).steps) {
        court = court.at(when);
        const found = foreseen(court, node, sent);
        const next = court.tries(node, sent);
        expect(found.fact).toBe(next.seq(node));
        const after = new Map(found.deadlines.map((f) => [(f.after ?? f.before)?.id, f.after]));
        const [was, is] = [court, next].map(
          ({ derived, now }) => new Map(derived.filter((d) => d.openedAt <= now).map((d) => [d.id, d])),
        );
        for (const id of new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])) {
          const isGone = !is?.has(id) && was?.get(id)?.status === 'void'; // void already, and its opening is withdrawn
          const untold = is?.get(id)?.status === 'void' || isGone ? is?.get(id) : was?.get(id);
          const expected = after.has(id) ? after.get(id) : untold;
          expect(standing(is?.get(id)) ?? id).toEqual(standing(expected) ?? id);
        }
        court = next;
      }
    }),
    { numRuns: 30 },
  );
});
