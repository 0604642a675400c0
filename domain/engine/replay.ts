import { conditionOf } from '../plan/conditions.ts';
import type { Deadlines } from '../plan/guard.ts';
import type { DeadlineNow } from '../plan/derived.ts';
import { heldByForms } from '../plan/money/forms.ts';
import { nodeRow } from '../nodes/index.ts';
import { type Case, growing } from '../record/case.ts';
import type { Draft, Fact } from '../record/fact.ts';
import type { Refusal } from '../record/refusal.ts';
import { isOfTelling } from '../record/version.ts';
import type { Instant } from '../time/instant.ts';
import { guarded } from './guarded.ts';
import { isRelayed } from './relaying.ts';

/** When it is asked, and what deadlines a case has. */
interface At extends Pick<Deadlines, 'of' | 'settings' | 'conditionOf' | 'others' | 'lacked'> {
  readonly now: Instant;
  /** What could rest on the change at all; left out: anything. */
  readonly could?: (fact: Fact) => boolean;
}

/**
 * The facts of persons and outside systems that rest on what a further fact would take back or change, `changed`: each, at its turn,
 * is accepted by its own guards with the record as it stands and refused with that fact in it (engine.md 3). What rests on
 * such a fact is listed too; what the engine itself concluded follows by itself.
 */
export function dependents(c: Case, changed: Case, at: At): readonly Fact[] {
  const { of, settings, could = () => true } = at;
  const [now, then] = [bySeq(c.facts), bySeq(changed.facts)];
  const [stand, again] = [new Map(now.map((f) => [f.seq, f])), new Map(then.map((f) => [f.seq, f]))];
  const first = firstChange(now, again);
  const was = growing(now.filter((f) => f.seq <= first));
  const would = growing(then.filter((f) => f.seq <= first));
  const [stood, stands] = [turns(c, at), turns(changed, at)];
  const long = { of, settings, isRecorded: true, holds: heldByForms(c) };
  const found: Fact[] = [];
  const ahead = [...new Set([...stand.keys(), ...again.keys()])].filter((seq) => seq > first);
  for (const seq of ahead.toSorted((a, b) => a - b)) {
    const [fact, next] = [stand.get(seq), again.get(seq)];
    if (fact === undefined) {
      if (next !== undefined) would.add(next); // it comes back
      continue;
    }
    const rests =
      next !== undefined &&
      (fact.via !== 'system' || isRelayed(c, fact)) &&
      !isOfTelling(fact) && // of what was told and is put right its parties hear anew
      could(fact) &&
      fits(was.now(), fact, { ...long, deadlines: () => stood(fact) }) &&
      !fits(would.now(), next, { ...long, deadlines: () => stands(fact) });
    if (rests) found.push(fact);
    was.add(fact);
    if (next !== undefined && !rests) would.add(next);
  }
  return found;
}

/** A dependent as a refusal names it: by its place, what it says, and of which form. */
export function asDependent(fact: Fact): { readonly id: string; readonly zh: string } {
  const { seq, node, subject } = fact;
  const form = node === 'payout.applied' ? fact.payload.form : subject;
  const ofForm = node.startsWith('payout.') && form != null ? `（${form}）` : '';
  return { id: String(seq), zh: `${seq}：${nodeRow(node).zh}${ofForm}` };
}

const bySeq = (facts: readonly Fact[]): readonly Fact[] => facts.toSorted((a, b) => a.seq - b.seq);

/** The place in the record from which on it would read otherwise. */
function firstChange(now: readonly Fact[], changed: ReadonlyMap<number, Fact>): number {
  const seqs = new Set(now.map((f) => f.seq));
  const back = [...changed.keys()].filter((seq) => !seqs.has(seq));
  const gone = now.filter((f) => changed.get(f.seq) !== f).map((f) => f.seq);
  return Math.min(...back, ...gone);
}

/**
 * The deadlines of a case as each fact found them at its turn, from one derivation: deriving anew for each of many facts
 * would hold everybody else up for seconds.
 */
function turns(c: Case, { of, now }: At): (fact: Fact) => readonly DeadlineNow[] {
  const all = of(c, now).map((d) => ({ ended: d, running: { ...d, status: 'open' as const } }));
  return ({ seq }) =>
    all
      .filter(({ ended }) => ended.seq < seq)
      .map(({ ended, running }) => (ended.endedBy !== null && ended.endedBy < seq ? ended : running));
}

const fits = (c: Case, fact: Fact, deadlines: Deadlines): boolean =>
  judged(c, fact, fact.recordedAt, deadlines) === undefined;

/** What the guards of a fact say to it, as recorded at an instant in a case; its form and its sender are not asked again. */
export const judgedAgain = (c: Case, fact: Fact, { now, ...known }: At): Refusal | undefined =>
  judged(c, fact, now, { ...known, deadlines: () => known.of(c, now) });

function judged(c: Case, fact: Fact, now: number, deadlines: Deadlines): Refusal | undefined {
  const draft = { ...fact, now } as Draft; // the same node and payload
  return guarded(c, draft, conditionOf(fact.node), deadlines);
}
