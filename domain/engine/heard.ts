import { isNodeId, type NodeId, nodeRow } from '../nodes/index.ts';
import type { NodeRow } from '../nodes/node.ts';
import { deliveryOf } from '../nodes/documents.ts';
import { partyRoles, type Role } from '../nodes/roles.ts';
import { deadlineRow, isRuleId } from '../plan/deadlines.ts';
import { tellings } from '../plan/disclosure/readings.ts';
import { type Actor, rolesInCase } from '../record/actor.ts';
import { type Case, introduced } from '../record/case.ts';
import type { Draft, Fact } from '../record/fact.ts';
import { caseWhenLeft, partiesHeardFor, partiesSpokenFor } from '../record/parties.ts';
import { isRefusal, type Missing, refuse, type Refusal, type RefusalCode } from '../record/refusal.ts';
import { movedOn } from '../record/version.ts';
import { isCivilDate } from '../time/civil-date.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { sentenceToParty } from '../words/to-parties.ts';
import type { Accepted, AcceptedHeard } from './answer.ts';
import { heldRoles } from './capacities.ts';
import type { Completion } from './completion.ts';

/** Whether it is as a party alone that somebody records. */
export const asParty = (as: readonly Role[]): boolean => as.length > 0 && as.every((role) => partyRoles.has(role));

/** Whether parties may record a node at all: of any other nobody has to look who they are. */
export const isOpenToParties = (node: string): boolean =>
  isNodeId(node) && nodeRow(node).by.some((role) => partyRoles.has(role));

/** Who asks, what, and when. */
export interface Asker {
  readonly actor: Pick<Actor, 'id' | 'name' | 'roles'>;
  readonly now: Instant;
}

/** Whether an answer goes to a party: somebody who would record this node as nobody else. */
export function goesToParty(c: Case, node: string, { actor, now }: Asker): boolean {
  if (c.kind !== 'case' || !isNodeId(node) || !isOpenToParties(node)) return false;
  return asParty(heldRoles(c, nodeRow(node), { actor, now }));
}

/** Whether somebody is neither of the court nor speaks for a party here: to them there is no such case. */
export const isOutsider = (c: Case, { actor, now }: Asker): boolean =>
  actor.roles.every((role) => partyRoles.has(role)) && rolesInCase(c, actor, now).length === 0;

/** Whether somebody spoke for a party until it left: what they were told until then they still read, and record nothing any more. */
export const hasLeft = (c: Case, { actor, now }: Asker): boolean =>
  partiesHeardFor(c, actor.id, now).some((party) =>
    [...tellings(caseWhenLeft(c, party)).values()].some(({ to }) =>
      to.some(({ party: id, from }) => id === party.id && from !== undefined && from <= now),
    ),
  );

/**
 * An answer as its sender hears it. The court's own people hear it whole; a party what it said itself, and of the deadlines
 * its own: no version, no place in the record, no thing and no date of the case that it was not told of (plan §6).
 */
export function heard(c: Case, { node, subject, payload }: Completion, asker: Asker, answer: Accepted): AcceptedHeard;
export function heard(c: Case, sent: Completion, asker: Asker, answer: Refusal): Refusal;
export function heard(c: Case, sent: Completion, asker: Asker, answer: Accepted | Refusal): AcceptedHeard | Refusal;
export function heard(c: Case, sent: Completion, asker: Asker, answer: Accepted | Refusal): AcceptedHeard | Refusal {
  if (!goesToParty(c, sent.node, asker)) return answer;
  if (isRefusal(answer)) return toParty(answer, sent);
  const isOwn = ownDeadline(c, asker);
  const ids = (all: readonly string[]) => all.filter(isOwn).map(withoutPlace);
  const { opened, done, voided = [] } = answer;
  return { accepted: true, opened: ids(opened), done: ids(done), voided: ids(voided) };
}

/** Whether a deadline, by its id, is one of the parties for whom somebody speaks. */
export function ownDeadline(c: Case, { actor, now }: Asker): (id: string) => boolean {
  const own = partiesSpokenFor(c, actor.id, now).map(({ id }) => id);
  return (id) => {
    const { rule, subject } = partsOf(id);
    return isRuleId(rule) && partyRoles.has(deadlineRow(rule).owner) && own.some((party) => isTo(c, subject, party));
  };
}

/** Whether a thing is that party, or the delivery of a document to it. */
export const isTo = (c: Case, subject: string | null, party: string): boolean =>
  subject === party ||
  (c.subjects.get(subject ?? '')?.of === 'delivery' && subject?.endsWith(deliveryOf('', party)) === true);

/** Rule and subject of the id of a deadline (engine.md 6). */
function partsOf(id: string): { readonly rule: string; readonly subject: string | null } {
  const [, rule = '', subject = null] = /^([^:@]+)(?::(.*))?@\d+$/.exec(id) ?? [];
  return { rule, subject };
}

/** The id of a deadline without the place in the record of what opened it. */
export const withoutPlace = (id: string): string => id.replace(/@\d+$/, '');

