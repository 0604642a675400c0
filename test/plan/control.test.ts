import { describe, expect, test } from 'vitest';
import { servedOn } from '../support/coercion-reports.ts';
import { type Court, given } from '../support/given.ts';
import { approved, found, freed, returned } from '../support/histories.ts';

const vehicle = found('a-2', { kind: 'vehicle', valueFen: 8_000_000 });
/** A case with an account of 180,000.00 yuan and a vehicle, returned on 01-21 at 10:30. */
const both = (): Court => returned([found('a-1', { valueFen: 18_000_000 }), vehicle]).assigned();
const frozen = (): Court => both().complete('asset.frozen', 'a-1', { amountFen: 18_000_000 });
const sealed = (): Court => both().complete('asset.sealed', 'a-2');
const waiting = (): Court => both().complete('asset.sealed', 'a-2', { order: 'waiting' });
const promotion = { effectiveAt: '2026-01-22T09:00:00+08:00', until: '2028-01-22' };
const decidedOn = (court: Court): Court => court.complete('panel.decided', { about: 'stay' });
const decided = (court: Court): Court =>
  court.complete('panel.decided', { about: 'release' }).complete('release.decided', { assets: ['a-2'] });

describe('首封与轮候（计划 D2）', () => {
  test('a waiting seal is promoted once, for a term of its own from then on', () => {
    const court = waiting().at('2026-01-22T10:00');
    const promoted = court.complete('asset.promoted', 'a-2', promotion);
    expect(promoted.refused('asset.promoted', { subject: 'a-2' }).code).toBe('already-in-force');
    const late = { subject: 'a-2', payload: { ...promotion, until: '2028-01-23', earlier: '已解除' } };
    expect(court.refused('asset.promoted', late).code).toBe('beyond-the-term');
    expect(both().refused('asset.promoted', { subject: 'a-2' }).code).toBe('not-in-force');
  });

  test('a control is renewed before it ends, for another term at most', () => {
    const renewed = (until: string) => ({ subject: 'a-2', payload: { until, ruling: '之五' } });
    expect(sealed().refused('asset.renewed', renewed('2028-01-20')).code).toBe('dates-out-of-order');
    expect(sealed().refused('asset.renewed', renewed('2030-01-21')).code).toBe('beyond-the-term');
    expect(sealed().tries('asset.renewed', renewed('2030-01-20')).seq('asset.renewed')).toBeGreaterThan(0);
    expect(sealed().at('2028-01-21T09:00').refused('asset.renewed', renewed('2029-01-20')).code).toBe('not-in-force');
  });

  test('what an earlier case had sealed is taken over with its asset, and opens no control row', () => {
    const court = given().filed().at('2026-01-21T09:00').complete('asset.taken-over');
    expect(court.deadlines('seal-vehicle')).toEqual([]);
    expect(court.deadline('title-records', 'a-9').status).toBe('open');
    expect(court.tries('asset.skipped', { subject: 'a-9', payload: { reason: '无' } })).toBe(court);
  });
});

describe('title-records 权属档案', () => {
  test('opens when first in order, ends in time or late, once', () => {
    const court = sealed();
    expect(court.deadline('title-records', 'a-2')).toMatchObject({ due: '2026-01-26', status: 'open' });
    const done = court.at('2026-01-26T10:00').complete('title-records.retrieved', 'a-2');
    expect(done.deadline('title-records').status).toBe('done');
    expect(court.at('2026-01-28').complete('title-records.retrieved', 'a-2').deadline('title-records').status).toBe(
      'done-late',
    );
  });

  test('waits for the promotion of what waits, and is void once the thing is released', () => {
    expect(waiting().deadlines('title-records')).toEqual([]);
    const promoted = waiting().at('2026-01-22T10:00').complete('asset.promoted', 'a-2', promotion);
    expect(promoted.deadline('title-records').status).toBe('open');
    expect(freed(promoted, 'a-2').deadline('title-records').status).toBe('void');
  });
});

