import { type Completion, readForm } from './completion.ts';
import type { NodeRow } from '../nodes/node.ts';
import type { Draft, DraftOf } from '../record/fact.ts';
import { withRequest } from '../plan/approvals/conditions.ts';
import { conditionOf } from '../plan/conditions.ts';
import { type Condition, type Deadlines, rowAbout } from '../plan/guard.ts';
import { barred as keptFrom, mayRead } from '../plan/matters/readers.ts';
import { recordedElsewhere, type Elsewhere } from './elsewhere.ts';
import { couldAsk } from './askers.ts';
import { ownStop } from './own-stop.ts';
import { wrongRole } from './wrong-role.ts';
import { inPlaceOf } from './in-place.ts';
import { ofThePanel } from './of-the-panel.ts';
import { asRecorded } from './as-recorded.ts';
import { guarded, isGiven } from './guarded.ts';
import { wrongParty } from './own-party.ts';
import { caseAsTold } from './as-told.ts';
import { asTold, goesToParty, hasLeft, isOutsider, leftToTheCourt } from './heard.ts';
import { ofOtherCases } from '../plan/kind-of-case.ts';
import { byTheEngine, strangers, withoutFormer } from './strangers.ts';
import { caseBefore } from './corrected.ts';
import { correctionConditions } from './corrections.ts';
import { isNodeId, type NodeId, nodeRow, type PayloadOf } from '../nodes/index.ts';
import { foundingNodes, recordKinds, standsIn } from '../nodes/record-kinds.ts';
import { type Role, roles } from '../nodes/roles.ts';
import { isSystemRole } from '../nodes/systems.ts';
import type { Instant } from '../time/instant.ts';
import type { Actor, Person } from '../record/actor.ts';
import { capacities, heldRoles } from './capacities.ts';
import type { Case } from '../record/case.ts';
import type { DeadlineNow } from '../plan/derived.ts';
import { checkForm } from '../record/form.ts';
import { holders } from '../record/holders.ts';
import { outgrown } from './growth.ts';
import { isRefusal, refuse, type Refusal, refusalCodes } from '../record/refusal.ts';

/** What is looked up for the guards beside the record and its deadlines (guard.ts). */
type Known = Pick<Deadlines, 'about' | 'others' | 'bank' | 'underway' | 'settings' | 'calendar'>;

/** What deciding may look at besides the case: who sends it, what the guards may know. */
export interface Deciding extends Known {
  /** The case's own time. */
  readonly now: Instant;
  readonly actor: Actor;
  /** Persons that the payload may name, by id. */
  readonly people: ReadonlyMap<string, Person>;
  /** The bank's references that stand in other records, of those that it brings. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Those that have opened. */
  readonly deadlines: () => readonly DeadlineNow[];
  /** The same of another case: as it was at an instant, or as it would be. */
  readonly deadlinesOf: Deadlines['of'];
  /** A fact of a takeover, and the role in which it was done then: believed (engine.md 5). */
  readonly takenOver?: Role | 'unknown';
}

/**
 * The persons a completion names, so that they can be looked up before deciding; none if it is malformed. With its case also
 * those that the fact which it corrects would name, and those whom the case is kept from,
 * and the panel where it is about its word.
 */
export function personsNamed(completion: Completion, c?: Case): readonly string[] {
  const { node, payload } = completion;
  if (!isNodeId(node) || checkForm(node, payload ?? {}) !== undefined) return [];
  const own = (nodeRow(node).names?.(payload) ?? []).map((n) => n.person);
  if (c === undefined) return own;
  const panel = node === 'panel.decided' || node === 'auction.terms-set' ? holders(c, 'panel') : [];
  const asked = node === 'request.made' ? requestedNames(c, payload as PayloadOf<'request.made'>) : []; // its form has been checked
  return [...own, ...panel, ...asked, ...keptFrom(c), ...(node === 'fact.corrected' ? correctedNames(c, payload) : [])];
}

const requestedNames = (c: Case, { of, payload }: PayloadOf<'request.made'>): readonly string[] =>
  personsNamed({ node: of, payload }, c);

function correctedNames(c: Case, said: unknown): readonly string[] {
  const { fact, payload } = said as PayloadOf<'fact.corrected'>; // its form has been checked
  const meant = c.fact(fact);
  return meant === undefined || payload === undefined ? [] : personsNamed({ node: meant.node, payload });
}

