import { type Role, roles } from '../nodes/roles.ts';
import type { Derived } from '../plan/derived.ts';
import type { Fact } from '../record/fact.ts';
import type { Instant } from '../time/instant.ts';
import type { Why } from './moves.ts';

/** A date that a deadline had before, or that became certain. */
export interface Move {
  readonly at: Instant;
  readonly from: string | null;
  readonly to: string | null;
  readonly certain: boolean;
  readonly why: readonly Why[];
}

/** What a deadline is explained from. */
export interface Explaining {
  readonly deadline: Pick<
    Derived,
    'id' | 'rule' | 'subject' | 'title' | 'status' | 'provisional' | 'targetDue' | 'legalDue' | 'endedAt' | 'because'
  >;
  /** Who answers for it, or did when it ended; `person` null: whoever holds the role. */
  readonly owner: { readonly role: Role; readonly person: string | null };
  readonly record: readonly Fact[];
  readonly moves: readonly Move[];
  /** A person's name by id; the id itself where nobody knows it. */
  readonly nameOf: (id: string) => string;
}

/** Who approved something: a person, with the roles that they did it in. */
export interface Approver {
  readonly id: string;
  readonly name: string;
  readonly as: string[];
}

/** Who recorded a fact of the case; undefined for one that is not there. */
export function approverOf(
  { record, nameOf }: Pick<Explaining, 'record' | 'nameOf'>,
  seq: number,
): Approver | undefined {
  const fact = record[seq - 1];
  return fact && { id: fact.by, name: nameOf(fact.by), as: fact.as.map((role) => roles[role]) };
}
