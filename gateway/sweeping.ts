import type { Logger } from 'pino';
import type { Store } from '../db/client.ts';
import type { Measures } from '../process/measures.ts';
import type { CaseWorkflows } from './start.ts';

/** What sweeping works with. */
export interface Sweeping extends CaseWorkflows {
  readonly store: Store;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  readonly measures?: Pick<Measures, 'stuck'>;
  /** Shared with the worker's activities: what time founds is vouched for by it. Left out: nothing is founded. */
  readonly sealKey?: string;
  /** Cases that are read at a time. */
  readonly page?: number;
}