/** Whether an actor may record a node in a case at all, before anything else is looked up for them. */
export function checkRight(
  c: Case,
  node: NodeId,
  deciding: Pick<Deciding, 'actor' | 'takenOver' | 'now'> & { readonly subject?: string | null },
): Refusal | undefined {
  const row = rowAbout(c, node, deciding.subject);
  // a system says what the rows that name it let it: it reads nothing
  const isSystems = deciding.actor.roles.some((role) => isSystemRole(role) && row.by.includes(role));
  if (c.kind !== 'case' && !isSystems && !mayRead(c, deciding.actor)) return refuse('unknown-case', '没有这一事项'); // nor that there is one
  const isHolder = heldRoles(c, row, deciding).length > 0;
  if (!isHolder && isOutsider(c, deciding))
    return hasLeft(c, deciding)
      ? refuse('wrong-party', '您所代表的当事人已经退出本案：此前告知的事项仍可查阅，不能再登记；有话要说的，请与承办人联系', row.basis) // prettier-ignore
      : refuse('unknown-case', '没有这一案件');
  if (!standsIn(row.in, c.kind))
    return refuse('unknown-node', `${recordKinds[c.kind].zh}没有节点 ${node}；各类记录的节点见 GET /api/nodes`);
  if (foundingNodes.has(node) && deciding.takenOver === undefined) return foundsOther(c, row);
  const alien = ofOtherCases(c, node);
  if (alien !== undefined) return alien;
  if (deciding.takenOver !== undefined && row.hereOnly === true) return onlyHere(node, row);
  return isHolder ? undefined : wrongRole(c, node, { row, actor: deciding.actor });
}

/** What founds a record is sent to none that there is. */
const foundsOther = (c: Case, { zh, basis }: NodeRow): Refusal =>
  refuse('already-recorded', c.kind === 'case' ? `“${zh}”在登记时记录：立案见 POST /api/cases，其他事项见 POST /api/matters` : `“${zh}”已经登记过；有误的请更正`, basis); // prettier-ignore

const MOST_ROLES = 5; // that a sentence names

/** What a takeover does not bring, and who says it once the case is here. */
const onlyHere = (node: NodeId, { zh, by, basis }: NodeRow): Refusal =>
  refuse(
    'not-in-a-takeover',
    `接管不能带入“${zh}”（${node}）：请从 history 去掉，立案以后由${by.length > MOST_ROLES ? '有权登记的人' : by.map((role) => roles[role]).join('、')}在本系统登记`,
    basis,
    [{ id: node, zh }],
  );

/** Decides whether a completion becomes a fact: form first, then who, then the state of the case. */
export function decide(c: Case, completion: Completion, deciding: Deciding): Draft | Refusal {
  const formed = readForm(completion);
  if (isRefusal(formed)) return formed;
  const { node, payload, at = deciding.now } = formed;
  const { actor, now } = deciding;
  const subject = formed.subject ?? nextId(c, nodeRow(node), payload);
  const row = rowAbout(c, node, subject);
  const barred = checkRight(c, node, { ...deciding, subject });
  if (barred !== undefined) return barred;
  const said = { node, subject, payload: asRecorded(c, { node, subject, payload }, actor.id), at, by: actor.id, now };
  let refusal: Refusal = wrongRole(c, node, { row, actor });
  for (const as of capacities(c, row, deciding)) {
    const draft = { ...said, as } as Draft; // the payload has been checked against that very node's schema
    const sent = deciding.takenOver === undefined ? leftToTheCourt(row, formed, as) : undefined;
    const meant = deciding.takenOver === undefined ? asTold(c, draft, deciding) : draft;
    const found = sent ?? judged(c, row, meant, deciding);
    if (found === undefined)
      return noted(c, deciding.takenOver === undefined ? draft : withoutFormer(row, draft, deciding.people), deciding);
    refusal = deciding.takenOver === undefined ? marked(c, found, meant, deciding) : found;
  }
  return refusal;
}

/** What a party would not be refused for, or not so, in the case as it knows it rests on something that it was not told of (docs/decisions/106). */
function marked(c: Case, refusal: Refusal, draft: Draft, deciding: Deciding): Refusal {
  if (refusalCodes[refusal.code] !== 'guard' || !goesToParty(c, draft.node, deciding)) return refusal;
  const known = judged(caseAsTold(c, deciding), rowAbout(c, draft.node, draft.subject), draft, deciding);
  const says = (said: Refusal) => [said.code, said.basis, ...said.missing.map(({ id }) => id)].join('|');
  return known !== undefined && says(known) === says(refusal) ? refusal : { ...refusal, untold: true };
}

