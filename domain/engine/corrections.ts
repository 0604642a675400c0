import type { Role } from '../nodes/roles.ts';
import { type NodeId, nodeRow } from '../nodes/index.ts';
import type { NodeRow } from '../nodes/node.ts';
import { recordKindIds, recordKindRow } from '../nodes/record-kinds.ts';
import type { AskGuard, Conditions, FactGuard } from '../plan/guard.ts';
import { canonical } from '../record/canonical.ts';
import { checkClaims } from '../record/claims.ts';
import { isBelieved } from '../record/believed.ts';
import { type Case, readCase } from '../record/case.ts';
import { withdrawnSeqs } from '../record/effective.ts';
import { asFact, type DraftOf, type Fact } from '../record/fact.ts';
import { applicants, respondents } from '../record/parties.ts';
import { reading } from '../record/reading.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { dateOf } from '../time/instant.ts';
import { isPreservation } from '../record/preservation.ts';
import { isOfOne } from '../plan/persons.ts';
import { moneyOf } from '../plan/money/journal.ts';
import { movesMoney } from '../plan/money/postings.ts';
import { delegatedTo } from '../record/delegations.ts';
import { readInstant } from '../gate/instant.ts';
import { bankHasIt } from './bank-has-it.ts';
import { atStake, deciders as correctors } from './at-stake.ts';
import { correctedForm } from './corrected.ts';
import { asDependent, dependents } from './replay.ts';
import { byWhoAsked, byWhoHandlesMoney, isStop } from './stops.ts';
import { namedIn } from './strangers.ts';

/** The facts that are about facts. */
type About = 'fact.withdrawn' | 'fact.corrected' | 'filing.corrected';

const withdrawn = reading((c) => withdrawnSeqs(c.record));

const never: Readonly<Record<'fact.withdrawn' | 'fact.corrected', readonly string[]>> = {
  'fact.withdrawn': ['law.applied', ...recordKindIds.map((kind) => recordKindRow(kind).foundedBy)],
  'fact.corrected': ['law.applied', 'fact.withdrawn', 'fact.corrected', 'filing.corrected'],
};

/** The fact meant: recorded, still holding, and this person's to take back (engine.md 3). */
const correctable: AskGuard<'fact.withdrawn' | 'fact.corrected'> = (c, draft) => {
  const { fact: seq } = draft.payload;
  const meant = c.record[seq - 1];
  if (meant === undefined) return refuse('unknown-fact', `本案没有序号为${seq}的记录`);
  if (withdrawn(c).has(seq)) return refuse('unknown-fact', `序号为${seq}的记录已经撤回`);
  const root = rootOf(c, meant);
  if (nodeRow(root.node).final) return refuse('money-paid', '案款已经支付，不能撤回或更正；请通过退款、追缴另行记录');
  if (meant.via === 'system' || never[draft.node].includes(meant.node))
    return refuse('not-correctable', wayOut(c, meant));
  const isFounding = meant.seq === c.founding.seq;
  if (isFounding && meant.node !== 'case.filed' && !draft.as.some((role) => correctors.includes(role)))
    return refuse(
      'not-your-fact',
      `“${nodeRow(meant.node).zh}”是本件的来由，由审批督办内勤更正`,
      nodeRow(meant.node).basis,
    );
  const rewrites = draft.node === 'fact.corrected' && draft.payload.payload !== undefined && !isFounding;
  if (
    rewrites &&
    canonical(namedIn(meant.node, meant.payload)) !== canonical(namedIn(meant.node, draft.payload.payload))
  )
    return refuse('not-correctable', '指定人员有误的，请重新登记一次');
  return notTheirs(c, root, meant, draft);
};

/** What is done instead with a record that no correction takes back. */
function wayOut(c: Case, { node, via }: Fact): string {
  if (node === 'fact.withdrawn') return '撤回不能更正：撤回有误的，以 fact.withdrawn 撤回这一撤回';
  if (node === 'fact.corrected' || node === 'filing.corrected') return '更正有误的，对原记录再更正一次，以最后一次为准';
  if (via === 'system' || node === 'law.applied') return '此项由系统记录，不能撤回或更正：请撤回或更正它所依据的记录';
  if (c.kind !== 'case') {
    const { zh, endedBy } = recordKindRow(c.kind);
    const [last] = endedBy;
    const end = last === undefined || c.kind === 'unidentified-receipt' ? '' : `；误收、不必办理的，登记“${nodeRow(last).zh}”（${last}）并写明情况`; // prettier-ignore
    return `“${nodeRow(node).zh}”是这一${zh}的来由，不能撤回：内容有误的，由审批督办内勤以 fact.corrected 更正${end}`;
  }
  return '立案不能撤回：应当另案办理的以结案了结；登记有误的，由内勤以 filing.corrected 更正';
}

