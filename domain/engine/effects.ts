import type { Notice } from './notice.ts';

/**
 * What a command sends out beyond its own record, once it is committed (engine.md 29). Each kind says by `effect` what it is,
 * by `key` for what it is sent once in its record, by `to` whom it goes to. They all stand in one outbox.
 */
export type Effect = Notice;

/** What a kind says beside that. */
type BodyOf<E extends Effect> = E extends Effect ? Omit<E, 'effect' | 'key' | 'to'> : never;

/** An effect as the outbox keeps it. */
export interface StoredEffect {
  readonly effect: Effect['effect'];
  readonly key: string;
  readonly to: Effect['to'];
  readonly body: BodyOf<Effect>;
}

/** An effect's row. */
export const storedEffect = ({ effect, key, to, ...body }: Effect): StoredEffect => ({ effect, key, to, body });
