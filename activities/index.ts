import { decideAndRecord } from './decide-and-record.ts';
import type { Deps } from './deps.ts';
import { sendNotices } from './send-notices.ts';

/** Every activity, ready to be registered with a worker. */
export const createActivities = (deps: Deps) => ({
  decideAndRecord: decideAndRecord(deps),
  sendNotices: sendNotices(deps),
});

export type Activities = ReturnType<typeof createActivities>;
