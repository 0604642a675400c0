import { ofOtherCases } from '../kind-of-case.ts';
import { type Approvable, approvalOf, approvables, type Decision, isApprovable } from '../../nodes/approvals.ts';
import type { PanelMatter } from '../../nodes/closing.ts';
import { type NodeId, nodeRow } from '../../nodes/index.ts';
import { isAbout } from '../../nodes/node.ts';
import { caseBound, type Role, roles } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import { delegatedTo } from '../../record/delegations.ts';
import type { Fact } from '../../record/fact.ts';
import { checkForm } from '../../record/form.ts';
import { holders } from '../../record/holders.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { type AskGuard, type Condition, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { byAnother, isTakenOver } from '../persons.ts';
import { differences } from './as-asked.ts';
import { moot } from './moot.ts';
import { requestUnder } from './payouts.ts';
import { type ConditionOf, possible, possibleAtAll } from './possible.ts';
import { answersFor, type Request, requestOf, requests } from './readings.ts';

const { basis } = nodeRow('request.made');

/** Each decision has somebody who asks for it (plan §5). */
const asksForTheirs: AskGuard<'request.made'> = (c, draft, standing) => {
  const { of } = draft.payload;
  const alien = ofOtherCases(c, of);
  if (alien !== undefined) return alien;
  const { askedBy, zh } = approvalOf(of);
  if (isTakenOver(c, draft, standing) || askedBy.some((role) => draft.as.includes(role))) return undefined;
  return refuse('wrong-role', `“${zh}”由${askedBy.map((role) => roles[role]).join('、')}报批`, basis);
};

/** What is asked for has the form of that decision, and says what it is about where that has to. */
const wellFormed: FactGuard<'request.made'> = (c, { payload: { of, about, payload } }) => {
  const row = nodeRow(of);
  if (payload['request'] !== undefined)
    return refuse('unknown-field', '拟作决定的内容不写 request：决定作出时再写明本报批的编号', basis, [
      { id: 'payload.request', zh: '报批时不写' },
    ]);
  const malformed = checkForm(of, payload);
  if (malformed !== undefined) return malformed;
  if (row.subject === undefined || row.introduces === true)
    return about === undefined
      ? undefined
      : refuse('subject-not-allowed', `“${row.zh}”不针对某一项，about 不写`, basis);
  const known = about === undefined ? undefined : c.subjects.get(about);
  if (known !== undefined && isAbout(row, known.of)) return undefined;
  return refuse('unknown-subject', `请在 about 写明“${row.zh}”所针对的编号，须为本案已有的`, basis, [
    { id: 'about', zh: about ?? '缺少' },
  ]);
};

/** A request that has its answer, or nothing left to decide. */
function over(c: Case, request: Request): Refusal | undefined {
  const { id, ended } = request;
  if (ended !== undefined)
    return refuse(
      'already-recorded',
      `${id} 已经了结（第${ended.seq}号记录：${nodeRow(ended.node).zh}）；仍需批准的另行报批`,
      basis,
    );
  const none = moot(c, request);
  if (none === undefined) return undefined;
  const { code, zh, fact } = none;
  return refuse(code, `${id} 已经没有可以决定的内容：${zh}（第${fact.seq}号记录）；仍需批准的另行报批`, basis, [
    { id: `${fact.seq}`, zh: nodeRow(fact.node).zh },
  ]);
}

/** Whose turn it is, in a sentence. */
function turnOf({ id, next, isDue, asks }: Request, otherwise: string): Refusal {
  const node = isDue ? asks.of : passingNode(next);
  const zh = isDue
    ? `${id} 各级已经同意，应由${roles[next]}登记“${nodeRow(node).zh}”${isApprovable(asks.of) ? '并写明 request' : ''}`
    : `${id} 尚待${roles[next]}登记“${nodeRow(node).zh}”，${otherwise}`;
  return refuse('not-approved', zh, basis, [{ id: node, zh: roles[next], basis: nodeRow(node).basis.zh }]);
}

function passingNode(next: Role): NodeId {
  if (next === 'funds') return 'payout.material-reviewed';
  return next === 'panel' ? 'panel.decided' : 'request.passed';
}

/** It is passed on or sent back by whose turn it is, or a higher office in their place (plan §5). */
const inTurn: AskGuard<'request.passed' | 'request.returned'> = (c, draft, standing) => {
  const request = requestUnder(c, subjectOf(draft));
  if (request === undefined) return undefined;
  const ended = over(c, request);
  if (ended !== undefined || isTakenOver(c, draft, standing)) return ended;
  if (draft.node === 'request.passed' && request.isDue) return turnOf(request, '不再上报');
  return answersFor(draft.as, request.next) ? undefined : turnOf(request, '现在不由你答复');
};

/** All persons of a chain differ, the asker included (plan §5, engine.md 21). */
const words = (c: Case, id: string | undefined): readonly Fact[] => {
  const request = id === undefined ? undefined : requestUnder(c, id);
  return request === undefined ? [] : [request.made, ...request.passed.map(({ fact }) => fact)];
};

const otherPerson = byAnother<'request.passed' | 'request.returned'>('报批或者已经同意该报批', (c, draft) =>
  words(c, subjectOf(draft)),
);

