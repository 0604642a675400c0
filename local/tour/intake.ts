// The first half of the tour: filing, reception, property control.
import type { RuleId } from '../../domain/plan/deadlines.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { dateOf, HOUR, type Instant, parseInstant, startOfDay } from '../../domain/time/instant.ts';
import { type TourCase, type TourCourt, TourError } from './court.ts';
import type { Filing } from '../../domain/engine/filing.ts';
import { deadlineOf, type Guide, holds, reasons, same } from './guide.ts';
import { dueLine, moment, type Printer, printTable, inYuan } from './print.ts';

/** That hour of the day that many days on. */
export const dayAt = (now: string | Instant, later: number, hour: number): Instant =>
  startOfDay(addDays(dateOf(typeof now === 'string' ? (parseInstant(now) ?? 0) : now), later)) + hour * HOUR;

/** Its deadlines that run, one a line. */
export const running = ({ deadlines }: TourCase, { say }: Pick<Printer, 'say'>): string[] =>
  printTable([
    say('期限 责任人 届满 法定 依据', 'deadline owner due by-law source').split(' '),
    ...deadlines
      .filter((d) => d.status === 'open')
      .map((d) => [
        d.subject === null ? d.zh : `${d.zh} ${d.subject}`,
        d.ownerName ?? d.ownerZh,
        dueLine(d.targetDue) + (d.provisional ? say('（暂定）', ' (provisional)') : ''),
        dueLine(d.legalDue),
        d.basis + (d.courtsOwn ? say('（本院自定）', ' (the court’s own)') : ''),
      ]),
  ]);

const AT_FILING: readonly RuleId[] = [
  'filing-handover', 'reception', 'assign-officer', 'network-query', 'related-cases', 'trial-service-record',
  'initial-documents', 'investigation-complete', 'case-limit-ordinary', 'case-limit-statutory', 'six-month-report', 'upper-court-right', 'disclose',
]; // prettier-ignore

/** 立案: files the case; the same body again is the same case. */
export async function fileIt(court: TourCourt, print: Printer, body: Filing): Promise<TourCase> {
  const { say } = print;
  print.chapter(
    ['立案', 'Filing'],
    [
      '立案窗口立一件民间借贷案件：十三个期限同时起算，各有其理由。',
      'The filing office files a private-loan case: thirteen clocks start, each with its reasons.',
    ],
  );
  const { status, body: filed } = await court.file(body);
  if (status !== 201) throw new TourError(`filing answered ${status}: ${JSON.stringify(filed)}`);
  const names = (parties: Filing['applicants']) => parties.map((p) => p.name).join('、');
  print.did(
    `${filed.caseNo} ${say('立案', 'filed')}  ${court.person('filing').name}  ${say('编号', 'id')} ${filed.id}`,
  );
  print.lines(
    say(
      `${body.cause}，执行依据 ${body.basis}，标的 ${inYuan(body.claimFen ?? 0)}`,
      `${body.cause}, on ${body.basis}, claim ${inYuan(body.claimFen ?? 0)}`,
    ),
    say(
      `申请执行人 ${names(body.applicants)}；被执行人 ${names(body.respondents)}；对外显示为 ${filed.title}`,
      `applicant ${names(body.applicants)}; respondent ${names(body.respondents)}; shown to others as ${filed.title}`,
    ),
    '',
    ...running(filed, print),
    '',
  );
  same(filed.deadlines.map((d) => d.rule).toSorted(), AT_FILING.toSorted(), 'these twelve deadlines open');
  for (const rule of ['initial-documents', 'six-month-report'] as const) {
    const d = deadlineOf(filed, rule);
    print.lines(say(`“${d.zh}”为什么是 ${dueLine(d.targetDue)}？`, `Why is “${d.zh}” due on ${dueLine(d.targetDue)}?`));
    print.because(reasons(d));
  }
  const again = await court.file(body);
  same([again.status, again.body.id], [200, filed.id], 'the same body, the same case');
  const filings = (await court.log(filed.id)).filter((l) => l.type === 'fact' && l.node === 'case.filed');
  same(filings.length, 1, 'filed once'); // its version may have moved: the applicant has been told meanwhile
  print.did(
    say(
      '同一内容再发一次 → 200，仍是同一案件，没有多记一笔',
      'The same body again → 200, the same case, nothing recorded twice',
    ),
  );
  return filed;
}

