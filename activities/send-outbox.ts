import { readRecordHead } from '../db/cases/case.ts';
import type { Db } from '../db/client.ts';
import { readFounding, readUnsent, type UnsentFounding, type UnsentNotice, type Unsent } from '../db/outbox/read.ts';
import { addressTo, markSent } from '../db/outbox/write.ts';
import { namesOf } from '../db/people/names.ts';
import { readHolders } from '../db/people/read.ts';
import { isMatterId } from '../domain/engine/found.ts';
import { dualCheckOf } from '../domain/engine/foundings.ts';
import { keptFrom } from '../domain/engine/notice.ts';
import { roleIds } from '../domain/nodes/roles.ts';
import { noticeRead } from '../domain/words/notice-text.ts';
import { personsIn } from '../domain/words/persons.ts';
import type { BatchReport, Dispatched } from './decided.ts';
import type { Deps, NoticeDelivery } from './deps.ts';
import { deliveredAs, tellParties } from './tell-parties.ts';

type Sending = Pick<Deps, 'store' | 'sink' | 'nudge' | 'found' | 'channels' | 'partyQuiet' | 'measures'>;

/**
 * Sends what of a case waits in the outbox, oldest first. `since`: when it was asked to (epoch ms); what a channel does not take for hours is not tried for ever. A receiver takes one id once: however often this runs, each
 * arrives exactly once. A notice is marked once its receiver has it; what became of a batch of disclosures is answered, for
 * the record's own workflow to record: until then the batch stays where it is.
 */
export const sendOutbox =
  ({ store, sink, nudge, found, channels, partyQuiet, measures }: Sending) =>
  async ({ caseId }: { readonly caseId: string }, since = Date.now()): Promise<Dispatched> => {
    const waiting = await readUnsent(store.db, caseId);
    const notices = waiting.filter((effect) => effect.effect === 'notice');
    const addressed = await addressedIn(store.db, caseId, notices);
    const names = await namesIn(store.db, addressed);
    for (const effect of addressed) {
      await sink(named(effect, names));
      await markSent(store.db, effect.id);
    }
    const batches: BatchReport[] = [];
    for (const effect of waiting) {
      if (effect.effect !== 'disclosure') continue;
      const batch = await tellParties({ store, channels, measures, quiet: partyQuiet }, effect, since);
      await sink(deliveredAs(effect, batch)); // what went out is known only now
      batches.push(batch);
    }
    const undone = await undoneIn(store.db, waiting);
    for (const effect of waiting)
      if (effect.effect === 'founding' && !undone.unopened.has(effect.id))
        await openCheck({ store, ...(found && { found }) }, effect);
    // each takes what waits for it, and marks it: the sweeper sees to a nudge that is lost; for one that is not here it waits until it comes
    const others = new Set(waiting.flatMap((effect) => (effect.effect === 'fact' ? [effect.to.record] : [])));
    for (const record of undone.opened) await nudge?.(record);
    for (const record of others) await nudge?.(record);
    return { sent: waiting.length, ...(batches.length > 0 && { batches }) };
  };

/** The number of a check: that of the effect that founds it (docs/decisions/088). */
const checkId = (effect: number): string => `dual-check-e${effect}`;

/** What was taken back: a check that is there hears of it, one that is not is never opened. */
async function undoneIn(db: Db, waiting: readonly Unsent[]) {
  const [opened, unopened] = [new Set<string>(), new Set<number>()];
  for (const effect of waiting) {
    if (effect.effect !== 'founding-undone') continue;
    const founding = await readFounding(db, effect);
    const check = founding === undefined ? undefined : checkId(founding);
    if (check !== undefined && (await readRecordHead(db, check)) !== undefined) {
      await addressTo(db, effect.id, check);
      opened.add(check);
      continue;
    }
    if (founding !== undefined) unopened.add(founding);
    for (const id of [...(founding === undefined ? [] : [founding]), effect.id]) await markSent(db, id);
  }
  return { opened, unopened };
}

/**
 * A dual check that a record calls for, in a record of its own (plan §6): its number comes of the effect's, so that it is opened
 * once. Where nobody could lead it, or nobody is late by name, it waits.
 */
async function openCheck({ store, found }: Pick<Deps, 'store' | 'found'>, effect: UnsentFounding): Promise<void> {
  const { id, caseId, to, body } = effect;
  const holders = await readHolders(store.db, roleIds);
  const check = dualCheckOf(body, (role) => holders.get(role) ?? []);
  if (check === undefined || found === undefined) return;
  const about = isMatterId(caseId) ? body.about : caseId;
  const payload = { source: 'supervision', ...check, members: [], ...(about !== null && { case: about }) };
  if (await found({ id: checkId(id), body: { kind: to.kind, payload } })) await markSent(store.db, id);
}

/** The notices as they go out: nobody hears of a record that is kept from them. */
async function addressedIn(db: Db, caseId: string, waiting: readonly UnsentNotice[]): Promise<readonly UnsentNotice[]> {
  const head = waiting.length === 0 ? undefined : await readRecordHead(db, caseId);
  if (head === undefined || (head.barred === null && head.readers === null)) return waiting;
  const { barred, readers } = head;
  const holders = await readHolders(db, roleIds);
  return waiting.map((effect) => ({
    ...effect,
    to: keptFrom(effect.to, barred ?? [], (role) => holders.get(role) ?? [], readers),
  }));
}

type Names = ReadonlyMap<string, string>;

/** The names of all whom notices go to or speak of. */
const namesIn = (db: Db, effects: readonly UnsentNotice[]): Promise<Names> =>
  namesOf(
    db,
    effects.flatMap(({ to, body }) => [...to.map(({ person }) => person), ...personsIn(body.text)]),
  );

/** A notice as people read it: with the names of persons in place of their ids, and the number of its record. */
function named({ to, body, ...effect }: UnsentNotice, names: Names): NoticeDelivery {
  return {
    ...effect,
    to: to.map((recipient) => ({ ...recipient, name: names.get(recipient.person ?? '') ?? null })),
    body: { ...body, ...noticeRead(body, effect.caseId, names) },
  };
}
