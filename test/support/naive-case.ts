/** A case read the slow and obvious way: every question walks all facts. What the quick way has to agree with. */
import type { Case } from '../../domain/record/case.ts';
import type { Fact, FactOf } from '../../domain/record/fact.ts';
import { describedIn } from '../../domain/plan/control/assets.ts';
import { stepNodes } from '../../domain/plan/control/measures.ts';
import type { NodeId } from '../../domain/nodes/index.ts';

/** The same case, without any index. */
export function naive({ kind, founding, filed, record, facts, subjects }: Case): Case {
  const all = <N extends NodeId>(node: N, subject?: string | null) =>
    facts.filter((f): f is FactOf<N> => f.node === node && (subject === undefined || f.subject === subject));
  return {
    kind,
    founding,
    filed,
    record,
    facts,
    subjects,
    readings: new Map(),
    all,
    first: (node, subject) => all(node, subject)[0],
    last: (node, subject) => all(node, subject).at(-1),
    fact: (seq) => facts.find((f) => f.seq === seq),
  };
}

/** What was true of the first round when some facts had happened, from all of them, each question by itself. */
function roundAfter(c: Case, facts: readonly Fact[]) {
  const of = (...nodes: readonly NodeId[]) => facts.filter((f) => nodes.includes(f.node));
  const since = (last: Fact | undefined) => facts.slice(last === undefined ? 0 : facts.indexOf(last));
  const said = (f: Fact) => f.payload as { complete?: boolean; round?: string; respondents?: string[] }; // whichever has them
  const isBack = (round: 'network' | 'traditional') => {
    const begun = of(round === 'network' ? 'query.started' : 'traditional-query.started').at(-1);
    const answers = round === 'network' ? 'query.returned' : 'traditional-query.returned';
    const came = (f: Fact) =>
      (f.node === answers && said(f).complete === true) || (f.node === 'query.failed' && said(f).round === round);
    return begun !== undefined && since(begun).some(came);
  };
  const filed = c.filed.payload.respondents.map((party, i) => ({
    id: party.id ?? `respondent-${i + 1}`,
    from: c.filed,
  }));
  const joined = of('party.joined').filter((f) => (f.payload as { side: string }).side === 'respondent'); // of that node
  const asked = [...filed, ...joined.map((from) => ({ id: from.subject ?? '', from }))].every(
    ({ id, from }) =>
      of('party.left').some((f) => f.subject === id) ||
      since(from).some((f) => f.node === 'query.started' && (said(f).respondents?.includes(id) ?? true)),
  );
  const known = new Map<string, number | null>();
  for (const f of facts) for (const { id, valueFen } of describedIn(f)) known.set(id, valueFen);
  const steps = (id: string) =>
    of(...stepNodes, 'debt.notified').filter((f) => {
      const about = f.payload as { id?: string; asset?: string }; // what is taken over says its own, a notice its receivable's
      return [f.subject, about.id, about.asset].includes(id);
    });
  const had = ([id, valueFen]: readonly [string, number | null]) => {
    if (steps(id).length === 0) return valueFen ?? 0;
    const released = steps(id).findLast((f) => ['asset.released', 'asset.disposed', 'asset.expired', 'asset.passed-on'].includes(f.node)); // prettier-ignore
    const left = released === undefined ? steps(id) : steps(id).slice(steps(id).indexOf(released) + 1);
    const hadFen = steps(id).reduce((sum, f) => {
      if (f.node === 'asset.disposed') return sum + f.payload.priceFen;
      return f.node === 'asset.deducted' ? sum + f.payload.amountFen : sum;
    }, 0);
    const first = left.findLast((f) => (f.payload as { order?: string }).order === 'first'); // a skip has none
    const waiting = left.findLast((f) => (f.payload as { order?: string }).order === 'waiting');
    const promoted = left.some((f) => f.node === 'asset.promoted') ? waiting : undefined;
    const counts = first ?? promoted;
    if (counts === undefined) return hadFen;
    const frozen = counts.node === 'asset.frozen' ? counts.payload.amountFen : undefined; // of that node
    return Math.max(frozen ?? valueFen ?? 0, hadFen);
  };
  return {
    networkBack: asked && isBack('network'),
    hadFen: [...known].reduce((sum, each) => sum + had(each), 0),
    begun: of('traditional-query.started').length > 0,
    traditionalBack: isBack('traditional'),
    allTouched: [...known.keys()].every((id) => steps(id).length > 0),
  };
}

type Turns = readonly { readonly from: number; readonly to: number | undefined }[];

/** The stretches in which the first round had ended, and in which it fell short: told anew after each of its facts. */
export function naiveRound(c: Case): { readonly short: Turns; readonly ended: Turns } {
  const claim = c.filed.payload.claimFen;
  let [networkEnded, isShort] = [false, false];
  const states = c.facts.map((fact, i) => {
    const now = roundAfter(c, c.facts.slice(0, i + 1));
    networkEnded ||= now.networkBack;
    isShort = (networkEnded && claim !== null && now.hadFen < claim) || (isShort && now.begun);
    const isEnded = now.networkBack && now.allTouched && (!(isShort || now.begun) || now.traditionalBack);
    return { seq: fact.seq, isShort, isEnded };
  });
  const turns = (is: (state: (typeof states)[number]) => boolean): Turns =>
    states.flatMap((state, i) => {
      const before = states[i - 1];
      if (!is(state) || (before !== undefined && is(before))) return [];
      return [{ from: state.seq, to: states.slice(i).find((later) => !is(later))?.seq }];
    });
  return { short: turns((s) => s.isShort), ended: turns((s) => s.isEnded) };
}