/** What a withdrawal or correction is about in the end. */
function rootOf(c: Case, fact: Fact): Fact {
  if (fact.node !== 'fact.withdrawn' && fact.node !== 'fact.corrected') return fact;
  const meant = c.record[fact.payload.fact - 1]; // a fact speaks of earlier ones alone
  return meant === undefined ? fact : rootOf(c, meant);
}

/** A closing is the president's to take back, a decision that of its office; all else whoever recorded it, or review. */
function notTheirs(
  c: Case,
  root: Fact,
  meant: Fact,
  draft: DraftOf<'fact.withdrawn' | 'fact.corrected'>,
): Refusal | undefined {
  const { node, by, as } = draft;
  const holds = (...roles: readonly Role[]) => roles.some((role) => as.includes(role));
  if (root.node === 'case.closed' && node === 'fact.withdrawn' && meant === root) {
    if (c.first('dossier.archived')) return refuse('not-correctable', '卷宗已经归档，不能撤销结案');
    return holds('president') ? undefined : refuse('not-your-fact', '撤销结案由院长决定', nodeRow('case.closed').basis);
  }
  const asker = byWhoAsked(c, root, draft);
  if (asker !== undefined) return asker;
  if (nodeRow(root.node).decision || isStop(root)) {
    if (holds(...root.as)) return undefined;
    return refuse('not-your-fact', '决定只能由担任作出该决定职务的人撤回或更正', nodeRow(root.node).basis);
  }
  if (meant.by === by || holds(...correctors)) return undefined; // the leaders only where a lateness is at stake
  return refuse('not-your-fact', '只有记录人或审批督办内勤可以撤回或更正');
}

/** A fact comes back only where it still fits: its subject there, its id not used anew, and not twice what happens once. */
const restorable: FactGuard<'fact.withdrawn'> = (c, draft) => {
  const withdrawal = c.record[draft.payload.fact - 1];
  if (withdrawal?.node !== 'fact.withdrawn') return undefined;
  const back = c.record[withdrawal.payload.fact - 1];
  if (back?.subject === undefined) return undefined;
  const row = nodeRow(back.node);
  const known = back.subject !== null && c.subjects.has(back.subject);
  if (row.introduces === true && known)
    return refuse('subject-taken', `编号 ${back.subject} 已另作他用，原记录不能恢复`);
  if (row.subject && !row.introduces && !known)
    return refuse('unknown-subject', `本案已没有 ${back.subject}，原记录不能恢复`);
  if (!row.once || !c.first(back.node, row.subject === undefined ? undefined : back.subject)) return undefined;
  return refuse('already-recorded', `“${row.zh}”已经重新登记，原记录不能恢复`);
};

const changed = new WeakMap<object, Case>();

/** The case as a draft about other facts would make it: the same for each guard that asks. */
function changedBy(c: Case, draft: DraftOf<About>): Case {
  const { now, ...rest } = draft;
  const about = asFact({ ...rest, seq: c.record.length + 1, recordedAt: now, via: 'api' });
  const then = changed.get(draft) ?? readCase([...c.record, about]);
  changed.set(draft, then);
  return then;
}

/** What decides, or says of money: it rests on a sum; anything else only reads it, and follows by itself (docs/decisions/058). */
const weighs = ({ decision, final, sealed }: NodeRow, node: NodeId): boolean =>
  decision === true || final === true || sealed === true || OF_MONEY.test(node);
const OF_MONEY = /^(?:funds|payout|distribution)[.]/;

/** Whether a correction changes nothing but sums: of what is applied for, of what a thing is worth. */
function areSums(c: Case, then: Case, { node, payload }: DraftOf<About>): boolean {
  if (node === 'filing.corrected')
    return Object.keys(payload.fields).every((key) => key === 'claimFen' || key === 'claims');
  if (node !== 'fact.corrected' || payload.at !== undefined) return false;
  const { fact } = payload;
  const [was, is] = [c.fact(fact), then.fact(fact)];
  return was !== undefined && is !== undefined && canonical(withoutSums(was.payload)) === canonical(withoutSums(is.payload)); // prettier-ignore
}

function withoutSums(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSums);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key.endsWith('Fen') ? [] : [[key, withoutSums(inner)]])),
  );
}

/** Refused while a later fact rests on what would change (engine.md 3). */
const withoutDependents: FactGuard<About> = (c, draft, { of, settings }) => {
  const then = changedBy(c, draft);
  const sums = areSums(c, then, draft);
  const at = { of, settings, now: draft.now, ...(sums && { could: ({ node }: Fact) => weighs(nodeRow(node), node) }) };
  const found = dependents(c, then, at);
  if (found.length === 0) return undefined;
  return refuse(
    'has-dependents',
    sums ? '其后的决定、案款记录以此数额为依据，请先撤回它们' : '其后的记录以此项为依据，请先撤回它们',
    undefined,
    found.map(asDependent),
  );
};

