import type { Static } from 'typebox';
import type { Db } from '../../db/client.ts';
import { readFacts } from '../../db/cases/read.ts';
import { readSettingsVersions } from '../../db/law/settings.ts';
import { readNamedDeadlines, readNaming } from '../../db/people/naming.ts';
import { readPeople } from '../../db/people/read.ts';
import { type Role, roleIds, roles } from '../../domain/nodes/roles.ts';
import { heldByName, type HeldByName, heldZh, holdingKinds } from '../../domain/people/holdings.ts';
import { isKeptFrom, isStaff } from '../../domain/plan/matters/readers.ts';
import type { Person } from '../../domain/record/actor.ts';
import { readCase } from '../../domain/record/case.ts';
import { caseArea, matterArea } from '../cases/areas.ts';
import { ApiProblem } from '../http/errors.ts';
import type { HoldingView } from './holding-schema.ts';

/** About whom it is asked, by whom, for whom. */
export interface HoldingsOf {
  readonly person: string;
  readonly reader: Person;
  readonly role?: Role | undefined;
  readonly to?: string | undefined;
  /** The record behind which the page begins; left out: from the start, with what concerns the whole court. */
  readonly after?: string | undefined;
  /** Records looked at. */
  readonly limit: number;
}

export type Item = Static<typeof HoldingView>;
type Naming = Awaited<ReturnType<typeof readNaming>>[number];

/** A page of what somebody holds by name. Throws `no-such-person`: them, or who is to have it. */
export async function holdingsPage(db: Db, asked: HoldingsOf): Promise<{ items: Item[]; next: string | undefined }> {
  const { person, reader, role, to, after, limit } = asked;
  const known = await readPeople(db, to === undefined ? [person] : [person, to]);
  for (const id of [person, to])
    if (id !== undefined && !known.has(id)) throw new ApiProblem('no-such-person', `没有编号为 ${id} 的人员`);
  const taker = to === undefined ? undefined : known.get(to);
  const court = await courtHoldings(db, person, taker);
  const leads = court.flatMap((item) => (item.kind === 'lead' ? [item.role] : []));
  const held = { db, asked, leads, taker };
  const [items, kept] = after === undefined ? [court, await firstKept(held)] : [[], []];
  const rows = await readNaming(db, { ...{ person, leads, after: after ?? '', limit: limit + 1 }, only: { reader, isCalled: true } }); // prettier-ignore
  const page = rows.slice(0, limit);
  const all = [...items, ...kept, ...(await heldIn(held, page))];
  return {
    items: all.filter((item) => role === undefined || item.role === role),
    next: rows.length > limit ? page.at(-1)?.id : undefined,
  };
}

interface Held {
  readonly db: Db;
  readonly asked: Omit<HoldingsOf, 'after' | 'limit'>;
  readonly leads: readonly Role[];
  readonly taker: Person | undefined;
}

/** What somebody holds in some records. */
async function heldIn({ db, asked: { person, reader, to }, leads, taker }: Held, rows: readonly Naming[]) {
  const open = Map.groupBy(rows.length === 0 ? [] : await readNamedDeadlines(db, person, rows.map(({ id }) => id)), ({ record }) => record); // prettier-ignore
  const items: Item[] = [];
  for (const row of rows) {
    const at = Date.now() + row.clockOffset;
    const rolesOpen = (open.get(row.id) ?? []).map((d) => d.role);
    const held = heldByName(readCase(await readFacts(db, row.id)), { person, at, open: rolesOpen, leads, to });
    items.push(...held.map((each) => heldInRecord(row, each, reader, taker)));
  }
  return items;
}

/**
 * Of records that are not called it is said that there is something, not how much: once, before the first page, so that neither a page nor the
 * mark of the next tells of them (engine.md 23).
 */
