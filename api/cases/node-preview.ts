import type { Static } from 'typebox';
import { readCaseRow } from '../../db/cases/case.ts';
import { lawInForce, readStanding } from '../../db/cases/read.ts';
import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { namesOf } from '../../db/people/names.ts';
import { readPeople } from '../../db/people/read.ts';
import { type Completion, readForm } from '../../domain/engine/completion.ts';
import { checkRight, personsNamed } from '../../domain/engine/decide.ts';
import { goesToParty, heard, notThisVersion, ownDeadline, withoutPlace } from '../../domain/engine/heard.ts';
import { type Foreseen, foreseeSteps, turnNames } from '../../domain/engine/foresee.ts';
import { roles } from '../../domain/nodes/roles.ts';
import type { Derived } from '../../domain/plan/derived.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import { withoutOffice } from '../../domain/record/actor.ts';
import { readCase } from '../../domain/record/case.ts';
import { isRefusal } from '../../domain/record/refusal.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { lookElsewhere } from '../../db/cases/elsewhere.ts';
import { inSlices } from '../../process/in-slices.ts';
import { oneAtATime } from '../http/one-at-a-time.ts';
import { ApiProblem, refused } from '../http/errors.ts';
import { type Area, noSuchPerson, noSuchRecord } from './areas.ts';
import type { Door } from './door.ts';
import { instantOrNull, marksOf } from './deadline-view.ts';
import type { NodePreview } from './node-preview-schema.ts';

/**
 * A preview of a large record is a second of work for the process that answers everybody: they take turns, and no more
 * wait than are answered before anybody loses patience.
 */
const MOST_WAITING = 10;
export const inTurn = oneAtATime(
  MOST_WAITING,
  () => new ApiProblem('busy', '等待预览的请求过多，请稍后再发；预览不登记任何内容'),
);

/** Deadlines that a preview lists; all are counted. */
export const MOST_LISTED = 500;

interface Asked {
  readonly completion: Completion;
  /** Who sends it. */
  readonly by: string;
  readonly ifVersion?: number | undefined;
}

interface Where {
  readonly db: Db;
  readonly laws: LawLibrary;
  readonly area: Area;
  readonly door: Door;
}

/**
 * What a completion would do to a record as it is now: the same person, the same judgement, and nothing is written. Throws
 * the refusal as the completion itself would be answered.
 */
export async function previewOne(where: Where, id: string, asked: Asked): Promise<Static<typeof NodePreview>> {
  const malformed = readForm(asked.completion);
  if (isRefusal(malformed)) throw refused(malformed);
  await where.door(where.area, id, asked.by);
  const { foreseen, now, isParty } = await inTurn(() => foresee(where, id, asked));
  const listed = foreseen.deadlines.slice(0, MOST_LISTED);
  const names = await namesOf(
    where.db,
    listed.map(({ holder }) => holder),
  );
  return {
    ...{
      accepted: true,
      dryRun: true,
      ...(!isParty && { fact: foreseen.fact }),
      now: formatInstant(now),
      count: foreseen.deadlines.length,
    },
    deadlines: listed
      .flatMap((each) => foreseenView(each, names))
      .map((each) => (isParty ? { ...each, id: withoutPlace(each.id) } : each)),
  };
}

/** Of a completion whose form is in order. Whoever may not record it learns nothing of the record, and nobody it names is looked up. */
async function foresee({ db, laws, area }: Where, id: string, { completion, by, ifVersion }: Asked) {
  const person = (await readPeople(db, [by])).get(by); // first: a stranger learns of no case
  if (person === undefined) throw noSuchPerson(by);
  const out = withoutOffice(person);
  if (out !== undefined) throw refused(out);
  const row = await readCaseRow(db, id);
  if (row === undefined || !area.shows(row.kind)) throw noSuchRecord(area, id);
  const [standing, inForce] = await Promise.all([readStanding(db, id, null), lawInForce(db)]);
  const now = Date.now() + row.clockOffset;
  const actor = { ...person, via: 'api' as const };
  const formed = readForm(completion);
  const c = readCase(standing.record);
  const barred = isRefusal(formed) ? formed : checkRight(c, formed.node, { actor, now });
  if (barred?.code === 'unknown-case') throw noSuchRecord(area, id);
  if (barred !== undefined) throw refused(barred);
  const asker = { actor, now };
  const moved = notThisVersion(c, completion.node, asker, ifVersion);
  if (moved !== undefined) throw refused(moved);
  const [people, others] = await Promise.all([
    readPeople(db, [person.id, ...personsNamed(completion, c)]),
    lookElsewhere(db, [completion], { caseId: id, c, person }),
  ]);
  const library = await laws.load(db, [...lawsMet(standing.record), inForce]);
  const moment = { now, wokenFor: row.nextWakeAt, inForce, laws: library };
  const foreseen = await inSlices(
    foreseeSteps(standing, { kind: 'complete', completion, actor, people, ...others }, moment),
  );
  if (isRefusal(foreseen)) throw refused(heard(c, completion, asker, foreseen));
  const isParty = goesToParty(c, completion.node, asker);
  const isOwn = ownDeadline(c, asker);
  const deadlines = foreseen.deadlines.filter(({ before, after }) => !isParty || isOwn((after ?? before)?.id ?? ''));
  return { foreseen: { ...foreseen, deadlines }, now, isParty };
}

export function foreseenView(
  { before, after, turns, rungs, becomesOverdue, holder }: Foreseen,
  names: ReadonlyMap<string, string>,
) {
  const d = after ?? before;
  if (d === undefined) return [];
  return {
    id: d.id,
    rule: d.rule,
    zh: d.name,
    owner: d.owner,
    ownerZh: roles[d.owner],
    ownerPerson: holder,
    ownerName: holder === null ? null : (names.get(holder) ?? holder),
    turns: [...turns],
    turnsZh: turns.map((turn) => turnNames[turn]),
    openedAt: formatInstant(d.openedAt),
    from: standingView(before),
    to: standingView(after),
    rungs: [...rungs],
    delayedWithoutApproval: marksOf(d.because).delayedWithoutApproval,
    becomesOverdue,
  };
}

const standingView = (d: Derived | undefined) =>
  d === undefined
    ? null
    : { status: d.status, targetDue: d.targetDue, legalDue: d.legalDue, dueAt: instantOrNull(d.dueAt) };
