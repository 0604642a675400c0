// The second half of the tour: money, a deadline missed on purpose, closing, archive.
import seed from '../../db/seed/calendar-years.json' with { type: 'json' };
import { rungs, toldNames } from '../../domain/plan/ladder.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { yearsIn, courtCalendar } from '../../domain/time/court-calendar.ts';
import { dateOf, HOUR, parseInstant, startOfDay } from '../../domain/time/instant.ts';
import type { TourCase, TourDeadline, LogLine } from './court.ts';
import { moneyDays } from './days.ts';
import { deadlineOf, type Guide, holds, reasons, same } from './guide.ts';
import { dayAt, shortDay } from './intake.ts';
import { dueLine, printTable } from './print.ts';

const instant = (text: string | null): number => parseInstant(text ?? '') ?? Number.NaN; // the API's own

/** 案款: a confirmation typed in with the wrong day, and the due that moves when it is corrected. */
export async function takeMoney({ print, step, complete, read, log, moveTo }: Guide): Promise<void> {
  print.chapter(
    ['案款到账、更正', 'Money, a correction'],
    [
      '案款到账。补录的确认写错了时刻，届满日也就错了；更正之后随之移动。',
      'Money arrives. A confirmation typed in late gives a wrong due; correcting the fact moves it.',
    ],
  );
  const plan = moneyDays(dateOf(instant((await read()).now)), courtCalendar(yearsIn(seed)));
  await moveTo(startOfDay(plan.confirmed) + 10 * HOUR);
  await complete(step('funds-arrived', { reference: `YH-${(await read()).id}` })); // one line of the bank's is one receipt in the court
  print.because(reasons(deadlineOf(await read(), 'funds-confirm')));
  await complete(step('funds-reviewed'));

  await moveTo(startOfDay(plan.typedIn) + 9 * HOUR);
  const confirmed = await complete(step('funds-confirmed'));
  const mistaken = deadlineOf(await read(), 'payout');
  same(mistaken.targetDue, plan.mistakenDue, 'ten days from the day on which it was typed in');
  print.because(reasons(mistaken));
  print.lines(
    '',
    print.say(
      '财务发现：款项在到账当日15:30就已确认，补录时没有写发生时刻。事实不改写，另记一笔更正：',
      'Finance finds that it was confirmed at 15:30 on the day of arrival. No fact is edited; a correction is recorded:',
    ),
  );

  const at = `${plan.confirmed}T15:30:00+08:00`;
  await complete(step('confirmation-corrected', { fact: confirmed.fact, at }));
  const right = deadlineOf(await read(), 'payout');
  same([right.id, right.targetDue], [mistaken.id, plan.due], 'the same deadline, an earlier due');
  holds(
    right.because.some((b) => b.step === 'rolled'),
    'rest days are stepped over',
    right.because,
  );
  const moved = (await log()).find((l) => l.type === 'moved' && l.deadline === right.id);
  holds(moved !== undefined, 'the log says that it moved');
  const [from, to] = [dueLine(mistaken.targetDue), dueLine(right.targetDue)];
  print.lines(
    print.say(`“${right.zh}”的届满日由 ${from} 移到 ${to}：`, `“${right.zh}” was due on ${from}, now on ${to}:`),
  );
  print.because(reasons(right));
}

const LADDER = ['remind', 'urge', 'supervise'] as const;
/** How late a timer may be on a busy machine. */
const LATE_MS = 10_000;

