import { becoming } from '../../../domain/plan/by-itself.ts';
import { HOUR } from '../../../domain/time/instant.ts';
import { countedFrom } from '../../../domain/plan/ladder.ts';
import type { Kept } from '../../../domain/engine/settle.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '../../../domain/engine/advance.ts';
import { readCase } from '../../../domain/record/case.ts';
import { derive } from '../../../domain/engine/derive.ts';
import { disclosureDue } from '../../../domain/engine/disclosure.ts';
import { standingAt } from '../../../domain/engine/standstill.ts';
import type { Derived } from '../../../domain/plan/derived.ts';
import type { Fact } from '../../../domain/record/fact.ts';
import { begun, type Drawn, drawings, lived, startOf } from '../../support/any-history.ts';
import type { Court } from '../../support/given.ts';
import { fileSeed, onceEach } from '../../support/once-each.ts';

interface Bounds {
  readonly numRuns?: number;
  readonly start?: Start;
}

type Life = ReturnType<typeof lived>;
type Start = (draws: readonly Drawn[]) => Court;
const livesFrom = new Map<Start, (draws: readonly Drawn[]) => Life>();

/** A history, which is lived once however many properties look at it. */
function lifeFrom(start: Start, draws: readonly Drawn[]): Life {
  const life = livesFrom.get(start) ?? onceEach((drawn: readonly Drawn[]) => lived(start(drawn), drawn));
  livesFrom.set(start, life);
  return life(draws);
}

const ends = new WeakMap<Court, Court>();
/** The case long after everything that was recorded in it. */
function atItsEnd(court: Court): Court {
  const end = ends.get(court) ?? court.at('2027-06-01');
  ends.set(court, end);
  return end;
}

/** Checks something of every case that random steps lead to. A failure prints its seed and path. */
const always = (check: (life: Life) => void, { numRuns = 60, start = startOf }: Bounds = {}) =>
  fc.assert(
    fc.property(drawings(40), (draws) => check(lifeFrom(start, draws))),
    { numRuns, seed: fileSeed },
  );

const rungKeys = (court: Court) =>
  court.log
    .filter((l) => l.type === 'rung' || l.type === 'taken-over')
    .map((l) => ({
      key: `${l.type} ${l.deadline} ${l.step} ${l.dueAt}`,
      firesAt: l.firesAt ?? 0,
      recordedAt: l.recordedAt,
    }));

/** When a deadline's steps fall that have not fallen for its due. */
const leftOf = (d: Derived, kept: Kept | undefined) =>
  countedFrom(d.steps, kept?.since ?? Number.NEGATIVE_INFINITY)
    .filter((s) => !kept?.fired.some((f) => f.step === s.step && f.dueAt === d.dueAt && !f.takenOver))
    .map((s) => s.at);

const told = (record: readonly Fact[], court: Court) => derive(readCase(record), court.lookUp);

test('the histories are worth testing: they reach every chapter of the plan', () => {
  const seen = new Set<string>();
  const wanted = [
    ...['done', 'done-late', 'void', 'lapsed', 'suspended', 'payout', 'disclose'],
    ...['node.disclosed', 'delivery.failed', 'distribution.objected', 'distribution.settled'],
  ];
  const look = () =>
    fc.assert(
      fc.property(drawings(80), (draws) => {
        const { court } = lived(startOf(draws), draws);
        for (const d of court.deadlines()) seen.add(`${d.id.split(/[:@]/)[0]}`).add(d.status);
        for (const { node } of court.record) seen.add(node);
      }),
      { numRuns: 25 },
    );
  for (let n = 0; n < 160 && !wanted.every((each) => seen.has(each)); n++) look(); // some are rare
  expect(seen.size).toBeGreaterThan(20);
  expect([...seen]).toEqual(expect.arrayContaining(wanted));
});

