// One case of a story: what is done in it, what is refused, how its time passes, what it shows then.
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { statuses } from '../../domain/plan/derived.ts';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import type { Accepted } from '../../domain/engine/answer.ts';
import type { Filing } from '../../domain/engine/filing.ts';
import { addDays, addMonths, type CivilDate } from '../../domain/time/civil-date.ts';
import {
  civilYear,
  dateOf,
  formatInstant,
  HOUR,
  type Instant,
  parseInstant,
  startOfDay,
} from '../../domain/time/instant.ts';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import {
  type TourCase,
  type TourCourt,
  type TourDeadline,
  TourError,
  type TourPerson,
  type TourRefusal,
} from './court.ts';
import type { TourStep } from './examples.ts';
import { deadlineOf, guideThrough, holds, reasons, same } from './guide.ts';
import { dueLine, type Printer } from './print.ts';

/** How a step is sent: about what, by whom if not by the first role of its row, when if not now. */
export interface How {
  readonly subject?: string;
  /** A role, or the id of a person. */
  readonly by?: Role | `p-${string}`;
  readonly at?: Instant;
}

export interface Scene {
  readonly court: TourCourt;
  readonly print: Printer;
  readonly id: string;
  readonly caseNo: string;
  /** Records a node, its payload laid over the row's example. A TourError if it is refused. */
  readonly does: (node: NodeId, payload?: object, how?: How) => Promise<Accepted>;
  /** Tries a node that has to be refused with this code; shows at most `most` of what is missing. */
  readonly mayNot: (node: NodeId, code: string, payload?: object, how?: How, most?: number) => Promise<TourRefusal>;
  readonly read: () => Promise<TourCase>;
  /** The case's own day, and a day that many later. */
  readonly day: (later?: number) => Promise<CivilDate>;
  /** Lets days pass, to that hour. */
  readonly pass: (days: number, hour?: number) => Promise<TourCase>;
  /** Moves on to a day, to that hour. */
  readonly until: (day: CivilDate, hour?: number) => Promise<TourCase>;
  /** Shows a deadline with its reasons, as it stands now, and gives it. */
  readonly shows: (rule: RuleId, subject?: string) => Promise<TourDeadline>;
  /** The rungs that a deadline has climbed, in order. */
  readonly rungs: (deadline: string) => Promise<readonly string[]>;
}

/** A filing of a story: a private-loan case against one person, unless it says otherwise. */
export const filingOf = (more: Partial<Filing> = {}): Filing => ({
  caseNo: newCaseNo(),
  filedAt: formatInstant(Math.floor(Date.now() / 1000) * 1000 - 1_000),
  ...{ cause: '民间借贷纠纷', basis: '（2025）豫0823民初456号', claimFen: 25_000_000 },
  applicants: [{ name: '张建国', kind: 'person', phone: '13800000001' }], // whom nobody can reach is told by the officer
  respondents: [{ name: '李卫东', kind: 'person', phone: '13800000002' }],
  ...more,
});

let filed = 0;

/** A number that no other tour has had, as far as one can tell. */
export function newCaseNo(): string {
  filed += 1;
  const caseNo = `（${civilYear(Date.now())}）豫0823执${90_000_000 + ((Date.now() + filed * 10_007) % 9_999_999)}号`;
  if (parseCaseNumber(caseNo) === undefined) throw new TourError(`${caseNo} is no case number`);
  return caseNo;
}

/** Files a case, taken over with its history or new, and enters it. */
export async function sceneOf(court: TourCourt, print: Printer, filing: Filing): Promise<Scene> {
  const { status, body } = await court.file(filing);
  holds(status === 201, 'the case is filed', body);
  print.did(`${body.caseNo} ${print.say('立案', 'filed')}  ${body.title}`);
  const guide = guideThrough(court, print, body.id, new Map());
  const { read, log } = guide;
  const now = async (): Promise<Instant> => parseInstant((await read()).now) ?? Number.NaN; // the API's own
  const until: Scene['until'] = (day, hour = 9) => guide.moveTo(startOfDay(day) + hour * HOUR);
  const day: Scene['day'] = async (later = 0) => addDays(dateOf(await now()), later);
  return {
    ...{ court, print, id: body.id, caseNo: body.caseNo, read, until, day },
    does: (node, payload, how) => guide.complete(stepOf(node, payload, how), sendingOf(court, how)),
    mayNot: (node, code, payload, how, most = 2) =>
      guide.refused(stepOf(node, payload, how), code === 'wrong-role' ? 403 : 422, code, most, sendingOf(court, how)),
    pass: async (days, hour) => until(await day(days), hour),
    async shows(rule, subject) {
      const found = deadlineOf(await read(), rule, subject);
      const subjectZh = found.subject === null ? '' : ` ${found.subject}`;
      print.lines(`“${found.zh}${subjectZh}”  ${statuses[found.status]}  ${dueLine(found.targetDue)}`);
      print.because(reasons(found));
      return found;
    },
    rungs: async (deadline) =>
      (await log()).flatMap((l) => (l.type === 'rung' && l.deadline === deadline ? [l.step ?? ''] : [])),
  };
}

/** A step of a story: its payload laid over the row's example. */
export function stepOf(node: NodeId, payload: object = {}, { subject, by }: How = {}): TourStep {
  const row = nodeRow(node);
  const role = by !== undefined && !by.startsWith('p-') ? (by as Role) : (row.by[0] as Role); // every row names one
  return {
    ...{ step: node, role, node },
    payload: { ...(row.example as object), ...payload },
    ...(subject !== undefined && { subject }),
  };
}

function sendingOf(court: TourCourt, { by, at }: How = {}) {
  const person: TourPerson | undefined = by?.startsWith('p-') ? court.known(by) : undefined;
  return { ...(person !== undefined && { by: person }), ...(at !== undefined && { at }) };
}

/** Something that was done before a case came, as a takeover tells it: its payload laid over the row's example. */
export const past = (node: NodeId, at: string, payload: object = {}, subject?: string) => ({
  ...{ node, at, payload: { ...(nodeRow(node).example as object), ...payload } },
  ...(subject !== undefined && { subject }),
});

/** A measure of control as it is ordered today. */
export const measure = (more: object = {}) => ({
  ...{ order: 'first', ruling: '（2026）豫0823执123号之一', until: addMonths(dateOf(Date.now()), 11) },
  ...more,
});

/** What a deadline has come to. */
export const isNow = (d: TourDeadline, status: TourDeadline['status']): void =>
  same(d.status, status, `${d.id} is ${status}`);
