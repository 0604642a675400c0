import type { FastifyBaseLogger } from 'fastify';
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { readHolders } from '../../db/people/read.ts';
import { type ReadBatch, readBy, readSaid } from '../../domain/engine/receipts.ts';
import { canonical } from '../../domain/record/canonical.ts';
import { system } from '../../domain/nodes/systems.ts';
import { forLog } from '../../process/error-for-log.ts';
import type { ApiDeps } from '../app-types.ts';
import { caseArea } from '../cases/areas.ts';
import { loadStart } from '../cases/load-case.ts';
import type { SeenCase } from './load-sight.ts';

/** Who says in a case what became of what its parties were told. */
const DISCLOSURE = system('disclosure');
/** So long a reader waits for it to be recorded; after that it is recorded while they read (ms). */
const WAITED_MS = 2_000;

type Deps = Pick<ApiDeps, 'store' | 'gateway'>;

/** A page that somebody is shown of what they were told: the places on it. */
interface Shown {
  readonly person: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Has it recorded that somebody has read what they are shown. Reading is no less read where that fails: the next look records it. Twice at once is
 * once, by the command's id.
 */
export async function noteRead(deps: Deps, { id, c, sight }: SeenCase, shown: Shown, log: FastifyBaseLogger) {
  const read = readBy(c, sight, shown);
  if (read.length === 0) return;
  const recorded = recordRead(deps, id, read, shown.person).catch((error: unknown) =>
    log.warn({ failure: forLog(error) }, 'what a party has read could not be recorded'),
  );
  await Promise.race([recorded, delay(WAITED_MS, undefined, { ref: false })]);
}

async function recordRead(
  { store, gateway }: Deps,
  id: string,
  read: readonly ReadBatch[],
  person: string,
): Promise<void> {
  const by = (await readHolders(store.db, [DISCLOSURE])).get(DISCLOSURE)?.[0];
  if (by === undefined) throw new Error(`nobody holds ${DISCLOSURE}`);
  for (const each of read) {
    const commandId = `read-${createHash('sha256').update(canonical(each)).digest('hex').slice(0, 32)}`;
    const message = { node: 'node.disclosed', payload: readSaid(each, person), by, commandId };
    await gateway.completeNode(id, message, () => loadStart(store.db, caseArea, id));
  }
}
