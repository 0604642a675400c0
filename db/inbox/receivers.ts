import { type SQL, sql } from 'drizzle-orm';
import { keptFrom, type Recipient } from '../../domain/engine/notice.ts';
import type { StoredEffect } from '../../domain/engine/effects.ts';
import { roleIds } from '../../domain/nodes/roles.ts';
import type { Readership } from '../../domain/plan/matters/readers.ts';
import type { Db } from '../client.ts';
import { readHolders } from '../people/read.ts';

/** Whom a notice, by its key, goes to. */
export interface Receiving extends Recipient {
  readonly key: string;
}

/** Whom the notices among effects go to: of a record that is kept from some, by name, as its channel tells them (engine.md 23). */
export async function receiversOf(
  tx: Db,
  effects: readonly StoredEffect[],
  { barred, readers }: Readership,
): Promise<readonly Receiving[]> {
  const notices = effects.flatMap((each) => (each.effect === 'notice' ? [each] : []));
  const isKept = notices.length > 0 && (barred !== null || readers !== null);
  const holders = isKept ? await readHolders(tx, roleIds) : undefined;
  return notices.flatMap(({ key, to }) => {
    const those = holders === undefined ? to : keptFrom(to, barred ?? [], (role) => holders.get(role) ?? [], readers);
    return those.map(({ role, person }) => ({ key, role, person }));
  });
}

/**
 * Puts notices that have just been written (`outbox_now`) into the inboxes of those whom they go to; where that is a role, of all who hold it now,
 * by the wall clock. Whom the court does not know has none. Part of the statement that writes them. `receivers`: JSON of them all.
 */
export const receivedBy = (receivers: Parameters<typeof sql>[1]): SQL => sql`
  insert into inbox (person, notice)
  select distinct known.id, o.id
    from json_to_recordset(${receivers}) as r (key text, role text, person text)
    join outbox_now o on o.effect = 'notice' and o.key = r.key
    left join assignments a on r.person is null and a.role = r.role and a.valid_from <= now() and coalesce(a.valid_to, 'infinity') > now()
    join people known on known.id = coalesce(r.person, a.person)`;

/** The same in a statement that is prepared. */
export const intoInboxes = receivedBy(sql.placeholder('inbox'));
