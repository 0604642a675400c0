import { decideAndRecord } from './decide-and-record.ts';
import { withoutContent } from '../db/client.ts';
import type { Deps } from './deps.ts';
import { finishLaw, publishLaw } from './publish-law.ts';
import { countOpenCases, rollOut } from './roll-out.ts';
import { sendNotices } from './send-notices.ts';

/** Every activity, ready to be registered with a worker. */
export const createActivities = (deps: Deps) => ({
  decideAndRecord: discreet(decideAndRecord(deps)),
  sendNotices: discreet(sendNotices(deps)),
  publishLaw: discreet(publishLaw(deps)),
  countOpenCases: discreet(countOpenCases(deps)),
  rollOut: discreet(rollOut(deps)),
  finishLaw: discreet(finishLaw(deps)),
});

/** What fails fails without saying whose record it was: the SDK logs failures, and some go into history. */
const discreet =
  <A extends unknown[], R>(activity: (...args: A) => Promise<R>) =>
  (...args: A): Promise<R> =>
    activity(...args).catch((error: unknown) => {
      throw withoutContent(error);
    });

export type Activities = ReturnType<typeof createActivities>;