/** A request that a fact names, with why it cannot be named. */
function named(c: Case, id: string, zh: string): Request | Refusal {
  const found = requests(c).get(id);
  return (
    found ??
    refuse('unknown-subject', `本案没有编号为 ${id} 的报批：不依据报批的，${zh}不写 request`, basis, [
      { id, zh: '没有' },
    ])
  );
}

/** A decision that names a request is that which was asked for, of those who were to decide it, when all had passed it. */
const fitsRequest: FactGuard<Approvable> = (c, draft, standing) => {
  const id = requestOf(draft);
  if (id === undefined) return undefined; // alone, as before there were requests
  const request = named(c, id, `“${nodeRow(draft.node).zh}”`);
  if ('code' in request) return request;
  const ended = over(c, request);
  if (ended !== undefined) return ended;
  const differs = differences(request, draft);
  if (differs.length > 0)
    return refuse('form-differs', `与报批 ${id} 的内容不一致：另有决定的，退回后重新报批`, basis, differs);
  if (isTakenOver(c, draft, standing)) return undefined;
  return request.isDue && answersFor(draft.as, request.next) ? undefined : turnOf(request, '不能决定');
};

/** Who asked or passed it on does not decide; where the chain ends with the panel, its asker records what it agreed to. */
const byAnotherYet: FactGuard<Approvable> = (c, draft, standing) =>
  approvalOf(draft.node).decidedBy === undefined
    ? undefined
    : byAnother<Approvable>('报批或者已经同意该报批', () => words(c, requestOf(draft)))(c, draft, standing);

/**
 * Who would ask for a decision does not take it in another's place, asked for or not: of the asker and who decides it would
 * leave one person (plan §5).
 */
const askerApart: FactGuard<Approvable> = (c, draft, standing) => {
  const { askedBy, decidedBy, zh } = approvalOf(draft.node);
  if (decidedBy === undefined || isTakenOver(c, draft, standing)) return undefined;
  const delegated = delegatedTo(c, draft.by, draft.now);
  const isAsker = askedBy.some((role) => caseBound.has(role) && holders(c, role).includes(draft.by));
  if (!isAsker || draft.as.some((role) => !delegated.includes(role))) return undefined;
  return refuse('same-person', `“${zh}”由你报批，不能再代他人决定，请由担任该职务的人决定`, nodeRow(draft.node).basis);
};

/** What a panel decides about before a decision that is asked for. */
const matterOf: Partial<Record<Decision, PanelMatter>> = {
  'release.decided': 'release',
  'stay.ordered': 'stay',
  'termination.approved': 'termination',
  'extension.approved': 'extension',
  'enforcement.dismissed': 'ending',
  'enforcement.refused': 'ending',
  'enforcement.terminated': 'ending',
};

/** Who asked for what a panel decides about, whether or not its word names the request. */
export const askedOn = (c: Case, about: PanelMatter): readonly Fact[] =>
  [...requests(c).values()].filter(({ asks }) => matterOf[asks.of] === about).map(({ made }) => made);

/**
 * The officer puts things to the panel and belongs to it: somebody else of it writes its word down, or the asker alone would
 * have decided (plan §5, engine.md 21).
 */
export const officerApart: AskGuard<'panel.decided'> = (c, draft, standing) => {
  const isOfficer = holders(c, 'officer').includes(draft.by) || delegatedTo(c, draft.by, draft.now).includes('officer');
  if (!isOfficer || isTakenOver(c, draft, standing)) return undefined;
  return refuse('same-person', '提请合议庭研究的是承办人：合议庭的决定由另一名成员登记', nodeRow(draft.node).basis);
};

/** A panel that names a request decides it in its turn. */
export const panelInTurn: FactGuard<'panel.decided'> = (c, draft, standing) => {
  const id = requestOf(draft);
  if (id === undefined) return undefined;
  const request = named(c, id, '合议庭决定');
  if ('code' in request) return request;
  const ended = over(c, request);
  if (ended !== undefined) return ended;
  if (request.next !== 'panel' || request.isDue) return turnOf(request, '现在不由合议庭决定');
  const { about = 'long-case' } = draft.payload;
  const matter = matterOf[request.asks.of];
  if (matter !== undefined && about !== matter)
    return refuse('form-differs', `${id} 报批的是“${approvalOf(request.asks.of).zh}”，about 应写 ${matter}`, basis, [
      { id: 'about', zh: matter },
    ]);
  return byAnother<'panel.decided'>('报批', () => [request.made])(c, draft, standing);
};

/** When a request may be made: `conditionOf` says of each decision what that asks for. */
export const requestCondition = (conditionOf: ConditionOf): Condition<'request.made'> => ({
  asks: [asksForTheirs, possibleAtAll(conditionOf)],
  among: () => approvables.map((of) => ({ of })),
  check: [wellFormed, possible(conditionOf)],
});

export const approvalConditions = {
  'request.passed': { asks: [inTurn, otherPerson] },
  'request.returned': { asks: [inTurn, otherPerson] },
} satisfies Conditions;

/** What a decision of an approval asks for besides its own: the request that it names. */
export function withRequest<N extends NodeId>(node: N, own: Condition<N>): Condition<N> {
  if (!isApprovable(node)) return own;
  const fits = [fitsRequest, byAnotherYet, askerApart] as unknown as readonly FactGuard<N>[]; // of that very node
  return { ...own, check: [...fits, ...(own.check ?? [])] };
}
