import type { Disclosure } from './disclosure.ts';
import type { FoundingDue, FoundingUndone } from './foundings.ts';
import type { Happening } from './happenings.ts';
import type { Notice } from './notice.ts';
import type { Relay } from './relaying.ts';

/**
 * What a command sends out beyond its own record, once it is committed (engine.md 29). Each kind says by `effect` what it is,
 * by `key` for what it is sent once in its record, by `to` whom it goes to. They all stand in one outbox.
 */
export type Effect = Notice | Disclosure | Relay | FoundingDue | FoundingUndone | Happening;

/** An effect as the outbox keeps it: what a kind says beside those three is its body. */
type StoredAs<E extends Effect> = E extends Effect
  ? Pick<E, 'effect' | 'key' | 'to'> & { readonly body: Omit<E, 'effect' | 'key' | 'to'> }
  : never;

export type StoredEffect = StoredAs<Effect>;

/** An effect's row. */
export const storedEffect = ({ effect, key, to, ...body }: Effect): StoredEffect =>
  ({ effect, key, to, body }) as StoredEffect; // the parts of one and the same effect