/** What the guards may know of the deadlines. */
const standingOf = ({ deadlines, deadlinesOf, takenOver, ...known }: Deciding): Deadlines => ({
  ...{ about: known.about, others: known.others, bank: known.bank, underway: known.underway },
  ...{ settings: known.settings, calendar: known.calendar, deadlines },
  of: deadlinesOf,
  believed: takenOver !== undefined,
  conditionOf: askedOf,
});

/** The draft with what the engine adds to it. */
function noted(c: Case, draft: Draft, deciding: Deciding): Draft {
  if (draft.node === 'fact.corrected') return { ...draft, payload: notedAgain(c, draft.payload, deciding) };
  const { notes } = askedOf(draft.node);
  return notes === undefined ? draft : ({ ...draft, payload: notes(draft, standingOf(deciding)) } as Draft); // of its node
}

/**
 * A correction replaces what people said, whole; what the engine had noted of the fact it notes again, of the deadlines as
 * the fact found them (engine.md 3).
 */
function notedAgain(
  c: Case,
  said: PayloadOf<'fact.corrected'>,
  { deadlinesOf }: Deciding,
): PayloadOf<'fact.corrected'> {
  const meant = c.fact(said.fact);
  const notes = meant && askedOf(meant.node).notes;
  if (meant === undefined || notes === undefined || said.payload === undefined) return said;
  const next = { ...meant, payload: said.payload, now: meant.recordedAt } as unknown as Draft; // it has passed that node's form
  const deadlines = () => deadlinesOf(caseBefore(c, meant), meant.at);
  return { ...said, payload: notes(next, { deadlines, of: deadlinesOf }, meant.payload) };
}

/** The id that the engine makes for what a fact brings in, where its row lets it: the first of its numbers not yet given. */
function nextId(c: Case, row: NodeRow, payload: unknown): string | null {
  const word = row.numbered?.(payload);
  if (word === undefined) return null;
  for (let n = 1; ; n++) {
    const id = word === '' ? `${n}` : `${word}-${n}`;
    if (!isGiven(c, id)) return id;
  }
}

/** What a node asks for: by the plan, or by the engine of facts about facts. */
export const askedOf = (node: NodeId): Condition<NodeId> =>
  Object.hasOwn(correctionConditions, node)
    ? withRequest<NodeId>(node, correctionConditions[node as keyof typeof correctionConditions])
    : conditionOf(node); // its guards only get drafts of that node

/** Whom a fact names, or a corrected one would, and in whose place it is recorded. */
function named(c: Case, row: NodeRow, draft: Draft, people: Deciding['people']): Refusal | undefined {
  const meant = meantBy(c, draft);
  const known = meant && (strangers(nodeRow(meant.node), meant, people) ?? ofThePanel(c, meant, people));
  return (
    known ??
    strangers(row, draft, people) ??
    ofThePanel(c, draft, people) ??
    couldAsk(c, draft, people) ??
    inPlaceOf(c, row, draft, people)
  );
}

/** What a fact would have recorded: a correction another fact, a request the decision that it asks for. */
function meantBy(c: Case, draft: Draft): Draft | undefined {
  if (draft.node === 'request.made') {
    const { of, about = null, payload } = draft.payload;
    return { ...draft, node: of, subject: about, payload } as unknown as Draft; // its form has been checked
  }
  return draft.node === 'fact.corrected' ? asCorrected(c, draft) : undefined;
}

/** The fact that a correction makes anew, where it says what its content is. */
function asCorrected(c: Case, { payload: { fact, payload }, now }: DraftOf<'fact.corrected'>): Draft | undefined {
  const meant = c.fact(fact);
  return meant && payload && ({ ...meant, payload, now } as unknown as Draft); // it has passed that node's form
}

/** The guards that every row has, then the node's own. */
const judged = (c: Case, row: NodeRow, draft: Draft, deciding: Deciding) =>
  (deciding.takenOver === undefined ? wrongParty(c, row, draft) : undefined) ??
  byTheEngine(row, draft) ??
  recordedElsewhere(draft, deciding.elsewhere, c) ??
  guarded(c, draft, askedOf(draft.node), standingOf(deciding)) ??
  (deciding.takenOver === undefined ? ownStop(c, draft, standingOf(deciding)) : undefined) ??
  (deciding.takenOver === undefined ? named(c, row, draft, deciding.people) : undefined) ??
  outgrown(c, draft);
