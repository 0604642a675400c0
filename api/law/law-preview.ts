import { setImmediate as breathe } from 'node:timers/promises';
import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { casesAfter, reachOf } from '../../db/law/rollout.ts';
import { askedForTheCourt } from '../../db/reader.ts';
import { type Law, type Laws, lawsMet, type LawVersions, sameLaw } from '../../domain/plan/law.ts';
import type { LawDraft } from '../../domain/law/draft.ts';
import {
  handsOver,
  moves,
  onlyExplains,
  onlyWarns,
  type Preview,
  type Shift,
  shiftsUnder,
} from '../../domain/law/preview.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { Publication } from '../../domain/law/publication.ts';
import { isKeptFromSome } from '../../domain/plan/matters/readers.ts';
import { readCase } from '../../domain/record/case.ts';
import { nextVersions, withDraft } from '../../domain/law/with-draft.ts';

/** Shifts that a preview lists; all are counted. */
export const MOST_SHIFTS = 2_000;

const BATCH = 200; // cases a query
const SLICE_MS = 10; // requests of others wait no longer than this

/** What previewing works with: the law in force, and everything that its calendar is made of. */
export interface Previewing {
  readonly db: Db;
  readonly laws: LawLibrary;
  readonly inForce: LawVersions;
  readonly publications: readonly Publication[];
  /** The court's day. */
  readonly today: CivilDate;
}

/**
 * What applying a draft now would do to the open deadlines: each open case is derived as if it had met the draft as law
 * this very moment, just as the rollout will, and nothing is written.
 */
export async function previewDraft(draft: LawDraft, previewing: Previewing): Promise<Preview> {
  const { db, laws, inForce, publications, today } = previewing;
  const found = tally();
  // what is open keeps the version that it opened under unless the change says otherwise (engine.md 4)
  if (draft.kind === 'rule' && !draft.reachesOpen) return found.preview();
  const now = (await laws.load(db, [inForce]))(inForce);
  // what came with a release is law already
  const drafted =
    draft.kind === 'plan' ? now : withDraft(now, draft, nextVersions(inForce, draft), { publications, today });
  const which = reachOf(draft);
  let since = performance.now();
  const after = (id: string) => askedForTheCourt(() => casesAfter(db, id, BATCH, which)); // the law is every record's
  for (let page = await after(''); page.length > 0;) {
    const met = page.flatMap(({ record }) => lawsMet(record));
    const library = onTop(await laws.load(db, met), drafted);
    for (const open of page) {
      found.add(shiftsOrNone({ ...open, now: Date.now() + open.clockOffset }, drafted, library));
      if (performance.now() - since < SLICE_MS) continue;
      await breathe();
      since = performance.now();
    }
    const last = page.length < BATCH ? undefined : page.at(-1)?.caseId;
    page = last === undefined ? [] : await after(last);
  }
  return found.preview();
}

/** One case that cannot be derived keeps no law from being published: the rollout defers it, and says which. */
function shiftsOrNone(...asked: Parameters<typeof shiftsUnder>): readonly Shift[] {
  try {
    const [{ record }] = asked;
    if (isKeptFromSome(readCase(record))) return []; // who previews may not know of it: it meets the law all the same
    return shiftsUnder(...asked);
  } catch {
    return [];
  }
}

/** The published laws, and the drafted one as if it were. */
const onTop =
  (published: Laws, drafted: Law): Laws =>
  (versions) =>
    sameLaw(versions, drafted) ? drafted : published(versions);

/** Counts all, lists up to the limit. */
function tally() {
  const listed: Shift[] = [];
  const counts = { cases: 0, moved: 0, certain: 0, overdue: 0, warnings: 0, handedOver: 0, voided: 0, explained: 0 };
  return {
    add(shifts: readonly Shift[]): void {
      if (shifts.length > 0) counts.cases += 1;
      for (const shift of shifts) {
        if (moves(shift)) counts.moved += 1;
        if (shift.becomesCertain) counts.certain += 1;
        if (shift.becomesOverdue) counts.overdue += 1;
        if (onlyWarns(shift)) counts.warnings += 1;
        if (handsOver(shift)) counts.handedOver += 1;
        if (shift.becomesVoid) counts.voided += 1;
        if (onlyExplains(shift)) counts.explained += 1;
        if (listed.length < MOST_SHIFTS) listed.push(shift);
      }
    },
    preview: (): Preview => ({ ...counts, shifts: listed }),
  };
}