/** 逾期: nobody pays; one jump, and every rung of the ladder has fired at its own instant. */
export async function missIt({ print, step, complete, read, log, moveTo }: Guide): Promise<void> {
  print.chapter(
    ['逾期未发放：提醒→催办→督办→通报批评', 'Not paid in time: 提醒 → 催办 → 督办 → 通报批评'],
    [
      '无人发放。时间一跃而过，每级预警仍在各自的时刻发出。',
      'Nobody pays. One jump in time; each rung fires at its own instant.',
    ],
  );
  const payout = deadlineOf(await read(), 'payout');
  const supervised = await moveTo(dayAt(payout.dueAt ?? '', 2, 9));
  const matter = mattersOf(supervised).find((m) => m.zh.includes(payout.zh));
  const late = await moveTo(dayAt(matter?.dueAt ?? '', 2, 9));
  const rungsOf = async (id?: string) => (await log()).filter((l) => l.type === 'rung' && l.deadline === id);
  const [own, ofMatter] = [await rungsOf(payout.id), await rungsOf(matter?.id)];
  same(
    own.map((l) => l.rung),
    LADDER,
    'its three rungs, in order, each once',
  );
  same(ofMatter.at(-1)?.rung, 'criticise', 'criticism stands on the supervised matter, before the director');
  const fired = [...own, ...ofMatter.slice(-1)];
  const delays = fired.map((l) => instant(l.recordedAt) - instant(l.firesAt ?? null));
  holds(
    delays.every((ms) => ms >= 0 && ms < LATE_MS),
    'each at its instant',
    fired,
  );
  print.lines(
    '',
    ...printTable([print.say('预警 应发 发出 发给', 'rung due fired to').split(' '), ...fired.map(rungLine)]),
    '',
  );

  const overdue = deadlineOf(late, 'payout');
  same([overdue.overdue, overdue.rung], [true, 'supervise'], 'the payout is overdue and stands at its highest rung');
  print.lines(
    `${print.say('督办自动立项，须当日办理：', 'Supervision opened by itself, to be handled the same day: ')}${mattersOf(
      late,
    )
      .map((m) => `${m.zh}（${m.ownerName ?? m.ownerZh}）`)
      .join('、')}`,
  );
  holds(mattersOf(late).length > 0, 'a supervised matter has been opened');
  print.lines(
    print.say(
      `超过十日未发放还须报${roles['supervising-leader']}审批：“${deadlineOf(late, 'payout-late-approval').zh}”已起算`,
      `Past its ten days it also needs approval by ${roles['supervising-leader']}: “${deadlineOf(late, 'payout-late-approval').zh}” has started`,
    ),
  );
  await complete(step('criticism', { deadline: payout.id }));
}

const mattersOf = ({ deadlines }: TourCase): TourDeadline[] => deadlines.filter((d) => d.rule === 'supervised-matter');

function rungLine({ rung, firesAt, recordedAt }: LogLine): string[] {
  const row = rungs[rung as keyof typeof rungs]; // just compared with the ladder
  const to = row.to.map((r) => (r === 'holder' || r === 'leader' ? toldNames[r] : roles[r]));
  return [row.zh, shortDay(firesAt ?? ''), shortDay(recordedAt), [...to, roles.review].join('、')];
}

/** 发放、结案: paid late, and shown as such; supervision falls away with its purpose. */
export async function closeIt({ print, step, complete, read }: Guide): Promise<void> {
  print.chapter(
    ['发放、结案', 'Payout, closing'],
    [
      '申请、审查、批准、支付；逾期仍记逾期。然后解除控制、审查结案。',
      'Applied for, reviewed, approved, paid; late stays late. Then release, the closing review and closing.',
    ],
  );
  for (const name of ['account-confirmed', 'payout-applied', 'payout-reviewed', 'payout-approved', 'payout-paid'])
    await complete(name === 'payout-paid' ? step(name, { reference: `ZF-${(await read()).id}` }) : step(name));
  const paid = await read();
  same(deadlineOf(paid, 'payout').status, 'done-late', 'the payout is done, late');
  same([...new Set(mattersOf(paid).map((m) => m.status))], ['void'], 'its supervised matters are no longer asked for');
  print.because(reasons(deadlineOf(paid, 'payout')).slice(-1));
  for (const matter of mattersOf(paid)) print.because(reasons(matter).slice(-1));
  for (const name of ['release-account', 'release-vehicle', 'release-house']) await complete(step(name));
  await complete(step('fee-waived'));
  await complete(step('closing-submitted'));
  await complete(step('closing-reviewed'));
  await complete(step('closed'));
  same((await read()).stage, 'closed', 'the case is closed');
}

/** 归档: nothing more may be recorded but what comes after closing; no clock runs any more. */
export async function archiveIt({ print, step, complete, refused, read, moveTo }: Guide): Promise<void> {
  print.chapter(
    ['归档', 'Archive'],
    [
      '一周后卷宗归档；本案再没有期限在走，流程结束。',
      'A week later the file is archived; no clock of the case runs any more, and its workflow ends.',
    ],
  );
  await moveTo(dayAt((await read()).now, 7, 15));
  await refused(step('freeze-account'), 422, 'case-closed');
  await complete(step('archived'));
  const end = await read();
  same([end.stage, end.nextDeadline], ['archived', null], 'the case is archived, and nothing falls due any more');
}
