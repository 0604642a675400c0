import { readRecordHead } from '../../db/cases/case.ts';
import { readStanding } from '../../db/cases/read.ts';
import type { Db } from '../../db/client.ts';
import { partySight, type PartySight } from '../../domain/engine/party-sight.ts';
import type { Person } from '../../domain/record/actor.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** A case that somebody sees. */
export interface SeenCase {
  readonly id: string;
  readonly c: Case;
  readonly sight: PartySight;
  /** The case's own time. */
  readonly now: Instant;
}

/** A case as it is to somebody who speaks for a party of it; undefined: it is nothing to them. */
export async function seenIn(db: Db, id: string, person: Person): Promise<SeenCase | undefined> {
  const head = await readRecordHead(db, id);
  if (head?.kind !== 'case') return undefined;
  const { record, kept } = await readStanding(db, id, null);
  const now = Date.now() + head.clockOffset;
  const c = readCase(record);
  const sight = partySight(c, { actor: person, now }, kept.values());
  return sight && { id, c, sight, now };
}
