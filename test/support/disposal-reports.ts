/** The same of seizures and disposal (plan.md §2.1, law.md L30–L59). */
import type { Court } from './given.ts';
import { found, returned } from './histories.ts';
import { about, assigned, type RowReport } from './row-scenes.ts';

/** The vehicle is held until a Monday: there is a Sunday between the last working day and the end. */
const heldToMonday = (): Court =>
  returned([found('a-2', { kind: 'vehicle' })], assigned()).complete('asset.sealed', 'a-2', { until: '2027-04-19' });

/** The deadlines of what is held and sold. */
export const disposalReports = {
  'seizure-expiry': { opened: heldToMonday, done: about('a-2', 'asset.renewed', { until: '2028-04-19' }) },
} as const satisfies Readonly<Record<string, RowReport>>;
