// Whoever is corrected, joins, is replaced or leaves: an id is one person's for good, and what was done for one is not done for another.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filedParties } from '../../../domain/nodes/party.ts';
import { parties, respondents } from '../../../domain/record/parties.ts';
import { formatInstant, HOUR } from '../../../domain/time/instant.ts';
import { saysOf } from '../../support/documents.ts';
import { type Court, given } from '../../support/given.ts';
import { fileSeed, onceEach } from '../../support/once-each.ts';
import { kinds, person } from '../../support/two-respondents.ts';

/** Persons who share no character of their names. */
const names = ['李卫东', '王秀英', '赵大海', '孙小云', '周玉兰', '吴长江', '郑成功', '冯晓明', '陈向阳', '卫国强'];

interface Move {
  readonly what: number;
  readonly who: number;
  readonly other: number;
  readonly hours: number;
}

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({ what: fc.nat(11), who: fc.nat(), other: fc.nat(), hours: fc.nat(60) }),
  { minLength: 8, maxLength: 45 },
);

const one = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(from.length, 1)];

/** What somebody might do next about parties; a good part of it should be refused. */
function step(court: Court, { what, who, other, hours }: Move): Court {
  const { c } = court;
  const ids = parties(c).map(({ id }) => id);
  const at = formatInstant(Math.max(c.filed.at, court.now - (other % 3) * hours * HOUR));
  const own = c.filed.payload;
  const mine = one(own.respondents, who);
  const correct = (some: typeof own.respondents) =>
    court.tries('fact.corrected', {
      payload: { fact: 2, payload: { ...own, respondents: some }, reason: '更正' },
      by: 'review',
    });
  const joined = { side: 'respondent', ...person(one(names, other) ?? ''), ruling: '裁定' };
  switch (what) {
    case 0: // misspelt, or put right again
      return correct(
        own.respondents.map((p) => (p === mine ? { ...p, name: `${p.name.slice(0, 2)}${'错对'[other % 2]}` } : p)),
      );
    case 1: // exchanged
      return correct(own.respondents.toReversed().map((p, i) => ({ ...p, id: filedParties(own).at(1 + i)?.id ?? '' })));
    case 2: // dropped, added, or another person
      return correct(one([own.respondents.slice(1), [...own.respondents, person('外人甲')], [person('外人甲'), ...own.respondents.slice(1)]], other) ?? []); // prettier-ignore
    case 3:
      return court.tries('party.joined', { payload: joined, at, ...(who % 2 === 0 && { subject: `p-${other % 5}` }) });
    case 4:
      return court.tries('party.left', { subject: one(ids, who), payload: { ground: '事由', ruling: '裁定' }, at });
    case 5: {
      const fact = one(
        c.record.filter((f) => f.node.startsWith('party.') || f.node === 'fact.withdrawn'),
        who,
      )?.seq;
      return court.tries('fact.withdrawn', { payload: { fact, reason: '误录' }, by: 'review' });
    }
    case 6:
      return court.tries('query.started', { payload: { systems: ['总对总'], ...(who % 2 === 0 && { respondents: [one(ids, other)] }) }, at }); // prettier-ignore
    case 7: {
      const fact = c.last('party.joined');
      return court.tries('fact.corrected', { payload: { fact: fact?.seq, at, payload: { ...fact?.payload, ...(other % 2 === 0 && person(one(names, who) ?? '')) }, reason: '更正' }, by: 'review' }); // prettier-ignore
    }
    default:
      return court.tries('documents.issued', {
        payload: {
          kind: one(kinds, who),
          recipients: [one(ids, other)],
          channel: 'post',
          ...saysOf(one(kinds, who) ?? 'summons'),
        },
        at,
      });
  }
}

const begun = () =>
  given({ respondents: [person('李卫东'), person('王秀英')] })
    .filed()
    .assigned();

/** Every court on a way that moves take: both properties look at the same ways. */
const courtsOn = onceEach((drawn: readonly Move[]) => {
  const courts = [begun()];
  for (const move of drawn) {
    const court = courts.at(-1) ?? begun();
    courts.push(step(court.at(formatInstant(court.now + move.hours * HOUR)), move));
  }
  return courts;
});

/** Checks something of every court on every way that moves take it. */
const always = (check: (courts: readonly Court[]) => void) =>
  fc.assert(
    fc.property(moves, (drawn) => check(courtsOn(drawn))),
    { numRuns: 150, seed: fileSeed },
  );

test('an id never names two persons, and nobody of the filing is lost or renumbered', () => {
  const reached = { joined: 0, left: 0, corrected: 0 };
  always((courts) => {
    const called = new Map<string, string>();
    for (const { c } of courts) {
      const all = parties(c);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(all.slice(0, 3).map(({ id }) => id).toSorted()).toEqual(['applicant-1', 'respondent-1', 'respondent-2']); // prettier-ignore
      for (const { id, name } of all) {
        const known = called.get(id) ?? name;
        called.set(id, known);
        expect(name.slice(0, 2), id).toBe(known.slice(0, 2));
      }
      expect(respondents(c).length).toBeGreaterThan(0);
    }
    const last = courts.at(-1)?.c;
    reached.joined += last?.all('party.joined').length ?? 0;
    reached.left += last?.all('party.left').length ?? 0;
    reached.corrected += last?.filed.payload.respondents.some((p) => /[错对]$/.test(p.name)) ? 1 : 0;
  });
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(30); // or the moves are not worth checking
});

test('no deadline of one party is ended by a document to another, or by a query of others', () => {
  let ended = 0;
  always((courts) => {
    const { c, derived } = courts.at(-1) ?? begun();
    for (const d of derived.filter((x) => x.status === 'done' || x.status === 'done-late')) {
      const whose = parties(c).filter((p) =>
        d.subject === null ? p.joined.node === 'case.filed' && p.side === 'respondent' : p.id === d.subject,
      );
      if (d.rule !== 'initial-documents' && d.rule !== 'network-query') continue;
      ended += d.subject === null ? 0 : 1;
      for (const { id, left } of whose) {
        if (d.subject === null && left !== undefined && left.at <= (d.endedAt ?? 0)) continue;
        const until = c.facts.filter((f) => f.at <= (d.endedAt ?? 0));
        const got = kinds.every((kind) =>
          until.some(
            (f) => f.node === 'documents.issued' && f.payload.kind === kind && f.payload.recipients.includes(id),
          ),
        );
        const asked = until.some(
          (f) =>
            f.node === 'query.started' &&
            (f.payload.respondents?.includes(id) ?? respondents(c, f.at).some((r) => r.id === id)),
        );
        expect(d.rule === 'network-query' ? asked : got, `${d.id} ${id}`).toBe(true);
      }
    }
  });
  expect(ended).toBeGreaterThan(10);
});
