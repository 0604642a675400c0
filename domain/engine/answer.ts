import type { Missing, Refusal } from '../record/refusal.ts';
import type { Change } from './settle.ts';

/** The answer to a command. */
export type Answer = AcceptedHeard | Refused;

export interface Accepted {
  readonly accepted: true;
  /** The place in the record of the fact that the command became; of a filing, `case.filed`'s. */
  readonly fact: number;
  readonly version: number;
  /** Deadlines that opened and that were discharged with it, by id. */
  readonly opened: readonly string[];
  readonly done: readonly string[];
  /** Deadlines that it made void; an answer that an earlier release gave says nothing of them. */
  readonly voided?: readonly string[];
  /** What the sender should look at, though it was recorded; left out: nothing. */
  readonly warnings?: readonly Missing[];
}

/** An accepted command as its sender hears it: a party is given no place in the record (heard.ts). */
export type AcceptedHeard = Omit<Accepted, 'fact' | 'version'> & Partial<Pick<Accepted, 'fact' | 'version'>>;

/** What was refused, by which article, and what would have to be there; `code` too of what no guard refused. */
export interface Refused extends Omit<Refusal, 'code'> {
  readonly accepted: false;
  readonly code: string;
}

/** The answer to an accepted command, from what came of it. */
export const acceptedAnswer = (fact: number, version: number, changes: readonly Change[]): Accepted => ({
  accepted: true,
  fact,
  version,
  opened: changes.flatMap((x) => (x.type === 'opened' ? x.deadline.id : [])),
  done: changes.flatMap((x) => (x.type === 'done' ? x.deadline.id : [])),
  voided: changes.flatMap(voidedBy),
});

/** One that is void by itself, or whose opening was withdrawn. */
function voidedBy(change: Change): readonly string[] {
  if (change.type === 'void') return [change.deadline.id];
  return change.type === 'withdrawn' ? [change.kept.id] : [];
}

/** A refusal as the sender hears it. */
export const refusedAnswer = ({ code, zh, basis, missing }: Refusal): Refused => ({
  accepted: false,
  code,
  zh,
  basis,
  missing,
});
