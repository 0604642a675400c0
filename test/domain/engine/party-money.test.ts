// Where a party's money is, part by part: what arrived, to the fen, with why and until when, and nobody else's share or name.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partyMoney, type PartyReceipt } from '../../../domain/engine/party-money.ts';
import { linesFor } from '../../../domain/engine/disclosure.ts';
import { partySight } from '../../../domain/engine/party-sight.ts';
import { dateOf } from '../../../domain/time/instant.ts';
import { drawings, lived, startOf } from '../../support/any-history.ts';
import { agreed, bank, free, objected, own, pay, planned, settled, share } from '../../support/distribution-scenes.ts';
import { type Court, given } from '../../support/given.ts';
import { lawTold } from '../../support/given-law.ts';
import { approved, confirmed, controlled, paid } from '../../support/histories.ts';
import { escrowed } from '../../support/money-reports.ts';
import { fileSeed } from '../../support/once-each.ts';

const people = { 'applicant-1': 'p-applicant', 'respondent-1': 'p-respondent' } as const;
type Side = keyof typeof people;

const tied = (court: Court): Court =>
  (Object.keys(people) as Side[]).reduce((to, party) => to.complete('party.identified', party, { person: people[party], evidence: '身份证' }), court); // prettier-ignore
const sightOf = (court: Court, party: Side) =>
  partySight(court.c, { actor: { id: people[party], name: '', roles: [] }, now: court.now }, court.kept.values());
function moneyOf(court: Court, party: Side = 'applicant-1'): readonly PartyReceipt[] {
  const sight = sightOf(court, party);
  return sight === undefined ? [] : partyMoney(court.c, sight, court.now);
}
const parts = (court: Court, party: Side = 'applicant-1') =>
  moneyOf(tied(court), party).flatMap((receipt) => receipt.parts.map(({ state, fen }) => [state, fen]));
const dated = (court: Court) => moneyOf(tied(court)).flatMap((receipt) => receipt.parts.map(({ fen, until }) => [fen, until])); // prettier-ignore
const said = (court: Court, party: Side = 'applicant-1') =>
  sightOf(tied(court), party)
    ?.heard.map(({ zh }) => zh)
    .join('\n') ?? '';

