import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Case, growing, readCase } from '../../../domain/record/case.ts';
import { derive } from '../../../domain/engine/derive.ts';
import { offered } from '../../../domain/engine/offered.ts';
import { snapshotOf } from '../../../domain/engine/snapshot.ts';
import { type NodeId, nodeIds } from '../../../domain/nodes/index.ts';
import { firstRound, type Stretch } from '../../../domain/plan/control/rounds.ts';
import { begun, type Drawn, drawings, lived } from '../../support/any-history.ts';
import type { Court } from '../../support/given.ts';
import { fileSeed, onceEach } from '../../support/once-each.ts';
import { naive, naiveRound } from '../../support/naive-case.ts';

const livedFrom = (from: Court) => onceEach((draws: readonly Drawn[]) => lived(from, draws).courts);
const fromBegun = livedFrom(begun());

/** Checks something of every court on the way through histories. A failure prints its seed and path. */
const always = (check: (court: Court) => void, numRuns = 60, courtsOf = fromBegun) =>
  fc.assert(
    fc.property(drawings(50), (draws) => courtsOf(draws).forEach(check)),
    { numRuns, seed: fileSeed },
  );

/** Every answer that a case gives about its facts. */
const answers = (c: Case) => {
  const about = [undefined, null, ...c.subjects.keys()];
  const of = (node: NodeId) =>
    about.map((subject) => [c.all(node, subject), c.first(node, subject), c.last(node, subject)]);
  return { ...pick(c), of: nodeIds.map(of), at: c.record.map((f) => c.fact(f.seq)) };
};
const pick = ({ filed, record, facts, subjects }: Case) => ({ filed, record, facts, subjects: [...subjects] });

test('a case that looks its facts up answers, derives and stands as one that walks them all for each question', () => {
  always(({ c, lookUp }) => {
    const slow = naive(c);
    expect(answers(c)).toEqual(answers(slow));
    expect(derive(c, lookUp)).toEqual(derive(slow, lookUp));
    expect(snapshotOf(c)).toEqual(snapshotOf(slow));
    expect(offered(c)).toEqual(offered(slow));
  });
});

test('the first round turns where it does when everything held is looked at anew for each fact', () => {
  const seen = new Set<string>();
  const look = ({ c }: Court) => {
    const turns = (stretches: readonly Stretch[]) => stretches.map(({ from, to }) => ({ from: from.seq, to: to?.seq }));
    const { short, ended } = firstRound(c);
    expect({ short: turns(short), ended: turns(ended) }).toEqual(naiveRound(c));
    seen.add(`${short.length > 0} ${ended.length > 0}`);
  };
  always(look, 100);
  const nothingFound = begun().complete('query.started').complete('query.returned', { complete: true, assets: [] });
  always(look, 50, livedFrom(nothingFound));
  expect(seen.size).toBeGreaterThan(1);
});

test('a case that grows fact by fact is the case read whole, withdrawals and corrections included', () => {
  always(({ record }) => {
    const begin = record.findIndex((f) => f.node === 'case.filed') + 1;
    const grown = growing(record.slice(0, begin));
    for (const [i, fact] of record.slice(begin).entries()) {
      grown.add(fact);
      if (i % 5 === 0) expect(pick(grown.now())).toEqual(pick(readCase(record.slice(0, begin + i + 1))));
    }
    expect(answers(grown.now())).toEqual(answers(readCase([...record])));
  }, 20);
});

test('deriving the same case again costs nothing; under another law it is another answer', () => {
  const court = begun();
  const derived = derive(court.c, court.lookUp);
  expect(derive(court.c, court.lookUp)).toBe(derived);
  const other = court.lookUp({ rules: 1, calendar: 1, settings: 1 });
  const copy = derive(court.c, () => ({ ...other }));
  expect(copy).not.toBe(derived);
  expect(copy).toEqual(derived);
});