async function firstKept(held: Held): Promise<readonly Item[]> {
  const { person, reader, role } = held.asked;
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: readonly Naming[] = await readNaming(held.db, { ...{ person, leads: held.leads, after, limit: KEPT_PAGE }, only: { reader, isCalled: false } }); // prettier-ignore
    for (const row of rows) {
      const first = (await heldIn(held, [row])).find((item) => role === undefined || item.role === role);
      if (first !== undefined) return [first];
    }
    after = rows.length < KEPT_PAGE ? undefined : rows.at(-1)?.id;
  }
  return [];
}

const KEPT_PAGE = 50; // records looked at together

/** Items, those of records that are not called told once. */
export const keptOnce = (items: readonly Item[]): Item[] => {
  const kept = items.find(isUncalled);
  return items.filter((item) => !isUncalled(item) || item === kept);
};

const isUncalled = ({ kind, record }: Item): boolean => record === null && kind in holdingKinds;

/** Everything that somebody holds, as far as the first so many; a refusal lists no more. */
export async function holdingsOf(db: Db, asked: Omit<HoldingsOf, 'after' | 'limit'>, most: number): Promise<Item[]> {
  const found: Item[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await holdingsPage(db, { ...asked, after, limit: 200 });
    found.push(...items);
    after = next;
  } while (after !== undefined && found.length < most);
  return found;
}

/** Holdings that an answer lists. */
export const MOST_HELD = 100;

/** What those whose roles end still have by name in them. */
export async function stillHeld(
  db: Db,
  reader: Person,
  ended: readonly { readonly person: string; readonly role: Role }[],
  most: number,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (const { person, role } of ended) {
    if (found.length >= most) break;
    found.push(...(await holdingsOf(db, { person, reader, role }, most - found.length)));
  }
  return found.slice(0, most);
}

/** The desks that somebody leads in the settings in force, and the roles whose holders they lead. */
export async function courtHoldings(db: Db, person: string, taker: Person | undefined): Promise<readonly Item[]> {
  const body = (await readSettingsVersions(db)).at(-1)?.body;
  const of = (kind: 'lead' | 'leader', role: Role, change: object | null): Item => ({
    ...{ kind, kindZh: kind === 'lead' ? '岗位责任人' : '负责人', role, roleZh: roles[role], record: null, recordNo: null },
    zh: kind === 'lead' ? `${roles[role]}的责任人` : `${roles[role]}的负责人`,
    step: change === null ? null : { url: '/api/law/drafts', body: { kind: 'settings', ...change } },
  }); // prettier-ignore
  return roleIds.flatMap((role) => {
    const leader = body?.leaderOf?.[role];
    return [
      ...(body?.lead?.[role] === person ? [of('lead', role, taker?.roles.includes(role) === true ? { lead: { [role]: taker.id } } : null)] : []),
      ...(leader !== undefined && 'person' in leader && leader.person === person ? [of('leader', role, taker === undefined ? null : { leaderOf: { [role]: { person: taker.id } } })] : []),
    ]; // prettier-ignore
  });
}

/** A record that is kept from whoever reads is not called by its number; that there is something to be handed over has to be said. */
export function heldInRecord(row: Naming, held: HeldByName, reader: Person, taker: Person | undefined): Item {
  const { kind, role, step } = held;
  // a matter is there for the court's own people alone (docs/decisions/138)
  const isKept = isKeptFrom(row, reader) || (row.kind !== 'case' && !isStaff(reader.roles));
  const { path } = row.kind === 'case' ? caseArea : matterArea;
  const isFit = step !== null && !isKept && taker?.roles.includes(role) === true;
  return {
    ...{ kind, kindZh: holdingKinds[kind], role, roleZh: roles[role] },
    ...(isKept ? { record: null, recordNo: null } : { record: row.id, recordNo: row.caseNo }),
    zh: isKept ? '另有不向你公开的记录：请本人或者院长安排移交' : `${row.caseNo}：${heldZh(held)}`,
    step: isFit ? { url: `${path}/${row.id}/nodes/${step.node}`, body: { payload: step.payload } } : null,
  };
}