describe('a receipt', () => {
  test('waits for the court’s word, then to be paid, by the day on which that falls due', () => {
    const arrived = controlled().at('2026-02-06T10:00').complete('funds.arrived', 'r-7');
    expect(parts(arrived)).toEqual([['arrived', 25_000_000]]);
    const [receipt] = moneyOf(tied(confirmed()));
    expect(receipt?.parts).toEqual([
      { state: 'payable', fen: 25_000_000, toYou: false, why: null, until: '2026-02-24' },
    ]);
  });

  test('of which a part is disputed says so of that part alone, with the party’s own share', () => {
    expect(parts(planned)).toEqual([['distributed', 25_000_000]]);
    const [receipt] = moneyOf(tied(objected));
    expect(receipt?.parts).toMatchObject([
      { state: 'disputed', fen: 10_000_000, why: '分配方案中您分得150000.00元' },
      { state: 'distributed', fen: 15_000_000, why: '分配方案中您分得150000.00元' },
    ]);
    const over = settled(objected);
    expect(moneyOf(tied(over))[0]?.parts).toMatchObject([
      { state: 'payable', fen: 15_000_000, why: '分配确定，其中您分得150000.00元', until: '2026-03-06' },
      { state: 'payable', fen: 10_000_000, why: '分配确定，其中您分得150000.00元', until: '2026-03-13' },
    ]);
  });

  test('of which nobody’s share has been paid meanwhile: that is gone, the rest waits where it did', () => {
    const court = pay(free(planned), 15_000_000, 'f-1', own);
    expect(parts(court)).toEqual([
      ['paid', 15_000_000],
      ['distributed', 10_000_000],
    ]);
    expect(moneyOf(tied(court))[0]?.parts[0]?.toYou).toBe(true);
    expect(moneyOf(tied(court), 'respondent-1')[0]?.parts[0]?.toYou).toBe(false);
  });

  test('of which a portion is put off: until when and why, and the other is payable', () => {
    const until = '2026-03-06';
    const deferred = confirmed().at('2026-02-09T09:00').complete('payout.delay-approved', 'r-7', { ground: 'not-collected', reason: '张三不来领', notice: '通知书及送达回证', amountFen: 5_000_000, until }, { by: 'president' }); // prettier-ignore
    expect(moneyOf(tied(deferred))[0]?.parts).toMatchObject([
      { state: 'deferred', fen: 5_000_000, why: '通知后未领取', until },
      { state: 'payable', fen: 20_000_000 },
    ]);
    // why a creditor has not come is nothing to the respondent
    expect(moneyOf(tied(deferred), 'respondent-1')[0]?.parts[0]).toMatchObject({ state: 'deferred', why: null, until });
    expect(dated(deferred.at('2026-03-07T09:00'))).toEqual([[20_000_000, '2026-02-24'], [5_000_000, '2026-03-16']]); // prettier-ignore
    const ended = deferred.at('2026-02-26T09:00').complete('deferral.ended', 'r-7', { on: '2026-02-26' });
    expect(dated(ended)).toEqual([[20_000_000, '2026-02-24'], [5_000_000, '2026-03-09']]); // prettier-ignore
    expect(dated(pay(ended, 20_000_000, 'f-1', own))).toEqual([[20_000_000, null], [5_000_000, '2026-03-09']]); // prettier-ignore
  });

  test('of which all is put off while a part of it is disputed: each is called what it is', () => {
    const all = objected.complete('payout.delay-approved', 'r-7', { ground: 'distribution', until: dateOf(objected.now) }, { by: 'president' }); // prettier-ignore
    expect(parts(all)).toEqual([
      ['disputed', 10_000_000],
      ['deferred', 15_000_000],
    ]);
  });

  test('that is kept for the creditor says for what, and until when it is theirs to collect', () => {
    const [kept] = moneyOf(tied(escrowed()))[0]?.parts ?? [];
    expect(kept).toMatchObject({ state: 'escrowed', fen: 25_000_000, toYou: true });
    expect(kept?.why).toBe('事由：下落不明，自提存之日起五年内可以领取，至2031年2月11日');
    expect(moneyOf(tied(escrowed()), 'respondent-1')[0]?.parts[0]).toMatchObject({ toYou: false, why: null });
  });

  test('that went, came back and went again is no more than arrived, also to whom nobody told that it came back', () => {
    const back = paid().at('2026-02-16T10:00').complete('payout.returned', 'FK-2026-031');
    expect(parts(back)).toEqual([['payable', 25_000_000]]);
    expect(parts(back, 'respondent-1')).toEqual([['paid', 25_000_000]]);
    const again = pay(back.at('2026-02-24T09:00'), 25_000_000, 'f-2', own);
    for (const party of ['applicant-1', 'respondent-1'] as const)
      expect(parts(again, party)).toEqual([['paid', 25_000_000]]);
  });

  test('that the bank took back is not here', () => {
    expect(parts(confirmed().complete('funds.reversed', 'r-7'))).toEqual([['reversed', 25_000_000]]);
  });

  test('adds up to the fen, whatever happens to it', () => {
    let seen = 0;
    fc.assert(
      fc.property(drawings(40), (draws) => {
        const { courts } = lived(tied(startOf(draws)), draws);
        for (const court of courts.slice(-8))
          for (const party of Object.keys(people) as Side[])
            for (const { amountFen, restFen, parts: all } of moneyOf(court, party)) {
              seen += 1;
              expect(all.reduce((sum, { fen }) => sum + fen, 0)).toBe(amountFen);
              expect(all.every(({ fen }) => fen > 0)).toBe(true);
              const gone = all.filter(({ state }) => ['paid', 'refunded', 'fee', 'escrowed', 'transferred', 'reversed'].includes(state)); // prettier-ignore
              expect(gone.reduce((sum, { fen }) => sum + fen, 0)).toBe(amountFen - restFen);
            }
      }),
      { numRuns: 60, seed: fileSeed },
    );
    expect(seen).toBeGreaterThan(20);
  });
});