/** Refused where money that has moved on would be missing in its lot (docs/spec/money.md 13). */
const lotsKept: FactGuard<'fact.withdrawn' | 'fact.corrected'> = (c, draft) => {
  const root = meantBy(c, draft).at(-1);
  if (root === undefined || !movesMoney(root.node)) return undefined;
  return moneyOf(changedBy(c, draft)).missingFen() > moneyOf(c).missingFen()
    ? refuse(
        'has-dependents',
        '其后的款项以此项为依据，撤回或更正后余额不足：请先处理其后的款项',
        nodeRow(root.node).basis,
        [{ id: String(root.seq), zh: nodeRow(root.node).zh }],
      )
    : undefined;
};

const asTheBank: FactGuard<'fact.withdrawn' | 'fact.corrected'> = (c, draft) =>
  bankHasIt(meantBy(c, draft).at(-1), draft);

const filingMoved: FactGuard<'filing.corrected'> = (c, { payload: { fields, askedBy }, now, by }) => {
  const { basis } = nodeRow('filing.corrected');
  if (askedBy === by) return refuse('same-person', '提出更正的人不能确认更正，请由另一名审批督办内勤办理', basis);
  if (Object.keys(fields).length === 0)
    return refuse(
      'missing-field',
      '请在 fields 写明要更正的 at、claimFen、claims、applicationOn、nonLitigation 或 urgent',
    );
  if (fields.urgent !== undefined && !isPreservation(c))
    return refuse('unknown-field', '只有执保案件写明是否情况紧急（urgent），请去掉', undefined, [
      { id: 'fields.urgent', zh: '去掉' },
    ]);
  const at = fields.at === undefined ? c.filed.at : readInstant(fields.at);
  if (at === undefined) return refuse('bad-instant', '更正后的立案时刻有误');
  if (at > now) return refuse('at-in-future', '更正后的立案时刻在将来');
  const known = { applicants: applicants(c).map(({ id }) => id), respondents: respondents(c).map(({ id }) => id) }; // prettier-ignore
  return checkClaims({ ...c.filed.payload, ...fields }, at, known);
};

/** A late entry, to be accepted by somebody else than recorded it (engine.md 2b, 21). */
const lateEntry: AskGuard<'entry.accepted'> = (c, { payload: { fact: seq }, by, as, now }) => {
  const meant = c.fact(seq);
  if (meant === undefined) return refuse('unknown-fact', `本案没有序号为${seq}的有效记录`);
  const delegated = delegatedTo(c, by, now);
  if (as.every((role) => delegated.includes(role)))
    return refuse('lateness-at-stake', '认可补录会使逾期不再计算，不能仅凭代行的职务决定，请由审批督办内勤本人认可');
  if (isOfOne(c, meant, { by, as, now }))
    return refuse('not-your-fact', '认可补录的人须与登记的人不同，请由另一名审批督办内勤认可');
  return isBelieved(c, meant) || dateOf(meant.recordedAt) === dateOf(meant.at)
    ? refuse('not-late', `序号为${seq}的记录不是补录，不必认可`)
    : undefined;
};

/** What a withdrawal or correction names, and what that is about in the end. */
function meantBy(c: Case, { payload: { fact: seq } }: DraftOf<'fact.withdrawn' | 'fact.corrected'>): readonly Fact[] {
  const meant = c.record[seq - 1];
  return meant === undefined ? [] : [meant, rootOf(c, meant)];
}

const lateness = atStake<'fact.withdrawn' | 'fact.corrected'>(meantBy, changedBy);
const latenessFiled = atStake<'filing.corrected'>((c) => [c.founding], changedBy);

/** The facts that may be meant, the last first. */
const each = (c: Case) => c.record.map(({ seq }) => ({ fact: seq })).toReversed();

/** What the engine asks of facts about facts. */
export const correctionConditions = {
  'fact.withdrawn': {
    asks: [correctable],
    among: each,
    check: [restorable, asTheBank, withoutDependents, lotsKept, lateness],
  },
  'fact.corrected': {
    asks: [correctable],
    among: each,
    check: [correctedForm, asTheBank, withoutDependents, lotsKept, lateness],
  },
  'filing.corrected': { check: [byWhoHandlesMoney, filingMoved, withoutDependents, latenessFiled] },
  'entry.accepted': { asks: [lateEntry], among: each },
} satisfies Conditions;