describe('locate-vehicle 查找车辆', () => {
  test('ends by seizure, or by an order with a request to the police', () => {
    const court = sealed().at('2026-01-23T09:00');
    expect(court.deadline('locate-vehicle', 'a-2')).toMatchObject({ due: '2026-01-26', status: 'open' });
    expect(court.complete('asset.seized', 'a-2').deadline('locate-vehicle').status).toBe('done');
    const told = court.complete('asset.surrender-ordered', 'a-2');
    expect(told.deadline('locate-vehicle').status).toBe('open');
    expect(told.complete('police.requested', 'a-2').deadline('locate-vehicle').status).toBe('done');
    expect(told.at('2026-01-27T09:00').complete('police.requested', 'a-2').deadline('locate-vehicle').status).toBe(
      'done-late',
    );
    expect(freed(court, 'a-2').deadline('locate-vehicle').status).toBe('void');
  });

  test('asks nothing of what was seized as it was sealed; an account is no vehicle', () => {
    expect(both().complete('asset.sealed', 'a-2', { seized: true }).deadlines('locate-vehicle')).toEqual([]);
    expect(frozen().refused('asset.applicant-told', { subject: 'a-1' }).code).toBe('wrong-measure');
  });
});

describe('deduct-cash 扣划', () => {
  test('opens as the freeze takes effect, and ends when all that was frozen is deducted', () => {
    const court = frozen().at('2026-01-26T09:00');
    expect(court.deadline('deduct-cash', 'a-1')).toMatchObject({ due: '2026-02-02', status: 'open' });
    const part = court.complete('asset.deducted', 'a-1', { amountFen: 10_000_000 });
    expect(part.deadline('deduct-cash').status).toBe('open');
    const over = { subject: 'a-1', payload: { amountFen: 8_000_001, ruling: '之六' } };
    expect(part.refused('asset.deducted', over).code).toBe('amount-exceeds');
    const all = part.complete('asset.deducted', 'a-1', { amountFen: 8_000_000 });
    expect(all.deadline('deduct-cash').status).toBe('done');
    expect(all.refused('asset.released', { subject: 'a-1' }).code).toBe('not-in-force');
    const late = court.at('2026-02-03T09:00').complete('asset.deducted', 'a-1');
    expect(late.deadline('deduct-cash').status).toBe('done-late');
  });

  test('counts from the end of the time that its holder was given to perform, where that is later (plan §2)', () => {
    const noticed = (performWithin: number, to = 'respondent-1') =>
      servedOn(frozen(), 'enforcement-notice', to, { account: '6217', performWithin });
    const court = noticed(10); // served on 01-21
    expect(court.deadline('deduct-cash', 'a-1')).toMatchObject({ due: '2026-02-11', status: 'open' });
    expect(court.complete('asset.deducted', 'a-1').deadline('deduct-cash').status).toBe('done');
    const again = court.complete('documents.issued', { id: 'n-2', kind: 'enforcement-notice', recipients: ['respondent-1'], account: '6217', performWithin: 60 }); // prettier-ignore
    const served = again.complete('service.recorded', 'n-2.respondent-1', { outcome: 'served', on: '2026-01-21' });
    expect(served.deadline('deduct-cash', 'a-1').due, 'a later notice gives no more time').toBe('2026-02-11');
    const stayed = decidedOn(court).complete(
      'stay.ordered',
      { from: '2026-01-21', to: '2026-01-25' },
      { by: 'officer' },
    );
    expect(stayed.at('2026-01-26T09:00').deadline('deduct-cash', 'a-1').due, 'nor is it cut short by a stay').toBe('2026-02-11'); // prettier-ignore
  });

  test('is void once released; what waits is not deducted', () => {
    expect(freed(frozen(), 'a-1').deadline('deduct-cash').status).toBe('void');
    const second = both().complete('asset.frozen', 'a-1', { order: 'waiting' });
    expect(second.deadlines('deduct-cash')).toEqual([]);
    expect(second.refused('asset.deducted', { subject: 'a-1' }).code).toBe('not-in-force');
  });
});

describe('measure-release 解除控制', () => {
  test('opens when the claim is met, runs three days, and keeps the case from being closed', () => {
    const paid = approved().at('2026-02-13T14:00').complete('payout.paid', 'FK-2026-031');
    expect(paid.deadline('measure-release', 'a-1')).toMatchObject({ due: '2026-02-24', status: 'open' });
    expect(paid.deadlines('close')).toEqual([]);
    const released = paid.complete('asset.released', 'a-1');
    expect(released.deadline('measure-release').status).toBe('done');
    expect(released.deadline('close').status).toBe('open');
    expect(paid.at('2026-02-26T09:00').complete('asset.released', 'a-1').deadline('measure-release').status).toBe(
      'done-late',
    );
  });

  test('opens when the panel and the officer decided it, for the assets named', () => {
    expect(
      sealed().refused('release.decided', { payload: { assets: ['a-2'], ground: 'exempt', granted: true } }),
    ).toMatchObject({ code: 'node-missing', missing: [{ id: 'panel.decided' }] });
    const court = decided(sealed());
    expect(court.deadline('measure-release', 'a-2').status).toBe('open');
    const again = { payload: { assets: ['a-2'], ground: 'exempt', granted: true } };
    expect(court.refused('release.decided', again).code).toBe('node-missing');
    expect(decided(sealed()).complete('asset.released', 'a-2').deadline('measure-release').status).toBe('done');
    const free = { payload: { ...again.payload, assets: ['a-1'] } };
    const agreed = sealed().complete('panel.decided', { about: 'release' });
    expect(agreed.refused('release.decided', free).code).toBe('not-in-force');
  });
});