/** Refusals in which nothing of the case stands but whom the sender speaks for. */
const plain: ReadonlySet<RefusalCode> = new Set(['unknown-case', 'unknown-person', 'wrong-role', 'wrong-party', 'seal-required', 'key-reused', 'subject-not-allowed', 'at-not-allowed', 'version-not-told'] as const); // prettier-ignore

function toParty(refusal: Refusal, { node, subject, payload }: Completion): Refusal {
  const { code, basis, missing, untold } = refusal;
  if (plain.has(code)) return { ...refusal, zh: unmasked(refusal.zh), missing: missing.map((each) => ({ ...each, id: unmasked(each.id) })) }; // prettier-ignore
  if (untold) return refuse('not-now', sentenceToParty('not-now'), isNodeId(node) ? nodeRow(node).basis : undefined);
  const said = new Set(textsIn([subject, payload]));
  return { code, zh: sentenceToParty(code), basis, missing: missing.flatMap((each) => itsOwn(each, node, said)) };
}

/** What is missing, if it is a node, a field of the form, or something that the party named itself; with no word of the case. */
function itsOwn({ id: named }: Missing, node: string, said: ReadonlySet<string>): readonly Missing[] {
  const id = unmasked(named);
  if (isNodeId(id)) return [{ id, zh: nodeRow(id).zh }];
  const fields = isNodeId(node) ? fieldsOf(node) : [];
  return fields.includes(id) || said.has(id) ? [{ id, zh: '请核对' }] : [];
}

const fieldsOf = (node: NodeId): readonly string[] => {
  const { properties = {} } = nodeRow(node).payload as { readonly properties?: object }; // of whatever node
  return ['at', 'subject', ...Object.keys(properties)];
};

/** Every text in what was sent. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Why a command that was meant for a version is not taken: a party has read none, and learns none by asking. */
export const notThisVersion = (c: Case, node: string, asker: Asker, ifVersion: number | undefined) =>
  ifVersion !== undefined && goesToParty(c, node, asker)
    ? refuse('version-not-told', '当事人登记时不按版本核对：请去掉 If-Match 再发')
    : movedOn(ifVersion, c.record);

const UNTOLD = '（未公开）';

/** As the party wrote it: that something was kept from it would tell that it is there. */
const unmasked = (text: string): string => text.replaceAll(UNTOLD, '');

/**
 * What a party says, as it is judged: what it was not told of is, to it, as if it were not there. So a thing that is kept
 * from it and one that does not exist are refused alike.
 */
export function asTold<D extends Draft>(c: Case, draft: D, asker: Asker): D {
  if (c.kind !== 'case' || !asParty(draft.as)) return draft;
  const isKept = (id: string) => ![undefined, 'party'].includes(c.subjects.get(id)?.of) && !wasToldOf(c, asker, id);
  const since = wasToldOfFiling(c, asker) ? '' : dateOf(c.founding.at); // no date of theirs says when it was filed
  const masked = (value: unknown): unknown => {
    if (typeof value === 'string' && isCivilDate(value)) return value < since ? since : value;
    if (typeof value === 'string') return isKept(value) ? `${value}${UNTOLD}` : value;
    if (Array.isArray(value)) return value.map(masked);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each)]))
      : value;
  };
  const { introduces } = nodeRow(draft.node);
  const subject = introduces === true ? draft.subject : masked(draft.subject);
  return { ...draft, subject, payload: masked(draft.payload) } as Draft as D; // texts for texts
}

/** Whether somebody who speaks for a party was told of a thing of the case, or may be by now (plan §6). */
export const wasToldOf = (c: Case, asker: Asker, id: string): boolean =>
  wasTold(c, asker, (fact) => fact.subject === id || introduced(fact).some((each) => each.id === id));

const wasToldOfFiling = (c: Case, asker: Asker): boolean => wasTold(c, asker, ({ seq }) => seq === c.founding.seq);

const wasTold = (c: Case, { actor, now }: Asker, isMeant: (fact: Fact) => boolean): boolean => {
  const own = new Set(partiesSpokenFor(c, actor.id, now).map((party) => party.id));
  return [...tellings(c).values()].some(
    ({ fact, to }) =>
      isMeant(fact) && to.some(({ party, from }) => own.has(party) && from !== undefined && from <= now),
  );
};

/**
 * What a party leaves to the court: the number of what it brings in, and when that came in, which is when it is sent. By
 * either it could ask, bit by bit, what is there and since when (plan §6).
 */
export function leftToTheCourt({ zh, basis, introduces }: NodeRow, sent: Sent, as: readonly Role[]) {
  if (!asParty(as)) return undefined;
  if (introduces === true && sent.subject !== null)
    return refuse('subject-not-allowed', `“${zh}”由系统编号，请去掉 subject`, basis);
  return sent.at === undefined
    ? undefined
    : refuse('at-not-allowed', `当事人自行登记的“${zh}”，以提交之时为准：请去掉 at`, basis);
}

/** What of a completion is the sender's to say or to leave out. */
interface Sent {
  readonly subject: string | null;
  readonly at: Instant | undefined;
}
