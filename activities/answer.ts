import type { Advanced } from '../domain/engine/advance.ts';
import type { Refusal } from '../domain/record/refusal.ts';
import type { Accepted, Refused } from '../workflows/messages.ts';

/** A refusal as the sender hears it. */
export const asAnswer = ({ code, zh, basis, missing }: Refusal): Refused => ({
  accepted: false,
  code,
  zh,
  basis,
  missing,
});

/** The answer to an accepted command, from what came of it. */
export const acceptedAnswer = (fact: number, { changes, record }: Advanced): Accepted => ({
  accepted: true,
  fact,
  version: record.length,
  opened: changes.flatMap((x) => (x.type === 'opened' ? x.deadline.id : [])),
  done: changes.flatMap((x) => (x.type === 'done' ? x.deadline.id : [])),
});
