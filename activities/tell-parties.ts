import { readFacts } from '../db/cases/read.ts';
import type { UnsentDisclosure } from '../db/outbox/read.ts';
import { channelOf, type DeliveryReport, type Hearing, linesFor } from '../domain/engine/disclosure.ts';
import { messageId } from '../domain/engine/sms-id.ts';
import { partyMorning, type Quiet, triedSince } from '../domain/engine/staff-hours.ts';
import { smsTo, ways, waysTo, type WayTo } from '../domain/plan/parties/ways.ts';
import { type Case, readCase } from '../domain/record/case.ts';
import { mailZh, type PartyNews, smsFields, smsZh } from '../domain/words/party-messages.ts';
import type { Channels } from '../process/channel.ts';
import type { Measures } from '../process/measures.ts';
import type { BatchReport } from './decided.ts';
import type { Deps, DisclosureDelivery } from './deps.ts';

/** How long a channel is waited for before it counts as one that failed: the day on which parties are to be told is a working day. */
const PATIENCE_MS = 6 * 60 * 60_000;
/** How long one try goes on to the next party: whoever sends it is given a minute (workflows/activity-options.ts), and one that is cut off would begin anew for ever. */
const TURN_MS = 20_000;

const ALWAYS: Quiet = { from: 0, to: 0 };

interface Telling extends Pick<Deps, 'store'> {
  readonly channels: Channels | undefined;
  readonly measures: Measures | undefined;
  /** When parties get no short messages; left out: never. */
  readonly quiet?: Quiet | undefined;
}

/**
 * Tells the parties what a batch has for each, by the first of their ways that takes it (四·二). Whose channel is closed for
 * now, or whose turn did not come in this try, is told with the next batch; throws where that is everybody: then the same batch is tried again.
 * `since`: epoch ms.
 */
export async function tellParties(
  { store, channels = {}, measures, quiet = ALWAYS }: Telling,
  effect: UnsentDisclosure,
  since: number,
): Promise<BatchReport> {
  if (channels.mail === undefined && channels.sms === undefined) return sandboxReport(effect);
  const c = readCase(await readFacts(store.db, effect.caseId));
  const isNight = partyMorning(Date.now(), quiet) !== undefined;
  const isOver = Date.now() - triedSince(since, Date.now(), quiet) >= PATIENCE_MS;
  const reports: DeliveryReport[] = [];
  const turnsEnd = Date.now() + TURN_MS;
  for (const hearing of effect.to) {
    if (Date.now() >= turnsEnd) {
      reports.push({ party: hearing.party, later: true });
      continue;
    }
    const send = sender({ channels, measures, effect, hearing });
    const report = await told(hearing, waysOpen(c, hearing, channels), { send, isOver, isNight });
    if (report.later !== true) await warnOld(hearing, send); // once: who is told later is tried again
    reports.push(report);
  }
  if (reports.every(({ later }) => later === true)) throw new Error('no channel takes anything of this batch now');
  return { id: effect.id, reports };
}

/** A batch with what became of it, party by party. */
export function deliveredAs(effect: UnsentDisclosure, { reports }: BatchReport): DisclosureDelivery {
  const found = new Map(reports.map((report) => [report.party, report]));
  const to = effect.to.map((hearing) => {
    const report = found.get(hearing.party);
    if (report?.later === true) return { ...hearing, channel: null, outcome: 'later' as const };
    const own = { ...hearing, channel: channelOf(hearing, report) };
    return report?.failed === undefined
      ? { ...own, outcome: 'told' as const }
      : { ...own, outcome: 'failed' as const, reason: report.failed };
  });
  return { ...effect, to };
}

/** The sandbox delivers at once, to whomever the court knows a way to. */
const sandboxReport = ({ id, to }: UnsentDisclosure): BatchReport => ({
  id,
  reports: to.map(({ party, reachable }) => ({ party, ...(!reachable && { failed: '没有账号、电话和地址' }) })),
});

/** Of the ways to somebody those for which this court has a channel; an account needs none. */
const waysOpen = (c: Case, { party }: Hearing, channels: Channels): readonly WayTo[] =>
  waysTo(c, party).filter(({ way }) => way === 'account' || channels[way] !== undefined);

/** What came of one message: nothing where it was taken. */
type Sent = { readonly refused?: string; readonly later?: true };
type Send = (to: WayTo, as: string) => Promise<Sent>;

interface SenderParts {
  readonly channels: Channels;
  readonly measures: Measures | undefined;
  readonly effect: UnsentDisclosure;
  readonly hearing: Hearing;
}

/** Sends somebody's part of a batch by one way; `as` tells its messages apart. */
function sender({ channels, measures, effect, hearing }: SenderParts): Send {
  const news: PartyNews = { caseNo: effect.body.caseNo, lines: linesFor(effect.body, hearing) };
  return async ({ way, to }, as) => {
    if (way === 'account') return {}; // it lies there for them to read (api/party)
    const channel = channels[way];
    if (channel === undefined) return { refused: '本院没有开通' };
    const { subject, text } = way === 'mail' ? mailZh(news) : { subject: '', text: smsZh(news) };
    try {
      const { refused } = await channel({
        id: messageId({ effect: effect.id, party: hearing.party }, as),
        to,
        subject,
        text,
        fields: smsFields(news),
      });
      measures?.delivered(way, refused === undefined ? 'sent' : 'refused');
      return refused === undefined ? {} : { refused };
    } catch {
      measures?.delivered(way, 'later');
      return { later: true };
    }
  };
}

/** Where somebody was reached before their account was to be changed hears of it too, as well as may be (docs/spec/money.md 4). */
async function warnOld({ old }: Hearing, send: Send): Promise<void> {
  for (const way of smsTo(old ?? {})) await send(way, 'old');
}

/** By the first way that takes it. One that is closed for now, as the telephone is at night, is not passed over: it is the one that they chose. */
async function told(
  { party }: Hearing,
  open: readonly WayTo[],
  { send, isOver, isNight }: { readonly send: Send; readonly isOver: boolean; readonly isNight: boolean },
): Promise<DeliveryReport> {
  const tried: { way: WayTo['way']; reason: string }[] = [];
  for (const to of open) {
    if (to.way === 'sms' && isNight) return { party, later: true };
    const { refused, later } = await send(to, to.way);
    if (refused === undefined && later === undefined) return { party, way: to.way, ...(tried.length > 0 && { tried }) };
    if (later && !isOver) return { party, later };
    tried.push({ way: to.way, reason: refused ?? '多次未能发出' });
  }
  const [last] = tried.splice(-1);
  if (last === undefined) return { party, way: 'sms', failed: `没有可用的${ways.mail}、手机号码和账号` };
  return { party, way: last.way, failed: last.reason, ...(tried.length > 0 && { tried }) };
}
