import { decideAndRecord } from './decide-and-record.ts';
import type { Deps } from './deps.ts';
import { finishLaw, publishLaw } from './publish-law.ts';
import { countOpenCases, rollOut } from './roll-out.ts';
import { sendNotices } from './send-notices.ts';

/** Every activity, ready to be registered with a worker. */
export const createActivities = (deps: Deps) => ({
  decideAndRecord: decideAndRecord(deps),
  sendNotices: sendNotices(deps),
  publishLaw: publishLaw(deps),
  countOpenCases: countOpenCases(deps),
  rollOut: rollOut(deps),
  finishLaw: finishLaw(deps),
});

export type Activities = ReturnType<typeof createActivities>;
