import { logRefusal } from '../domain/engine/log.ts';
import type { Refusal } from '../domain/record/refusal.ts';
import { readInstant } from '../domain/gate/instant.ts';
import { legible } from '../domain/gate/text.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Db } from '../db/client.ts';
import { insertRefusal } from '../db/cases/write.ts';

/** What was sent for a field, as it can be shown. */
const stated = (value: unknown): string =>
  value === undefined || value === null || value === '' ? '（未写明）' : legible(value);

/**
 * Writes a refused command into its case's log, once: where its answer was lost it is put to the case again. Whatever was
 * sent may be wrong: what is kept of it is what can be shown.
 */
export async function keepRefusal(
  tx: Db,
  caseId: string,
  refusal: Refusal,
  { message, commandId, now }: { readonly message: unknown; readonly commandId: string; readonly now: Instant },
): Promise<void> {
  const { at, by, node, subject } = (message ?? {}) as Readonly<Record<string, unknown>>; // whatever came
  const sent = {
    at: (typeof at === 'string' ? readInstant(at) : undefined) ?? now,
    by: stated(by),
    node: stated(node),
    subject: subject === undefined || subject === null ? null : legible(subject),
    command: legible(commandId),
  };
  await insertRefusal(tx, caseId, logRefusal(refusal, sent), now);
}
