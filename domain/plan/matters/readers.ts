import { type MatterKind, recordKindRow } from '../../nodes/record-kinds.ts';
import { type Role, staffIds } from '../../nodes/roles.ts';
import type { Person } from '../../record/actor.ts';
import type { Case } from '../../record/case.ts';

/** Persons from whom a record is kept, whatever they hold: those that a petition is against, those examined (plan §10). */
export function barred(c: Case): readonly string[] {
  const { founding } = c;
  if (founding.node === 'petition.received') return founding.payload.against ?? [];
  return founding.node === 'dual-check.opened' ? founding.payload.persons : [];
}

/** An office among those who may know of a record: whoever holds it. */
export const asReader = (role: Role): string => `@${role}`;

/** Whom one of the readers of a record means: all who hold an office, or somebody by name. */
export const recipientOf = (reader: string): { readonly role: Role | null; readonly person: string | null } =>
  reader.startsWith('@') ? { role: reader.slice(1) as Role, person: null } : { role: null, person: reader }; // written so by `office`

/** THE TABLE of whom else a record names who may know of it. */
const namedReaders: { readonly [K in MatterKind]?: (c: Case) => readonly string[] } = {
  'dual-check': (c) => c.all('dual-check.opened').flatMap(({ payload: { lead, members } }) => [lead, ...members]),
  // whose case it may be, whoever was asked to look; every officer once it is publicised (docs/spec/money.md 10); who approves
  'unidentified-receipt': (c) => [
    ...c.all('funds.unidentified').flatMap(({ payload: { proposals = [] } }) => proposals.flatMap(({ officer }) => officer ?? [])), // prettier-ignore
    ...c.all('unidentified.reviewed').flatMap(({ payload: { officers = [] } }) => officers),
    ...(c.first('funds.publicised') ? [asReader('officer')] : []),
    ...(c.first('request.made') ? ([asReader('supervising-leader'), asReader('president')] as const) : []),
  ],
};

/** Those who alone may know of a record: persons by id, offices as `@president`; null: the court's own people. */
export function readersOf(c: Case): readonly string[] | null {
  const { readBy } = recordKindRow(c.kind);
  if (readBy === undefined) return null;
  const named = c.kind === 'case' ? undefined : namedReaders[c.kind];
  return [...new Set([...readBy.map(asReader), ...(named?.(c) ?? [])])];
}

/** Whether a record is kept from some of the court's own people, whoever they are: what is told to all counts and names none such. */
export const isKeptFromSome = (c: Case): boolean => readersOf(c) !== null || barred(c).length > 0;

type Reader = Pick<Person, 'id' | 'roles'>;

/** All that somebody may be among the readers of a record. */
export const readsAs = ({ id, roles }: Reader): readonly string[] => [id, ...roles.map(asReader)];

/** From whom a record is kept, and who alone may know of it, as its row has it. */
export interface Readership {
  readonly barred: readonly string[] | null;
  readonly readers: readonly string[] | null;
}

/** Whether a record is kept from somebody of the court. */
export const isKeptFrom = ({ barred: from, readers }: Readership, reader: Reader): boolean =>
  from?.includes(reader.id) === true || (readers !== null && !readsAs(reader).some((each) => readers.includes(each)));

/** Whether somebody may read a registered matter: the court's own people, but those it is kept from (engine.md 23). */
export const mayRead = (c: Case, reader: Reader): boolean =>
  isStaff(reader.roles) && !isKeptFrom({ barred: barred(c), readers: readersOf(c) }, reader);

const staff: ReadonlySet<Role> = new Set(staffIds);

/** Whether somebody is of the court's own people: no party, nobody who runs the system, no outside system (plan §1, §9). */
export const isStaff = (roles: readonly Role[]): boolean => roles.some((role) => staff.has(role));
