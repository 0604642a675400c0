import { refuse, type Refusal } from './refusal.ts';

/** Why a command that was meant for a version of a record is not for the one that there is now. */
export const movedOn = (ifVersion: number | undefined, version: number): Refusal | undefined =>
  ifVersion === undefined || ifVersion === version
    ? undefined
    : refuse('case-moved-on', `所依据的是第${ifVersion}版，现在是第${version}版：请重新读取、核对后再登记`);
