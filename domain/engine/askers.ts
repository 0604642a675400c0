import type { NodeRow } from '../nodes/node.ts';
import { nodeRow } from '../nodes/index.ts';
import { caseBound, type Role, roles } from '../nodes/roles.ts';
import { type Person, rolesInCase } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import type { Draft, Fact } from '../record/fact.ts';
import { holders } from '../record/holders.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** Whose case it is: they may ask for anything in it to be put right, as its parties may. */
const ofTheCase: readonly Role[] = ['officer', 'clerk', 'team-leader', 'applicant', 'respondent'];

/**
 * Who is said to have asked for a correction could have asked: whoever recorded the fact, whoever may record such a one here,
 * who works on the case, or a party of it (docs/decisions/032). Case-bound roles that nobody holds yet are anybody's of that
 * role.
 */
export function couldAsk(c: Case, draft: Draft, people: ReadonlyMap<string, Person>): Refusal | undefined {
  if (draft.node !== 'fact.withdrawn' && draft.node !== 'fact.corrected') return undefined;
  const { askedBy, fact } = draft.payload;
  const person = askedBy === undefined ? undefined : people.get(askedBy);
  const root = rootOf(c, c.record[fact - 1]);
  if (person === undefined || root === undefined || root.by === person.id) return undefined;
  const may: readonly Role[] = [...nodeRow(root.node).by, ...ofTheCase];
  const free = person.roles.filter((role) => caseBound.has(role) && holders(c, role).length === 0);
  if ([...rolesInCase(c, person, draft.now), ...free].some((role) => may.includes(role))) return undefined;
  return refuse('not-qualified', notTheirs(person, nodeRow(root.node)), nodeRow(draft.node).basis, [
    { id: person.id, zh: '不能提出' },
  ]);
}

const notTheirs = ({ name }: Person, { zh, by }: NodeRow): string =>
  `${name}不是可以提出的人：askedBy 请写原登记人、可以登记“${zh}”的人（${by.map((role) => roles[role]).join('、')}）、本案承办人员或者当事人`;

/** What a withdrawal or correction is about in the end. */
function rootOf(c: Case, fact: Fact | undefined): Fact | undefined {
  return fact?.node === 'fact.withdrawn' || fact?.node === 'fact.corrected'
    ? rootOf(c, c.record[fact.payload.fact - 1])
    : fact;
}
