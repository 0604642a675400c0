// What finance takes away, and where forms are said to stand: docs/spec/money.md 4, 5, 12.
import readExcel from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { caseLedgerPapers, monthPapers } from '../../api/money/papers.ts';
import { paperBook } from '../../api/money/workbook.ts';
import { readsAtLarge, sightIn } from '../../domain/access/reads-in.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { unpaidOn } from '../../domain/plan/money/unpaid.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { type Court, given } from '../support/given.ts';
import { approved, confirmed, paid } from '../support/histories.ts';
import { escrowed } from '../support/money-reports.ts';

const director = sightIn('case', readsAtLarge({ roles: ['director'] }));
const FORM = 'FK-2026-031';
const form = ({ c }: Court) => moneyOverview(c)[0]?.forms[0];
const sheets = async (papers: Parameters<typeof paperBook>[0]) =>
  Object.fromEntries((await readExcel(await paperBook(papers, director))).map(({ sheet, data }) => [sheet, data]));

describe('a form', () => {
  test('that finance has sent back still says who approved it', () => {
    const court = approved();
    expect(form(court)).toMatchObject({
      state: 'approved',
      persons: { approved: court.c.last('payout.approved')?.by },
    });
    const back = court.complete('payout.rejected', FORM);
    expect(form(back)).toMatchObject({ state: 'rejected', approvedFen: null, persons: { approved: form(court)?.persons.approved } }); // prettier-ignore
  });

  const released = (amountFen: number) => {
    const asked = { of: 'escrow.released', about: FORM, payload: { amountFen, why: '已到院' }, reason: '领取' };
    return escrowed()
      .complete('request.made', asked as never, { by: 'officer' })
      .complete('request.passed', 'request-1', {}, { by: 'director' })
      .complete('escrow.released', FORM, { amountFen, why: '已到院', request: 'request-1' }, { by: 'officer' });
  };

  test('whose money was given out of escrow is no approved one', () => {
    const whole = form(escrowed())?.outFen ?? 0;
    expect(form(escrowed())?.state).toBe('escrowed');
    expect(form(released(whole))).toMatchObject({ state: 'released' });
    expect(form(released(whole - 1))).toMatchObject({ state: 'escrowed' });
  });
});

describe('a workbook', () => {
  test('of a case has every place of its money, and what is to be recovered', async () => {
    const court = paid().complete('shortage.recognised', FORM, { amountFen: 25_000_000, cause: '误付' });
    const receipts = moneyOverview(court.c);
    const rows = (await sheets(caseLedgerPapers('（2026）豫0823执123号', [], receipts)))['各笔案款'];
    const [, columns = [], first = []] = rows ?? [];
    const told = Object.fromEntries(columns.map((zh, i) => [String(zh), Number(first[i] ?? 0)]));
    expect(told).toMatchObject({ 金额: 250_000, 应追回: 250_000, 可支配: 250_000, 已发放: 250_000, 争议留存: 0 });
    const [amount = 0, ...places] = first.slice(3, -1).map(Number);
    expect(places.reduce((a, b) => a + b, 0)).toBe(amount + Number(first.at(-1)));
  });

  test('of a month adds up each side of the ledger by itself', async () => {
    const account = (of: 'bank' | 'charges' | 'case.held', closingFen: number) => ({ account: of, openingFen: 0, inFen: closingFen, outFen: 0, closingFen }); // prettier-ignore
    const ledger = [account('bank', 700), account('case.held', 1_000), account('charges', 300)];
    const rows = (await sheets(monthPapers('2026-03', { ledger, accounts: [], unpaid: [], differences: [], late: [], delayed: [], digest: 'd' } as never)))['财务账']; // prettier-ignore
    expect(rows?.slice(-2)).toEqual([['合计（借）', null, 0, 10, 0, 10], ['合计（贷）', null, 0, 10, 0, 10]]); // prettier-ignore
  });
});

describe('why money was not paid at the end of a month', () => {
  const grounds = (court: Court, on: string) => unpaidOn(court.c, 'case', on).map(({ ground }) => ground);
  const month = '2026-02-28';
  const early = confirmed();

  test('is what the record said then, whatever is said since', () => {
    const since = early.at('2026-03-02T09:00');
    expect(grounds(early, month)).toEqual(['free']);
    const applied = since.complete('payout.applied', 'r-7');
    const ordered = applied.complete('payout.material-reviewed', FORM).complete('payout.approved', FORM, {}, { by: 'president' }).complete('payout.sent', FORM); // prettier-ignore
    for (const court of [since, applied, ordered]) expect(grounds(court, month)).toEqual(['free']);
    expect([grounds(applied, '2026-03-31'), grounds(ordered, '2026-03-31')]).toEqual([['applied'], ['ordered']]);
  });

  test('is what was put off until a deferral ended, not what ended it', () => {
    const put = early.complete('payout.delay-approved', 'r-7', { ground: 'other', until: '2026-03-06' });
    expect(grounds(put, month)).toEqual(['deferred']);
    const ended = put.at('2026-03-02T09:00').complete('deferral.ended', 'r-7', { on: '2026-03-02' });
    expect([grounds(ended, month), grounds(ended, '2026-03-31')]).toEqual([['deferred'], ['free']]);
  });

  test('is that nobody had confirmed it yet', () => {
    const late = given().filed().assigned().at('2026-02-27T10:00').complete('funds.arrived', 'r-7').at('2026-03-02T09:00').complete('funds.reviewed', 'r-7').complete('funds.confirmed', 'r-7'); // prettier-ignore
    expect([grounds(late, month), grounds(late, '2026-03-31')]).toEqual([['unconfirmed'], ['free']]);
  });

  test('is not asked of a month before the case: what the bank had by then lies unconfirmed, anything else does not lie at all', () => {
    const arrived = (bookedAt?: string) => given().filed().assigned().at('2026-02-06T10:00').complete('funds.arrived', 'r-7', bookedAt === undefined ? {} : { bookedAt }); // prettier-ignore
    expect(grounds(arrived(), '2025-12-31')).toEqual([]);
    expect(grounds(arrived('2025-12-30T10:00:00+08:00'), '2025-12-31')).toEqual(['unconfirmed']);
  });

  test('is the bank’s answer of a later day', () => {
    const court = approved().complete('payout.sent', FORM);
    const on = formatInstant(court.now).slice(0, 10);
    const payout = court.complete('payout.paid', FORM, { reference: court.c.last('payout.sent')?.payload.reference ?? '', bookedAt: formatInstant(court.now + 86_400_000) }); // prettier-ignore
    expect(grounds(payout, on)).toEqual(['ordered']);
  });
});