/** 初次接待、分案: a duplicate, a reused key, a wrong role. */
export async function receiveIt({ court, print, caseId, step, complete, refused }: Guide): Promise<void> {
  print.chapter(
    ['初次接待、确定承办人', 'Reception, an officer'],
    [
      '初次接待；同一指令发两次只办一次；谁也不能以别人的身份办理。',
      'Reception; the same command twice is done once; nobody acts in another’s role.',
    ],
  );
  await complete(step('material'));
  const key = `tour-${caseId}-reception`;
  const first = await complete(step('reception'), { key });
  const second = await court.send(caseId, step('reception'), { key });
  same(second, { status: 200, body: first }, 'the same key and body, the same answer');
  print.did(
    print.say(
      `同一 Idempotency-Key、同一内容再发一次 → 答复一字不差，版本仍是 ${first.version}`,
      `The same Idempotency-Key and body again → the same answer to the letter, still version ${first.version}`,
    ),
  );
  await refused(step('reception', { viewOnTerminating: '同意' }), 409, 'key-reused', 0, { key });
  await refused(step('assignment'), 403, 'wrong-role', 0, { by: court.person('documents') });
  await complete(step('assignment'));
}

/** 查控: each asset has a clock of its own; closing too early is refused with what is missing. */
export async function controlIt(guide: Guide): Promise<void> {
  const { print, step, complete, read, refused, moveTo } = guide;
  print.chapter(
    ['文书、查控', 'Documents, control of assets'],
    [
      '立案当日发出文书；次日查询反馈，每项财产各有期限。',
      'Documents on the day of filing; queries come back the next day, and each asset gets its clock.',
    ],
  );
  const first = ['query', 'related-cases', 'trial-service', 'enforcement-notice', 'property-report-order', 'summons'];
  for (const name of first) await complete(step(name));
  const documents = deadlineOf(await read(), 'initial-documents');
  holds(documents.status === 'done', 'three kinds of document to each respondent discharge one deadline', documents);

  const next = await moveTo(dayAt((await read()).filedAt, 1, 9.5));
  await complete(step('query-returned'));
  await complete(step('freeze-account'));
  await complete(step('seal-vehicle'));
  const controlled = await read();
  print.lines(
    ...running({ ...controlled, deadlines: controlled.deadlines.filter((d) => d.rule === 'traditional-query') }, print),
  );
  print.because(reasons(deadlineOf(controlled, 'traditional-query')));
  print.lines(
    print.say(
      '冻结的存款不足以清偿，车辆价值不详按零计：当日启动传统查控（三·一(二)）。',
      'The frozen deposit does not cover the claim and a car of unknown value counts as nothing: the traditional round starts today (三·一(二)).',
    ),
    '',
    print.say('承办人想先结案：', 'The officer would rather close the case:'),
  );
  const early = await refused(step('close-too-early'), 422, 'closing-ground-missing', 6);
  holds(
    early.missing.some((m) => m.id === 'payout.paid'),
    'the ground that is missing is on the list',
    early,
  );
  const gates = await refused(step('terminate-too-early'), 422, 'gates-open', 3);
  holds(
    gates.missing.some((m) => m.id === 'final-recheck'),
    'the final recheck is on the list',
    gates,
  );
  await complete(step('traditional-query'));

  await moveTo(dayAt(next.now, 1, 10));
  await complete(step('traditional-returned'));
  await complete(step('wait-for-house'));
  await complete(step('asset-schedule'));
  await complete(step('triage'));
  const { team, teamZh, teamBecause } = await read();
  same(team, 'ordinary', 'a car to be disposed of: an ordinary case');
  print.did(
    `${print.say('分流到', 'Goes to ')}${teamZh ?? ''}${print.say('：', ': ')}${teamBecause.map(({ no, zh }) => `${zh}（${no}）`).join('；')}`,
  );
}

/** When something happened, in few words. */
export const shortDay = (at: string): string => moment(at).slice(5);
