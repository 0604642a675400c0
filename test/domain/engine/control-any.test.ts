import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstRound, type Stretch } from '../../../domain/plan/control/rounds.ts';
import { anyControl, controlled, wayOut } from '../../support/control-history.ts';
import { naiveRound } from '../../support/naive-case.ts';

const turns = (stretches: readonly Stretch[]) => stretches.map(({ from, to }) => ({ from: from.seq, to: to?.seq }));
const always = (check: (courts: ReturnType<typeof controlled>) => void) =>
  fc.assert(
    fc.property(anyControl, (draws) => check(controlled(draws))),
    { numRuns: 60 },
  );

test('whatever the order of returns, controls, skips and releases: end, shortage and schedule are what a recomputation tells', () => {
  const seen = { short: 0, ended: 0, reopened: 0 };
  const isSeen = () => seen.short * seen.ended * seen.reopened > 0;
  // what is drawn reopens seldom: drawn on until it has
  for (let n = 0; n < 10 && !isSeen(); n++)
    always((courts) => {
      for (const court of courts.slice(-6)) {
        const { c } = court;
        const { short, ended } = firstRound(c);
        const naive = naiveRound(c);
        expect({ short: turns(short), ended: turns(ended) }).toEqual(naive);
        const open = (rule: string, of: typeof naive.short) => {
          const ids = court.deadlines(rule).map((d) => d.id);
          expect(ids).toEqual(of.map(({ from }) => `${rule}@${from}`));
        };
        open('traditional-query', naive.short);
        open('asset-schedule', naive.ended);
        seen.short += short.length;
        seen.ended += ended.length;
        seen.reopened += Number(ended.length > 1);
      }
    });
  expect(isSeen(), JSON.stringify(seen)).toBe(true);
});

test('a schedule is taken while nothing is outstanding, and at no other time', () => {
  always((courts) => {
    for (const court of courts.slice(-6)) {
      const last = naiveRound(court.c).ended.at(-1);
      const isEnded = last !== undefined && last.to === undefined;
      expect(wayOut(court).length === 1).toBe(isEnded);
    }
  });
});

test('nobody is stuck: from wherever they are, some accepted steps file the schedule', () => {
  always((courts) => {
    for (const court of courts.slice(-3)) {
      const filed = wayOut(court).reduce((c, { node, sent }) => {
        const next = c.tries(node, sent);
        expect(next, `${node} ${JSON.stringify(sent)}`).not.toBe(c);
        return next;
      }, court);
      expect(filed.deadline('asset-schedule').status).toMatch(/^done/);
    }
  });
});
