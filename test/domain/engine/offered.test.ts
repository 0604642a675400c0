import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionsOf, offered } from '../../../domain/engine/offered.ts';
import { deadlineRow } from '../../../domain/plan/deadlines.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { called } from '../../support/given-people.ts';
import { type Court, given } from '../../support/given.ts';

/** What somebody may do now: `node subject` → whether, or why not, and what it may end. */
const may = (court: Court, who: string) =>
  new Map(
    actionsOf(
      court.c,
      { actor: { ...called(who), via: 'api' }, now: court.now },
      [...court.kept.values()].filter(({ status }) => status === 'open' || status === 'suspended'),
    ).map(({ node, subject, refusal, discharges }) => [
      `${node} ${subject ?? ''}`.trim(),
      refusal === undefined ? discharges.map(({ id }) => id) : refusal.code,
    ]),
  );

describe('what each may do', () => {
  const filed = given().filed().assigned();

  test('the window sees the two ways to end the first reception, and nothing of other desks', () => {
    const reception = may(filed, 'reception');
    expect(reception.get('reception.held')).toEqual(['reception@2']);
    expect(reception.get('reception.waived')).toEqual(['reception@2']);
    expect(reception.get('query.started')).toBeUndefined();
  });

  test('what cannot be done yet says why', () => {
    const officer = may(filed, 'p-officer-1');
    expect(officer.get('payout.applied')).toBe('unknown-subject');
    expect(may(filed, 'property-control').get('traditional-query.returned')).toBe('node-missing');
  });

  test('each asset whose day runs has an action of its own, until it is in force', () => {
    const found = filed.complete('query.started').complete('query.returned', {
      complete: true,
      assets: ['a-1', 'a-2'].map((id) => ({
        ...{ id, kind: 'bank-account', holder: 'respondent-1', description: id, valueFen: 100 },
      })),
    });
    const control = may(found, 'property-control');
    expect([...control.keys()].filter((key) => key.startsWith('asset.frozen'))).toEqual([
      'asset.frozen a-1',
      'asset.frozen a-2',
    ]);
    const frozen = may(found.complete('asset.frozen', 'a-1'), 'property-control');
    expect([...frozen.keys()].filter((key) => key.startsWith('asset.frozen'))).toEqual(['asset.frozen a-2']);
  });
});

describe('in every history', () => {
  const always = (check: (courts: readonly Court[]) => void) =>
    fc.assert(
      fc.property(drawings(40), (draws) => check(lived(begun(), draws).courts)),
      { numRuns: 40 },
    );

  test('the subject of a deadline is of the kind that its row says', () => {
    always((courts) => {
      for (const { c, kept } of courts.slice(-1))
        for (const { rule, subject } of kept.values()) {
          const kind = c.subjects.get(subject ?? '')?.of;
          if (kind !== undefined) expect(`${rule} ${deadlineRow(rule).about ?? ''}`).toBe(`${rule} ${kind}`);
        }
    });
  });

  test('what somebody is offered they may do, and nothing else is offered', () => {
    always((courts) => {
      const court = courts.at(-1) ?? begun();
      const all = new Set(['p-officer-1', 'reception', 'property-control', 'review', 'funds', 'finance', 'president'].flatMap((who) => [...may(court, who)].flatMap(([key, is]) => (typeof is === 'string' ? [] : [key.split(' ')[0] ?? ''])))); // prettier-ignore
      for (const node of all) expect(offered(court.c)).toContain(node);
    });
  });
});
