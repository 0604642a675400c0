// The same story told in another order, or to somebody who sleeps, has the same deadlines and the same rungs.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derive } from '../../../domain/engine/derive.ts';
import type { Derived } from '../../../domain/plan/derived.ts';
import { readCase } from '../../../domain/record/case.ts';
import type { Fact } from '../../../domain/record/fact.ts';
import { begun, drawings, lived } from '../../support/any-history.ts';
import type { Court } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';

/** A deadline without the numbers of facts: what a person would say of it. */
const plain = ({ id: _, seq: __, endedBy: ___, because: ____, restsOn: _____, about: ______, ...rest }: Derived) =>
  JSON.stringify(rest, (key, value: unknown) => (key === 'seq' ? undefined : value));
const told = (record: readonly Fact[], court: Court) => derive(readCase(record), court.lookUp);

/** Nodes that name other facts by their number. */
const refersByNumber =
  /^(fact|delay|deadline|criticism|discipline|supervision|contest|entry|stop)\.|^exclusion\.ended$/;

test('facts with instants of their own, recorded in any order, give the same deadlines but for the numbers of facts', () => {
  const life = drawings(40).map((draws) => lived(begun(), draws, (node) => refersByNumber.test(node)).court);
  const shuffled = life.chain((court) => {
    const [law, filed, ...rest] = court.record.filter((f) => f.node !== 'supervision.opened');
    // a millisecond apart: where instants are equal the number decides, and is meant to
    const apart = rest.toSorted((a, b) => a.at - b.at || a.seq - b.seq).map((f, i) => ({ ...f, at: f.at + i }));
    const fixed = [law, filed].filter((f) => f !== undefined);
    const numbered = (facts: readonly Fact[]) => [...fixed, ...facts].map((f, i) => ({ ...f, seq: i + 1 }));
    const other = fc.shuffledSubarray(apart, { minLength: apart.length, maxLength: apart.length });
    return other.map((order) => ({ court, inOrder: numbered(apart), order: numbered(order) }));
  });
  fc.assert(
    fc.property(shuffled, ({ court, inOrder, order }) => {
      expect(told(order, court).map(plain).toSorted()).toEqual(told(inOrder, court).map(plain).toSorted());
    }),
    { numRuns: 100 },
  );
});

test('woken at every instant or only by the next command, a case logs the same rungs of the same deadlines at the same instants; matters open when somebody is awake to open them', () => {
  const isOwn = (l: { deadline: string | null }) => !l.deadline?.startsWith('supervised-matter');
  const rungs = (court: Court) =>
    court.log
      .filter((l) => l.type === 'rung' && isOwn(l))
      // where a matter was opened only in one of them, later facts have other numbers
      .map(
        (l) =>
          `${l.deadline?.replace(/\d+$/, (seq) => court.record[Number(seq) - 1]?.node ?? seq)} ${l.rung} ${l.dueAt} ${l.firesAt}`,
      )
      .toSorted();
  fc.assert(
    fc.property(drawings(30), (draws) => {
      const { court, steps } = lived(begun(), draws, (node) => node.startsWith('supervision.'));
      const about = (s: (typeof steps)[number]) => JSON.stringify(s.sent).includes('supervised-matter');
      if (steps.some(about)) return;
      const end = Math.max(court.now, instant('2026-12-01'));
      const woken = steps.reduce((c, s) => c.workerDownUntil(s.when).tries(s.node, s.sent), begun());
      const nodes = (of: Court) => of.record.map((f) => f.node).join();
      if (nodes(woken) !== nodes(court) && steps.some((s) => refersByNumber.test(s.node))) return; // it would speak of another fact
      expect(rungs(woken.workerDownUntil(new Date(end).toISOString()))).toEqual(
        rungs(court.at(new Date(end).toISOString())),
      );
    }),
    { numRuns: 60 },
  );
});
