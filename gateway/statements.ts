import type { Client } from '@temporalio/client';
import { importsLeft } from '../db/money/statements.ts';
import {
  importId,
  type ImportInput,
  importMessages,
  type ImportProgress,
  STATEMENT_IMPORT,
} from '../workflows/messages.ts';
import { persist } from './persist.ts';
import { occupantOf, type Place, type PlaceLog } from './place.ts';
import type { Sweeping } from './sweeping.ts';
import { troubleOf } from './trouble.ts';

/** Talks to the workflows that make facts of the lines of statements. Throws Unanswered when Temporal does not answer. */
export interface ImportGateway {
  /** Sets the import of a stored statement off, unless it runs. */
  readonly start: (statementId: string) => Promise<void>;
  /** How far it has come; undefined where none runs under that id, or none any more. */
  readonly progress: (statementId: string) => Promise<ImportProgress | undefined>;
  /** Stops it between two batches, or lets it go on; false if it runs no longer. */
  readonly pause: (statementId: string) => Promise<boolean>;
  readonly resume: (statementId: string) => Promise<boolean>;
}

/** Where imports run. */
export interface ImportsAt {
  readonly client: Client;
  readonly taskQueue: string;
  readonly log?: PlaceLog;
}

/** The gateway over a Temporal client. */
export function createImportGateway({ client, taskQueue }: ImportsAt): ImportGateway {
  const placeOf = (id: string): Place => ({ workflowId: importId(id), type: STATEMENT_IMPORT, taskQueue });
  const handle = (id: string) => client.workflow.getHandle(importId(id));
  /** Asks one of ours; `otherwise` where there is none. */
  const asking = <T>(id: string, ask: () => Promise<T>, otherwise: T) =>
    persist(async (deadline) => {
      try {
        const found = await occupantOf(client, placeOf(id));
        return found === undefined || found.isForeign ? otherwise : await client.withDeadline(deadline, ask);
      } catch (error) {
        if (troubleOf(error) === 'gone') return otherwise;
        throw error;
      }
    });
  const signal = (name: string) => async (id: string) => {
    const running = await asking(id, async () => (await occupantOf(client, placeOf(id)))?.isRunning === true, false);
    return running && asking(id, () => handle(id).signal(name).then(() => true), false); // prettier-ignore
  };
  return {
    start: (id) =>
      persist(async (deadline) => {
        const start = () =>
          client.workflow.start<(input: ImportInput) => Promise<ImportProgress>>(STATEMENT_IMPORT, {
            workflowId: importId(id),
            taskQueue,
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
            staticSummary: `登记银行流水 ${id}`,
            args: [{ statementId: id }],
          });
        await client.withDeadline(deadline, start);
      }),
    progress: (id) => asking(id, () => handle(id).query<ImportProgress>(importMessages.progress), undefined),
    pause: signal(importMessages.pause),
    resume: signal(importMessages.resume),
  };
}

/** Sets off the imports that are stored and have not come to their end: somebody ended them, or nobody could start them. Answers which. */
export async function importLeft({ client, store, taskQueue }: Sweeping): Promise<readonly string[]> {
  const gateway = createImportGateway({ client, taskQueue });
  const left = await importsLeft(store.db);
  for (const id of left) await gateway.start(id);
  return left;
}