describe('at every step of every history', () => {
  test('ids of deadlines are unique', () => {
    always(({ courts }) => {
      for (const { derived } of courts) expect(new Set(derived.map((d) => d.id)).size).toBe(derived.length);
    });
  });

  test('each deadline, step and due is logged once, and never before its instant', () => {
    always(({ court }) => {
      const rungs = rungKeys(atItsEnd(court));
      expect(new Set(rungs.map((r) => r.key)).size).toBe(rungs.length);
      for (const { firesAt, recordedAt } of rungs) expect(recordedAt).toBeGreaterThanOrEqual(firesAt);
    });
  });

  test('no step falls before the instant from which it counts (engine.md 26)', () => {
    always(({ court }) => {
      const recorded = new Map(court.record.map((f) => [f.seq, f.recordedAt]));
      for (const l of atItsEnd(court).log) {
        if (l.type !== 'rung' || l.deadline === null || l.firesAt === null) continue;
        const opening = Number(l.deadline.split('@').at(-1));
        expect(l.firesAt).toBeGreaterThanOrEqual(Math.min(recorded.get(opening) ?? 0, l.dueAt ?? 0));
        const late = l.rung === 'supervise' ? 24 : 48;
        const isAhead = l.rule === 'seizure-expiry'; // its steps all fall before the last day
        if (!isAhead && (l.rung === 'supervise' || l.rung === 'criticise'))
          expect(l.firesAt - Math.max(recorded.get(opening) ?? 0, l.dueAt ?? 0)).toBeGreaterThanOrEqual(late * HOUR);
      }
    });
  });

  test('one lateness is put to the director at most once, and on a supervised matter alone', () => {
    always(({ court }) => {
      const lived = atItsEnd(court);
      const opened = new Map(
        lived.record.filter((f) => f.node === 'supervision.opened').map((f) => [f.seq, f.payload]),
      );
      const withdrawn = new Set(
        lived.record.flatMap((f) => (f.node === 'fact.withdrawn' ? [Number(f.payload.fact)] : [])),
      );
      const put = lived.log.filter((l) => l.type === 'rung' && l.rung === 'criticise');
      const latenesses = put.flatMap((l) => {
        expect(l.rule).toBe('supervised-matter');
        const matter = Number(l.deadline?.split('@').at(-1));
        if (withdrawn.has(matter)) return []; // recorded by mistake: nobody was to be criticised for it
        const about = opened.get(matter);
        return about?.deadline === undefined ? `${l.deadline} ${l.dueAt}` : `${about.deadline} ${about.dueAt}`;
      });
      expect(new Set(latenesses).size).toBe(latenesses.length);
    });
  });

  const endOfStandstill = ({ status, still }: Derived) => (status === 'suspended' && still?.to ? [still.to] : []);

  /** When what waits for the parties' next batch goes out with it. */
  const nextBatch = ({ c, derived, now }: Court): readonly number[] => {
    const telling = disclosureDue(
      c,
      derived.map((d) => standingAt(d, now)),
      now,
    );
    return typeof telling === 'number' ? [telling] : [];
  };

  test('the next wake lies ahead, and no later than the next rung, opening or end by time of any deadline', () => {
    always(({ courts }) => {
      for (const court of courts) {
        const { c, derived, kept, now, nextWake } = court;
        const ahead = derived
          .flatMap((d) => [d.openedAt, ...leftOf(d, kept.get(d.id)), ...endOfStandstill(d), d.endsByTime ?? now])
          .concat(becoming(c).map(({ at }) => at))
          .concat(nextBatch(court))
          .filter((at) => at > now);
        expect(nextWake === null || nextWake.at > now).toBe(true);
        // criticism that has been put to the director for that lateness is all that a wake may pass over
        if (nextWake !== null) expect(ahead).toContain(nextWake.at);
        if (ahead.length > 0 && nextWake !== null) expect(nextWake.at).toBeGreaterThanOrEqual(Math.min(...ahead));
      }
    });
  });

  test('settling again at the same instant changes nothing and tells nobody anything', () => {
    always(({ courts }) => {
      for (const court of courts) {
        const again = advance(court, [], { now: court.now, laws: court.lookUp });
        // a batch that waits to be reported is named again, by the same key: the outbox takes each once
        const news = again.effects.filter((each) => !court.batches.some(({ key }) => key === each.key));
        expect([again.changes, again.log, news, again.appended]).toEqual([[], [], [], []]);
        expect(again.kept).toEqual(court.kept);
        expect(again.nextWake).toEqual(court.nextWake);
      }
    });
  });

  test('what was warned stays recorded, whatever is withdrawn or moved afterwards', () => {
    always(({ courts }) => {
      const last = courts.at(-1);
      for (const court of courts) {
        expect(last?.log.slice(0, court.log.length)).toEqual(court.log);
        for (const l of court.log.filter((entry) => entry.type === 'rung')) {
          const fired = last?.kept.get(l.deadline ?? '')?.fired ?? [];
          expect(fired.some((f) => f.rung === l.rung && f.dueAt === l.dueAt && f.firesAt === l.firesAt)).toBe(true);
        }
      }
    });
  });

  test('what is kept of a deadline is what follows from the facts', () => {
    always(({ courts }) => {
      for (const { derived, kept, now } of courts) {
        for (const d of derived.filter((x) => x.openedAt <= now)) {
          expect(kept.get(d.id)).toMatchObject({ status: d.status, targetDue: d.targetDue, dueAt: d.dueAt });
        }
      }
    });
  });

  test('a rung sends one notice at most, and none twice', () => {
    always(({ court }) => {
      const keys = atItsEnd(court).notices.map((n) => n.key);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });
});

// what was told stays told: its withdrawal is told in its turn
const untold = { numRuns: 30, start: begun } as const;

describe('a withdrawn fact', () => {
  test('leaves the deadlines as they would be without it and its withdrawal', () => {
    let withdrawn = 0;
    always(({ court }) => {
      for (const { seq } of court.c.facts) {
        const after = court.tries('fact.withdrawn', { payload: { fact: seq, reason: '误录' }, by: 'review' });
        if (after === court) continue;
        withdrawn++;
        const without = court.record.filter((f) => f.seq !== seq);
        // the record keeps its numbers, so only the story behind an opening, which looks facts up by number, may differ
        const bare = ({ because: _, ...rest }: Derived) => rest;
        expect(told(after.record.slice(0, court.record.length + 1), court).map(bare)).toEqual(
          told(without, court).map(bare),
        );
      }
    }, untold);
    expect(withdrawn).toBeGreaterThan(30);
  });

  test('withdrawn and brought back, it leaves everything as it was', () => {
    always(({ court }) => {
      for (const { seq } of court.c.facts.slice(-6)) {
        const gone = court.tries('fact.withdrawn', { payload: { fact: seq, reason: '误录' }, by: 'review' });
        if (gone === court) continue;
        const withdrawal = gone.seq('fact.withdrawn');
        const back = gone.tries('fact.withdrawn', { payload: { fact: withdrawal, reason: '仍然有效' }, by: 'review' });
        const matters = (c: Court) => c.derived.filter((d) => d.rule !== 'supervised-matter');
        if (back !== gone) expect(matters(back)).toEqual(matters(court));
      }
    }, untold);
  });
});
