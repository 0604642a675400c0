// What somebody sees who speaks for a party: nothing that they were not told makes any difference to it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partyMoney } from '../../../domain/engine/party-money.ts';
import { type PartySight, partySight } from '../../../domain/engine/party-sight.ts';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { audienceOf } from '../../../domain/plan/disclosure/audience.ts';
import { type Case, readCase } from '../../../domain/record/case.ts';
import type { Fact } from '../../../domain/record/fact.ts';
import type { Party } from '../../../domain/record/parties.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import { share } from '../../support/distribution-scenes.ts';
import { confirmed, controlled, paid } from '../../support/histories.ts';
import { type Court, given } from '../../support/given.ts';
import { person } from '../../support/two-respondents.ts';
import { fileSeed } from '../../support/once-each.ts';

const people = { 'applicant-1': 'p-applicant', 'respondent-1': 'p-respondent' } as const;
type Side = keyof typeof people;
const sides = Object.keys(people) as Side[]; // the keys of a constant record are exactly its type

const tied = (court: Court): Court =>
  sides.reduce((to, party) => to.complete('party.identified', party, { person: people[party], evidence: '身份证' }), court); // prettier-ignore
const asker = (party: Side, now: number) => ({ actor: { id: people[party], name: '', roles: [] }, now });
const sightOf = ({ c, now, kept }: Court, party: Side): PartySight | undefined =>
  partySight(c, asker(party, now), kept.values());

/** All of it but what falls due. */
const seen = (c: Case, party: Side, now: number) => {
  const sight = partySight(c, asker(party, now), []);
  return sight && { steps: sight.steps, handIn: sight.handIn, heard: sight.heard.map(({ zh }) => zh), money: partyMoney(c, sight, now) }; // prettier-ignore
};

/** What says nothing to a party by the table, and changes nothing that was said. */
const isNothingTo = (c: Case, last: Fact, party: Side): boolean => {
  if (last.node === 'service.recorded' || last.node === 'notice.published') return false; // it says that a paper is in their hands
  if (last.node.startsWith('fact.') || last.node === 'party.left' || last.node === 'party.identified') return false;
  return nodeRow(last.node).disclose === 'nobody' || audienceOf(c, last).every(({ id }: Party) => id !== party);
};

describe('what a party sees', () => {
  test('is the same whatever is recorded that is not for it', () => {
    let compared = 0;
    fc.assert(
      fc.property(drawings(40), (draws) => {
        const { courts } = lived(tied(begun()), draws);
        for (const { c, now } of courts)
          for (const party of sides) {
            const last = c.record.at(-1);
            if (last === undefined || !isNothingTo(c, last, party)) continue;
            compared += 1;
            expect(seen(c, party, now)).toEqual(seen(readCase(c.record.slice(0, -1)), party, now));
          }
      }),
      { numRuns: 60, seed: fileSeed },
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('speaks of no duty but its own, or one whose beginning it heard of', () => {
    fc.assert(
      fc.property(drawings(40), (draws) => {
        const { court } = lived(tied(begun()), draws);
        for (const party of sides) {
          const sight = sightOf(court, party);
          const heard = new Set(sight?.heard.map(({ fact }) => fact.seq));
          for (const { deadline, who } of sight?.duties ?? [])
            expect(who === 'you' || heard.has(Number(deadline.id.split('@')[1]))).toBe(true);
          if (party === 'respondent-1')
            expect(sight?.duties.filter(({ deadline }) => deadline.rule.includes('query')) ?? []).toEqual([]);
        }
      }),
      { numRuns: 60, seed: fileSeed },
    );
  });

  test('adds up, to the fen: what was paid to it and what has not left yet is what arrived', () => {
    const court = tied(paid());
    const sight = sightOf(court, 'applicant-1');
    const [receipt] = sight === undefined ? [] : partyMoney(court.c, sight, court.now);
    expect(receipt).toMatchObject({
      receipt: 'r-7',
      amountFen: 25_000_000,
      restFen: 0,
      parts: [{ state: 'paid', fen: 25_000_000, toYou: true }],
    });
    expect(receipt?.movements).toMatchObject([{ fen: 25_000_000, toYou: true }]);
    expect(sight?.steps.find(({ id }) => id === 'payout')?.state).toBe('now');
  });

  test('of an objection to a distribution it is each of the others who may oppose it, and the objector who may sue then', () => {
    const id = 'distribution-1';
    const accounts = { 'applicant-1': 'p-applicant', 'applicant-2': 'p-nobody', 'respondent-1': 'p-respondent' };
    const whose = (court: Court, rule: string) =>
      Object.values(accounts).map((person) => {
        const sight = partySight(court.c, { actor: { id: person, name: '', roles: [] }, now: court.now }, court.kept.values()); // prettier-ignore
        return sight?.duties.find(({ deadline }) => deadline.rule === rule)?.who;
      });
    const two = confirmed(controlled(given({ applicants: [person('张建国'), person('王秀英')] }).filed()));
    const known = Object.entries(accounts).reduce((to, [party, account]) => to.complete('party.identified', party, { person: account, evidence: '身份证' }), two); // prettier-ignore
    const claims = [{ id: 'one', amount: 15_000_000, party: 'applicant-1' }, { id: 'two', amount: 10_000_000, party: 'applicant-2' }]; // prettier-ignore
    const question = { kind: 'allocate', amount: 25_000_000, ranks: [{ share: 'pro-rata', claims: claims.map(({ id: claim, amount }) => ({ id: claim, amount })) }] }; // prettier-ignore
    const ranks = [{ kind: 'ordinary', claims: claims.map(({ id: claim, party }) => ({ id: claim, party })) }];
    const objected = known
      .complete('distribution.planned', { receipts: ['r-7'], shares: [share('applicant-1', 15_000_000), share('applicant-2', 10_000_000)], question, ranks } as never)
      .complete('distribution.objected', id, { party: 'applicant-1', disputedFen: 1_000_000 }); // prettier-ignore
    expect(whose(objected, 'distribution-opposition')).toEqual(['other', 'you', 'you']);
    const opposed = objected.complete('distribution.opposed', id, { party: 'applicant-2' });
    expect(whose(opposed, 'distribution-suit')).toEqual(['you', 'other', 'other']);
  });
});
