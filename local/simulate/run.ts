import { lawLibrary, law1 } from '../../test/support/given-law.ts';
import { openedBy } from '../../domain/engine/derive.ts';
import { decide } from '../../domain/engine/decide.ts';
import { asFacts } from '../../domain/engine/advance.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import type { Fact } from '../../domain/record/fact.ts';
import { isRefusal } from '../../domain/record/refusal.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../domain/time/instant.ts';
import { fastChance, oneBy } from './chance.ts';
import { BEGIN, CLAIMS, filedCase, type Operation, operation } from './court.ts';
import { broken, emptyStore, holdsWhatItOwes } from './laws.ts';

/** What to simulate. */
export interface Simulated {
  readonly operations: number;
  readonly seed: number;
  /** Operations of one case. */
  readonly each?: number;
  /** Told now and then how far it has come. */
  readonly onProgress?: (done: number) => void;
}

/** What came of it. */
export interface Simulation {
  readonly seed: number;
  readonly operations: number;
  readonly accepted: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  /** What does not hold, in which case of the run, and what was done in it. */
  readonly broken?: { readonly law: string; readonly caseSeed: number; readonly record: readonly Fact[] };
}

const EACH = 60;
const deadlinesOf = openedBy(lawLibrary([law1]));
const law = { rules: 1, calendar: 1, settings: 1 };
const LONG = 0.03; // of the pauses: the time to object to a plan runs out
const REPORTED = 10_000;

/**
 * Lets people do by chance what moves money, case after case: what is right and what is not, twice, late, out of order, taken back.
 * Each is put to the engine's own decision, and what must always hold is looked at after each. The same seed does the same.
 */
export function simulate({ operations, seed, each = EACH, onProgress }: Simulated): Simulation {
  const [accepted, refused]: Record<string, number>[] = [{}, {}];
  const count = (of: Record<string, number> | undefined, name: string): void => {
    if (of !== undefined) of[name] = (of[name] ?? 0) + 1;
  };
  let done = 0;
  for (let n = 0; done < operations; n++) {
    const caseSeed = (Math.imul(seed, 0x9e3779b1) + n) >>> 0;
    const chance = fastChance(caseSeed);
    const stored = emptyStore();
    let record: readonly Fact[] = filedCase(oneBy(chance, CLAIMS), chance() < 0.5);
    let c = readCase(record);
    let now = BEGIN + 9 * HOUR;
    let last: Operation | undefined;
    for (let i = 0; i < each && done < operations; i++, done++) {
      now += chance() < LONG ? 18 * DAY : MINUTE * (1 + Math.floor(chance() * 90));
      const next = last !== undefined && chance() < 0.05 ? last : operation(chance, seen(c, now)); // sent once more
      last = next;
      const facts = tried(c, next, now);
      if (typeof facts === 'string') {
        count(refused, facts);
        continue;
      }
      count(accepted, next.completion.node);
      for (const kind of kindsOf(facts)) count(accepted, kind);
      record = [...record, ...facts];
      c = readCase(record);
      const wrong = broken(c, new Set(facts.map(({ seq }) => seq)), stored) ?? (holdsWhatItOwes(stored.book) ? undefined : 'what is held is not what is owed'); // prettier-ignore
      if (wrong !== undefined) return { seed, operations: done + 1, accepted: accepted ?? {}, refused: refused ?? {}, broken: { law: wrong, caseSeed, record } }; // prettier-ignore
    }
    if (done % REPORTED < each) onProgress?.(done);
  }
  return { seed, operations: done, accepted: accepted ?? {}, refused: refused ?? {} };
}

/** What was done in particular, beside its node: where money went, for what, why it was put off. */
const kindsOf = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap((f) => {
    if (f.node === 'payout.delay-approved') return [`${f.node} ${f.payload.ground}`];
    if (f.node === 'payout.paid') return [`${f.node} ${f.payload.to}`];
    if (f.node !== 'payout.applied') return [];
    const { to, ground, onBehalfOf } = f.payload;
    return [[f.node, to, ground ?? '', onBehalfOf === undefined ? '' : 'on behalf'].filter((word) => word !== '').join(' ')]; // prettier-ignore
  });

const seen = (c: Case, now: Instant) => ({
  receipts: [...new Set(c.record.flatMap((f) => (f.node === 'funds.arrived' ? [f.subject ?? ''] : [])))],
  forms: [...new Set(c.record.flatMap((f) => (f.node === 'payout.applied' ? [f.payload.form] : [])))],
  record: c.record,
  now,
});

/** The facts that an operation makes, or the code with which it is refused. */
function tried(c: Case, { completion, actor }: Operation, now: Instant): readonly Fact[] | string {
  const draft = decide(c, completion, {
    ...{ now, actor, people: new Map(), deadlines: () => deadlinesOf(c, now), deadlinesOf, settings: defaultSettings },
  });
  return isRefusal(draft) ? draft.code : asFacts(c.record, [draft], law, actor.via);
}