describe('related-cases-control 关联案件线索', () => {
  const house = found('a-7', { kind: 'house' });
  const lead = (id: string, asset = house) => ({
    ...{ id, caseNo: '（2025）豫0823执7号', respondent: 'respondent-1', finding: '另案查封的房屋' },
    asset,
  });
  const led = (): Court =>
    given()
      .filed()
      .at('2026-01-21T09:00')
      .complete('related-cases.checked', { leads: [lead('l-1')] });

  test('an asset of a lead opens this row alone, which its control, a skip or a dismissal ends', () => {
    expect(led().deadline('related-cases-control', 'l-1')).toMatchObject({ due: '2026-01-22', status: 'open' });
    expect(led().deadlines('seal-real-property')).toEqual([]);
    const ended = (court: Court) => court.deadline('related-cases-control').status;
    expect(ended(led().complete('asset.sealed', 'a-7'))).toBe('done');
    expect(ended(led().complete('asset.skipped', 'a-7'))).toBe('done');
    expect(ended(led().complete('lead.dismissed', 'l-1'))).toBe('done');
    expect(ended(led().at('2026-01-23T09:00').complete('lead.dismissed', 'l-1'))).toBe('done-late');
  });

  test('a lead to what is in force opens nothing, and one to a stranger is refused', () => {
    const known = sealed().complete('related-cases.checked', { leads: [lead('l-1', vehicle)] });
    expect(known.deadlines('related-cases-control')).toEqual([]);
    const payload = { scope: 'province', leads: [{ ...lead('l-1'), respondent: 'respondent-9' }] };
    expect(given().filed().refused('related-cases.checked', { payload }).code).toBe('unknown-party');
  });
});

describe('到期债权', () => {
  test('is controlled by the notice to its debtor; nothing else is', () => {
    const court = returned([found('a-5', { kind: 'receivable' }), vehicle]).assigned();
    const notified = court.complete('debt.notified', 'd-1', { asset: 'a-5' });
    expect(notified.deadline('seal-real-property', 'a-5').status).toBe('done');
    expect(notified.complete('debt.answered', 'd-1').seq('debt.answered')).toBeGreaterThan(0);
    const wrong = { debtor: '建安公司', party: 'respondent-1', amountFen: 1, asset: 'a-2' };
    expect(court.refused('debt.notified', { subject: 'd-2', payload: wrong }).code).toBe('wrong-measure');
    expect(court.refused('debt.notified', { subject: 'd-2', payload: { ...wrong, asset: 'a-77' } }).code).toBe(
      'unknown-subject',
    );
  });
});

describe('财产报告、结案前再次查控', () => {
  test('a report is checked once it came in, unless it was refused', () => {
    const court = given().filed().assigned();
    const payload = { outcome: 'truthful', findings: '与查控一致' };
    expect(court.refused('property-report.checked', { subject: 'respondent-1', payload }).code).toBe('node-missing');
    const checked = court
      .complete('property-report.received', 'respondent-1')
      .complete('property-report.checked', 'respondent-1', { outcome: 'truthful' });
    expect(checked.seq('property-report.checked')).toBeGreaterThan(0);
    expect(court.complete('property-report.checked', 'respondent-1').seq('property-report.checked')).toBeGreaterThan(0);
  });

  test('what is asked once more comes back after it was asked, and is analysed after both', () => {
    const court = given().filed().assigned();
    expect(court.refused('final-query.done').code).toBe('node-missing');
    const done = court.complete('final-query.started').complete('final-query.returned').complete('final-query.done');
    expect(done.refused('final-recheck.analysed').code).toBe('node-missing');
    expect(
      done.complete('final-related-cases.checked').complete('final-recheck.analysed').seq('final-recheck.analysed'),
    ).toBeGreaterThan(0);
  });
});
