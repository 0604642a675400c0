import type { FieldClass } from '../nodes/field-classes.ts';
import type { MatterKind, RecordKind } from '../nodes/record-kinds.ts';
import { desks, type Role, type StaffRole, staffIds } from '../nodes/roles.ts';

/** How somebody stands to a record. */
export const relations = {
  case: '在其中有职务',
  desk: '岗位经手各案',
  team: '与承办人同一团队',
  court: '本院人员',
  party: '当事人',
  none: '无关或者对其保密',
} as const;
export type Relation = keyof typeof relations;
export const relationIds = Object.keys(relations) as Relation[]; // the keys of a constant record are exactly its type

/** What becomes of a value: as it is, its outline, nothing. */
export type Shown = 'shown' | 'masked' | 'hidden';

/** What somebody sees of a record, by class of field. */
export interface Sight extends Readonly<Record<FieldClass, Shown>> {
  /** May have shown what is masked, giving a reason (`reveal`). */
  readonly reveals: boolean;
}

const sight = (personal: Shown, secret: Shown, reveals = false): Sight => ({ open: 'shown', personal, secret, reveals }); // prettier-ignore
/** Whoever carries the case out or answers for it. */
const all = sight('shown', 'shown');
/** Whoever works with its persons, and not at its plans. */
const work = sight('shown', 'hidden');
/** Whoever may come to need a name: with a reason. */
const glimpse = sight('masked', 'hidden', true);
/** Whoever needs the figures alone. */
const outline = sight('masked', 'hidden');
/** To whom there is no such record. */
export const nothing: Sight = { open: 'hidden', personal: 'hidden', secret: 'hidden', reveals: false };

type Row = Readonly<Partial<Record<Relation, Sight>>>;
type Rows = Readonly<Record<StaffRole, Row>>;

const atDesk = (seen: Sight): Row => ({ case: seen, desk: seen });
const everywhere: Row = { case: all, court: all };
const ofCase: Row = { case: all, team: all, court: glimpse };

const cases: Rows = {
  filing: atDesk(work),
  reception: atDesk(work),
  'property-control': atDesk(all),
  documents: atDesk(work),
  disposal: atDesk(work),
  funds: atDesk(work),
  finance: atDesk(work),
  review: atDesk(all),
  analysis: atDesk(outline),
  command: atDesk(glimpse),
  dossier: atDesk(glimpse),
  bailiff: atDesk(all), // who carry out what is planned
  officer: ofCase,
  clerk: ofCase,
  'team-leader': ofCase,
  panel: ofCase,
  handler: ofCase,
  director: everywhere,
  'supervising-leader': everywhere,
  president: everywhere,
};

/** Whoever is named among the readers of a record sees all of it; nobody else is there. */
const namedAlone = (more: Partial<Rows>): Rows =>
  ({ ...Object.fromEntries(staffIds.map((role) => [role, { case: all }])), ...more }) as Rows; // one row for each

/** The court's own figures are nobody's data. */
const everybody = Object.fromEntries(staffIds.map((role) => [role, { court: all }])) as Rows; // one row for each

/** Money that is nobody's yet: whoever is asked whose it is sees who paid. */
const money: Rows = { ...cases, ...{ officer: { case: work, court: work }, funds: atDesk(all), finance: atDesk(all) } };

const matters: Readonly<Record<MatterKind, Rows>> = {
  petition: cases,
  entrustment: cases,
  order: cases,
  assist: { ...cases, command: atDesk(all) }, // who stand ready for it
  agency: cases,
  'objection-case': cases,
  report: everybody,
  'dual-check': namedAlone({ president: everywhere }),
  'unidentified-receipt': money,
  reconciliation: money,
};

/**
 * THE READING TABLE (engine.md 23), beside the writing one: kind of record × role × relation → what is seen of fields of each class. What has
 * no row sees nothing. Parties have none: they see what is disclosed to them (plan §6).
 */
export const sights: Readonly<Record<RecordKind, Rows>> = { case: cases, ...matters };

const rank: Readonly<Record<Shown, number>> = { hidden: 0, masked: 1, shown: 2 };
const more = (a: Shown, b: Shown): Shown => (rank[a] >= rank[b] ? a : b);
const both = (a: Sight, b: Sight): Sight => ({
  open: more(a.open, b.open),
  personal: more(a.personal, b.personal),
  secret: more(a.secret, b.secret),
  reveals: a.reveals || b.reveals,
});

const isDesk = (role: Role): boolean => desks.some((desk) => desk === role);

/** What a role sees by one relation. */
export function sightAs(kind: RecordKind, role: Role, relation: Relation): Sight {
  const row: Row = (sights[kind] as Readonly<Partial<Record<Role, Row>>>)[role] ?? {}; // roles of nobody in the court have none
  return row[relation] ?? nothing;
}

/**
 * What somebody sees of a record: the most that any of their roles sees by any of their relations. From whom it is kept
 * (`none`) it is kept whatever else they are.
 */
export function sightOf(kind: RecordKind, roles: readonly Role[], held: ReadonlySet<Relation>): Sight {
  if (held.has('none')) return nothing;
  const of = (role: Role) => [...held].filter((relation) => relation !== 'desk' || isDesk(role)).map((relation) => sightAs(kind, role, relation)); // prettier-ignore
  return roles.flatMap(of).reduce(both, nothing);
}

/** Whether nothing more could be seen. */
export const seesAll = ({ personal, secret }: Sight): boolean => personal === 'shown' && secret === 'shown';