describe('what is told of money', () => {
  test('names the party’s own share, and never that of another', () => {
    const told = said(settled(objected));
    expect(told).toContain('制作财产分配方案，您分得150000.00元');
    expect(told).toContain('收到您对分配方案的异议，有争议的为100000.00元');
    expect(told).toContain('分配确定：按修正后的方案，您分得150000.00元');
    expect(told).toContain('有债权人申请参与分配');
    const theirs = said(settled(objected), 'respondent-1');
    expect(theirs).toContain('收到“张×国”对分配方案的异议，有争议的为100000.00元');
    for (const text of [told, theirs]) expect(text).not.toMatch(new RegExp(`${bank}|100000.00元（|您分得100000`));
    expect(theirs).not.toContain('分得');
  });

  test('of an objection says whose it is and what it would give them, of an opposition to whose it is (民诉解释510)', () => {
    const wants = [{ party: 'applicant-1', fen: 13_000_000 }];
    const court = planned
      .complete(
        'distribution.objected',
        'distribution-1',
        { party: bank, disputedFen: 2_000_000, wants },
        { by: 'officer' },
      ) // prettier-ignore
      .complete('distribution.opposed', 'distribution-1', { party: 'applicant-1', objector: bank }, { by: 'officer' });
    expect(said(court)).toContain(`收到“${bank}”对分配方案的异议，有争议的为20000.00元，主张您分得130000.00元`);
    expect(said(court)).toContain(`收到您的反对意见，反对“${bank}”对分配方案的异议`);
    expect(said(court, 'respondent-1')).toContain(`收到“张×国”的反对意见，反对“${bank}”对分配方案的异议`);
    expect(said(court, 'respondent-1')).not.toContain('分得');
  });

  test('of a plan in which a party is written by name, with blanks, is theirs as well', () => {
    const court = agreed.complete('distribution.planned', { shares: [share(' 张 建国', 25_000_000)] }); // prettier-ignore
    expect(said(court)).toContain('您分得250000.00元');
  });

  test('goes out in one batch with each party’s own words', () => {
    const court = confirmed(controlled(given({}, lawTold).filed()))
      .delivered()
      .at('2026-02-09T09:00');
    const told = court
      .complete('distribution.planned', { receipts: ['r-7'], shares: [share('applicant-1', 25_000_000)] })
      .complete('performance.recorded')
      .at('2026-02-09T10:00')
      .delivered()
      .at('2026-02-09T10:30');
    const all = told.batches.findLast(({ lines: each }) => each.some(({ text }) => text.includes('分配方案')));
    const [lines, alike] = ['分配方案', '部分履行'].map((word) => all?.lines.filter(({ text }) => text.includes(word)));
    expect(lines?.map(({ party, text }) => [party, text.includes('您分得250000.00元')])).toEqual([
      ['applicant-1', true],
      ['respondent-1', false],
    ]);
    expect(
      alike?.map((line) => 'party' in line),
      'what both hear alike stands there once',
    ).toEqual([false]);
    for (const hearing of all?.to ?? [])
      expect(linesFor({ lines: all?.lines ?? [] }, hearing).filter((text) => text.includes('分配方案'))).toHaveLength(
        1,
      );
  });

  test('of two applicants each hears what is theirs: a payment, what came back, what is kept', () => {
    const two = given({ applicants: ['张建国', '王秀英'].map((name) => ({ name, kind: 'person' as const })) }).filed();
    const court = approved(confirmed(controlled(two))).at('2026-02-13T14:00').complete('payout.paid', 'FK-2026-031').complete('payout.returned', 'FK-2026-031'); // prettier-ignore
    const both = court.complete('party.identified', 'applicant-1', { person: 'p-applicant', evidence: '证' }).complete('party.identified', 'applicant-2', { person: 'p-respondent', evidence: '证' }); // prettier-ignore
    const heard = (person: string) => partySight(both.c, { actor: { id: person, name: '', roles: [] }, now: both.now }, [])?.heard.map(({ zh }) => zh).join('\n') ?? ''; // prettier-ignore
    expect(heard('p-applicant')).toMatch(/向您发放案款250000.00元[^]*请核对收款账户/);
    expect(heard('p-respondent')).toContain('发放案款250000.00元');
    expect(heard('p-respondent')).not.toMatch(/向您发放|请核对收款账户/);
  });
});
