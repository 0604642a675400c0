import { LRUCache } from 'lru-cache';
import { charactersIn } from '../domain/engine/growth.ts';
import type { Read } from '../db/cases/read.ts';

/** A record as a command left it. */
export interface LeftStanding extends Omit<Read, 'people'> {
  /** Which writing of its row that was: whoever writes anything of a record writes its row too (db/cases/write.ts). */
  readonly revision: string;
}

/** Records as this worker last left them. */
export type Standings = LRUCache<string, LeftStanding>;

const MOST = 16_000_000; // characters of content: some tens of megabytes, whatever the records are like
const EACH = 400; // characters that a fact or a deadline comes to besides its content

const sizeOf = ({ record, kept }: LeftStanding): number => charactersIn(record) + EACH * (record.length + kept.size);

/**
 * The records that this worker worked on last, each as it left it: who works in a case mostly does so again soon, and then only
 * the case's row is read. A row that anybody has written since has another revision, and all is read.
 */
export const standings = (): Standings =>
  new LRUCache({ max: 100, maxSize: MOST, maxEntrySize: MOST / 8, sizeCalculation: sizeOf });
