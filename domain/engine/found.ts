import { Type, type Static } from 'typebox';
import { nodeRow } from '../nodes/index.ts';
import { titleOfMatter } from '../words/titles.ts';
import { called, InstantText, oneOf, record, stated } from '../nodes/fields.ts';
import { foundingNode, isMatterKind, type MatterKind, matterKinds, recordKindRow } from '../nodes/record-kinds.ts';
import { type Role, roles } from '../nodes/roles.ts';
import { INSTANT_FORM, readInstant } from '../gate/instant.ts';
import { DAY, formatInstant, type Instant } from '../time/instant.ts';
import type { Actor, Person } from '../record/actor.ts';
import type { Case } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import { checkAgainst, checkForm } from '../record/form.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { unfounded } from '../plan/matters/founding.ts';
import { type Elsewhere, recordedElsewhere } from './elsewhere.ts';
import { asParty } from './heard.ts';
import { strangers } from './strangers.ts';

/** The id of a registered matter: its kind, and what tells it from others (engine.md 28). */
const MATTER_ID = `^(${Object.keys(matterKinds).join('|')})-[A-Za-z0-9][A-Za-z0-9._-]{0,47}$`;

/** The body of `POST /api/matters`. */
export const Founding = record({
  kind: oneOf(matterKinds, '事项种类'),
  id: Type.Optional(
    Type.String({
      maxLength: 64,
      ...called('编号，以种类和 - 开头，如 petition-2026-7；不写则由系统编'),
      ...stated({ pattern: MATTER_ID }),
    }),
  ),
  at: Type.Optional(InstantText('收到的时刻，带时区；不写则为现在')),
  payload: Type.Record(Type.String(), Type.Unknown(), called('内容，随种类而定：见 GET /api/nodes')),
});

export type Founding = Static<typeof Founding>;

/** Whether an id may be that of a registered matter. */
export const isMatterId = (id: string): boolean => new RegExp(MATTER_ID).test(id);

/** Checks a founding's form: fields, id, instant, the payload of its node. Anybody may ask before anything is sent. */
export function checkFounding(body: unknown): Refusal | undefined {
  const malformed = checkAgainst(Founding, body, '登记事项');
  if (malformed !== undefined) return malformed;
  const { kind, id, at, payload } = body as Founding; // just checked
  if (id !== undefined && !(isMatterId(id) && id.startsWith(`${kind}-`)))
    return refuse('wrong-type', `id 应以 ${kind}- 开头，其后只用字母、数字、. _ -，如 ${kind}-2026-7`);
  if (id !== undefined && recordKindRow(kind).readBy !== undefined)
    return refuse('unknown-field', `${matterKinds[kind]}由系统编号，请去掉 id`, undefined, [{ id: 'id', zh: '去掉' }]); // a number that is taken would tell that there is one
  if (at !== undefined && readInstant(at) === undefined) return refuse('bad-instant', `at ${INSTANT_FORM}`);
  return checkForm(foundingNode(kind), payload);
}

/** The roles in which somebody may found matters of a kind. */
const foundersRoles = (kind: MatterKind, { roles: held }: Pick<Person, 'roles'>): readonly Role[] =>
  nodeRow(foundingNode(kind)).by.filter((role) => held.includes(role));

/**
 * Whether it is as a party alone that somebody founds a matter: its word is taken as it stands, whatever it names. Were a case or
 * a person looked up for it, it could ask which there are (docs/decisions/071).
 */
export const foundsAsParty = (person: Pick<Person, 'roles'>, kind: MatterKind): boolean =>
  asParty(foundersRoles(kind, person));

/** Whether somebody may found such a matter. Parties may bring some: of whatever case, they need be no party of one; under no id of theirs. */
export function checkFounder(person: Person, { kind, id }: Pick<Founding, 'kind' | 'id'>): Refusal | undefined {
  const { by, zh, basis } = nodeRow(foundingNode(kind));
  if (by.length === 0) return refuse('wrong-role', `“${zh}”由系统按时登记，不能由人登记`, basis);
  if (foundersRoles(kind, person).length === 0)
    return refuse(
      'wrong-role',
      `${person.name}不能登记“${zh}”，应由：${by.map((role) => `${role} ${roles[role]}`).join('、')}`,
      basis,
    );
  return id !== undefined && foundsAsParty(person, kind)
    ? refuse('subject-not-allowed', `当事人自行提交的“${zh}”由系统编号，请去掉 id`, basis)
    : undefined;
}

/** Who founds, when, and whom the payload names. */
interface Founder {
  readonly now: Instant;
  readonly actor: Actor;
  readonly people: ReadonlyMap<string, Person>;
  readonly elsewhere?: Elsewhere | undefined;
  readonly about?: Case | undefined;
}

/** Decides a founding whose form and founder have been checked. */
export function decideFounding(
  { kind, at: atText, payload }: Founding,
  { now, actor, people, elsewhere, about }: Founder,
): Draft | Refusal {
  const node = foundingNode(kind);
  const row = nodeRow(node);
  const at = (atText === undefined ? undefined : readInstant(atText)) ?? now;
  if (at > now) return refuse('at-in-future', `收到的时刻在将来；现在是 ${formatInstant(now)}`, row.basis);
  const as = row.by.length === 0 ? actor.roles : foundersRoles(kind, actor);
  // a party's own word for when its matter came in goes back a day: from there the court's clocks run (engine.md 1)
  if (at < now - DAY && asParty(as))
    return refuse(
      'dates-out-of-order',
      `当事人自行提交的，以提交之时为收到之时，at 至多早一日（不早于 ${formatInstant(now - DAY)}）；此前已当面或者书面提交的，由窗口登记`,
      row.basis,
      [{ id: 'at', zh: '过早' }],
    );
  // the payload has been checked against that very node's schema
  const draft = { node, subject: null, payload, at, by: actor.id, as, now } as unknown as Draft;
  return (
    unfounded(kind, payload, { at, about, by: actor.id, people }) ??
    recordedElsewhere(draft, elsewhere) ??
    (asParty(as) ? undefined : strangers(row, draft, people)) ??
    draft
  );
}

/** Whether time founds matters of a kind: nobody else does. */
export const isOfTime = (kind: MatterKind): boolean => nodeRow(foundingNode(kind)).by.length === 0;

/** Whether the engine founds matters of a kind, by time or because of what a record says. */
export const isOfEngine = (kind: MatterKind): boolean =>
  isOfTime(kind) || nodeRow(foundingNode(kind)).by.includes('system');

/** How a matter is called where not everybody may know whose it is. */
export const titleOfFounding = ({ kind, payload }: Pick<Founding, 'kind' | 'payload'>): string =>
  titleOfMatter(kind, payload); // its form has been checked

/** Tells the founding of a matter from the filing of a case. */
export const isFounding = (body: object): body is Founding =>
  'kind' in body && typeof body.kind === 'string' && isMatterKind(body.kind);
