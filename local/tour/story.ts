// The whole tour, in order.
import { civilYear, dateOf, endOfDay, formatInstant, HOUR } from '../../domain/time/instant.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { type TourCase, type TourCourt, type LogLine, TourError } from './court.ts';
import { readFiling, readSteps, readTakeover, withCaseNo } from './examples.ts';
import { guideThrough, holds, same } from './guide.ts';
import { controlIt, fileIt, receiveIt, running } from './intake.ts';
import { archiveIt, closeIt, missIt, takeMoney } from './money.ts';
import type { Said } from './language.ts';
import { moment, type Printer } from './print.ts';

/** A story that the tour can tell: one case, or several, of a real court day. */
export interface Story {
  readonly title: Said;
  readonly about: Said;
  /** Throws a TourError where the court does otherwise. */
  readonly tell: (court: TourCourt, print: Printer, signal: AbortSignal) => Promise<void>;
}

/** The tour itself: one case from filing to archive, with everything explained; then another is taken over. */
export const wholeCase: Story = {
  title: ['一个案件从立案到归档', 'one case from filing to archive'],
  about: ['期限、更正、逾期、结案、归档、接管', 'clocks, a correction, lateness, closing, archive, a takeover'],
  tell,
};

async function tell(court: TourCourt, print: Printer, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  await untilToday(signal);
  const filing = readFiling();
  const caseNo = newCaseNo();
  const filedAt = formatInstant(Math.floor(Date.now() / 1000) * 1000 - 1_000);
  const filed = await fileIt(court, print, { ...withCaseNo(filing, filing.caseNo, caseNo), filedAt });
  const steps = [...readSteps()].map(([name, step]) => [name, withCaseNo(step, filing.caseNo, caseNo)] as const);
  const guide = guideThrough(court, print, filed.id, new Map(steps));
  for (const chapter of [receiveIt, controlIt, takeMoney, missIt, closeIt, archiveIt]) await chapter(guide);
  const [end, log] = [await guide.read(), await guide.log()];
  await takeOver(court, print);
  sumUp(print, end, log, (performance.now() - began) / 1000);
}

const SPARE_MS = 20_000;

/** What is due on the day of filing has to be done on it: a tour begun just before midnight waits for the new day. */
async function untilToday(signal: AbortSignal): Promise<void> {
  const left = endOfDay(dateOf(Date.now())) - Date.now();
  if (left < SPARE_MS) await delay(left + 2_000, undefined, { signal });
}

/** A number that no other tour has had, as far as one can tell. */
const newCaseNo = (): string => `（${civilYear(Date.now())}）豫0823执${90_000_000 + (Date.now() % 9_999_999)}号`;

/** 接管: what had been done comes with the filing; what was missed before warns nobody now. */
async function takeOver(court: TourCourt, print: Printer): Promise<void> {
  print.chapter(
    ['接管在办旧案', 'An old case is taken over'],
    [
      '早年立案的案件连同已办事项一并录入；以前的预警只作记载，不再通知。',
      'A case filed long ago comes with its history; rungs of the past are noted and warn nobody.',
    ],
  );
  const old = readTakeover();
  const caseNo = newCaseNo();
  const body = withCaseNo(old, old.caseNo, caseNo);
  if (parseCaseNumber(caseNo) === undefined) throw new TourError(`${caseNo} is no case number`);
  const { status, body: taken } = await court.file(body);
  same(status, 201, 'the old case is taken over, history and all');
  const [filedAt, brought] = [moment(taken.filedAt), body.history?.length ?? 0];
  print.did(
    print.say(
      `${taken.caseNo} 接管  立案于 ${filedAt}，带来已办理的节点 ${brought} 项`,
      `${taken.caseNo} taken over, filed on ${filedAt}, with ${brought} nodes already completed`,
    ),
  );
  print.lines(...running(taken, print));
  const log = await court.log(taken.id);
  const past = log.filter((l) => l.type === 'taken-over');
  const entry = log.find((l) => l.type === 'fact')?.recordedAt ?? '';
  holds(past.length > 0 && past.every((l) => (l.firesAt ?? '') < entry), 'rungs of the past are taken over', past);
  same(taken.deadlines.filter((d) => d.rule === 'supervised-matter').length, 0, 'no supervised matter is opened');
  print.lines(
    print.say(
      `接管以前已届的预警 ${past.length} 次只作记载：不发通知，不立督办。`,
      `${past.length} rungs of before are noted: no notice goes out, no supervision is opened.`,
    ),
  );
}

function sumUp(print: Printer, end: TourCase, log: readonly LogLine[], seconds: number): void {
  const count = (type: LogLine['type']) => log.filter((l) => l.type === type).length;
  const days = Math.round((Date.parse(end.now) - Date.parse(end.filedAt)) / (24 * HOUR));
  print.lines(
    '',
    print.say(
      `${end.caseNo}：${days} 天的案件，用时 ${seconds.toFixed(1)} 秒。`,
      `${end.caseNo}: a case of ${days} days in ${seconds.toFixed(1)} seconds.`,
    ),
    print.say(
      `记录 ${count('fact')} 项，起算期限 ${count('opened')} 项，预警 ${count('rung')} 次，未予登记 ${count('refused')} 次；全部见 GET /api/cases/${end.id}/log`,
      `${count('fact')} facts, ${count('opened')} deadlines started, ${count('rung')} rungs, ${count('refused')} refusals; all of it: GET /api/cases/${end.id}/log`,
    ),
    print.say('一切都如所述发生。', 'Everything happened as told.'),
  );
}
