// What became of what a party was told: handed over, on the telephone, read; each once, and what never came is the officer's again (四·二).
import { describe, expect, test } from 'vitest';
import { partySight } from '../../../domain/engine/party-sight.ts';
import { readBy, readSaid, reportSaid, type SmsReport, toldLines } from '../../../domain/engine/receipts.ts';
import { movedOn } from '../../../domain/record/version.ts';
import { type Court, given } from '../../support/given.ts';
import { lawTold } from '../../support/given-law.ts';

const filing = {
  applicants: [{ name: '张建国', kind: 'person' as const, phone: '13800000000' }],
  respondents: [{ name: '李卫东', kind: 'person' as const }],
};
const by = 'sys:disclosure';
const filed = given(filing, lawTold)
  .filed('2026-01-20T16:20')
  .complete('party.identified', 'applicant-1', { person: 'p-applicant', evidence: '身份证' });
/** All that waits has gone out by short message. */
const told = (court: Court): Court => court.delivered([{ party: 'applicant-1', way: 'sms' }]);

const sight = (court: Court) => {
  const seen = partySight(court.c, { actor: { id: 'p-applicant', name: '', roles: [] }, now: court.now }, []);
  if (seen === undefined) throw new Error('there is nothing to see');
  return seen;
};
const reads = (court: Court, from = 0, to = Infinity) => readBy(court.c, sight(court), { from, to });
/** The applicant opens what they were told, as the door records it. */
const opened = (court: Court, from?: number, to?: number): Court =>
  reads(court, from, to).reduce((now, read) => now.complete('node.disclosed', readSaid(read, 'p-applicant'), { by }), court); // prettier-ignore
const reported = (court: Court, report: SmsReport, facts = [2]): Court => {
  const said = reportSaid(court.c, { party: 'applicant-1', facts }, report);
  return said === undefined ? court : court.tries(said.node, { payload: said.payload, by });
};
const line = (court: Court, fact = 2) => toldLines(court.c).find((each) => each.fact.seq === fact && each.party === 'applicant-1'); // prettier-ignore
const disclose = (court: Court, seq = 2) => court.deadlines('disclose').find(({ id }) => id === `disclose@${seq}`);

describe('what a party reads', () => {
  test('is recorded once, by whom and by which way, however often they look', () => {
    const once = opened(told(filed));
    expect(line(once)).toMatchObject({ told: { way: '短信' }, delivered: null, read: { way: '网上查阅', person: 'p-applicant' }, failed: null }); // prettier-ignore
    expect(opened(once).record).toHaveLength(once.record.length);
  });

  test('is nothing before it was told', () => expect(reads(filed)).toEqual([]));

  test('grows the case by a fact a batch at the most, with its last line', () => {
    const batch = told(told(filed).at('2026-01-21T09:00').complete('query.started').assigned());
    const { heard } = sight(batch);
    const first = sight(told(filed)).heard.length;
    expect(heard.length).toBeGreaterThan(first + 1);
    expect(
      reads(batch, 0, first).map(({ facts }) => facts),
      'the first batch',
    ).toEqual([[2, 3]]);
    expect(reads(batch, 0, first - 1), 'half of the first').toEqual([]);
    expect(reads(batch, first, heard.length - 1), 'half of the second').toEqual([]);
    const all = opened(batch);
    expect(all.record).toHaveLength(batch.record.length + 1);
    expect(reads(all)).toEqual([]);
    let page = batch;
    for (let i = 0; i < heard.length; i += 1) page = opened(page, i, i + 1);
    expect(page.record, 'line by line').toHaveLength(batch.record.length + 2);
  });

  test('said again is refused, and so is a word about what is not told', () => {
    const once = opened(told(filed));
    const again = { facts: [2], deliveries: [{ party: 'applicant-1', channel: '网上查阅', outcome: 'read' }] };
    expect(once.refused('node.disclosed', { payload: again, by }).code).toBe('already-recorded');
    const delivered = { facts: [2], deliveries: [{ party: 'applicant-1', channel: '短信', outcome: 'delivered' }] };
    expect(filed.refused('node.disclosed', { payload: delivered, by }).code).toBe('node-missing');
    expect(once.refused('node.disclosed', { payload: delivered, by }).code, 'who has read it has it').toBe('already-recorded'); // prettier-ignore
  });

  test('moves no batch that is on its way, and no version under anybody’s hands', () => {
    const waiting = told(filed).at('2026-01-21T09:00').assigned().gathered();
    const [before] = waiting.batches.slice(-1);
    const after = opened(waiting).gathered();
    expect(after.batches).toHaveLength(waiting.batches.length);
    expect(before?.key).toBe(`disclosure/${filed.delivered().record.length}`);
    expect(movedOn(waiting.record.length, opened(waiting).record)).toBeUndefined();
  });

  test('holds nothing up: what was read can be withdrawn and put right, and is told anew, once', () => {
    const read = opened(told(filed.complete('query.started')));
    const seq = read.seq('query.started');
    const gone = read.complete('fact.withdrawn', { fact: seq, reason: '误录' }, { by: 'review' });
    expect(gone.gathered().batches.at(-1)?.to).toMatchObject([{ party: 'applicant-1', facts: [gone.record.length] }]);
    const payload = { ...filed.c.filed.payload, cause: '买卖合同纠纷' };
    const put = read.tries('fact.corrected', { payload: { fact: 2, payload, reason: '案由有误' }, by: 'review' });
    expect(put.record.length).toBeGreaterThan(read.record.length);
    const all = opened(told(put));
    expect(all.gathered().batches, 'and nothing after that').toHaveLength(told(put).batches.length);
  });
});

describe('what a gateway reports', () => {
  test('delivered: shown beside, and nothing else changes', () => {
    const done = reported(told(filed), { status: 'delivered' });
    expect(line(done)).toMatchObject({ told: { way: '短信' }, delivered: { way: '短信' }, failed: null });
    expect(disclose(done)).toMatchObject({ status: disclose(told(filed))?.status });
    expect(reported(done, { status: 'delivered' }).record).toHaveLength(done.record.length);
    expect(reported(done, { status: 'failed', reason: '停机' }).record, 'the first word counts').toHaveLength(done.record.length); // prettier-ignore
  });

  test('failed: it was not told, the officer tells it by another way, and that counts', () => {
    const failed = reported(told(filed.assigned()), { status: 'failed', reason: '停机' });
    expect(line(failed)).toMatchObject({ told: null, failed: { way: '短信', reason: '停机' } });
    expect(disclose(failed)).toMatchObject({ status: 'open', owner: 'officer' });
    const payload = { facts: [2], deliveries: [{ party: 'applicant-1', channel: '电话', outcome: 'told' as const }] };
    const called = failed.complete('node.disclosed', payload, { by: 'p-officer-1' });
    expect(line(called)).toMatchObject({ told: { way: '电话' } });
    expect(disclose(called)).toMatchObject({ status: 'suspended' });
    expect(failed.gathered().batches, 'the engine does not try again').toHaveLength(failed.batches.length);
  });

  test('once it has been read it says nothing more: nobody is asked about it again', () => {
    const read = opened(told(filed));
    for (const report of [{ status: 'delivered' }, { status: 'failed', reason: '停机' }] as const)
      expect(reportSaid(read.c, { party: 'applicant-1', facts: [2, 3] }, report)).toBeUndefined();
  });

  test('of what was told otherwise, or to nobody, it says nothing', () => {
    const mailed = filed.delivered([{ party: 'applicant-1', way: 'mail' }]);
    expect(reportSaid(mailed.c, { party: 'applicant-1', facts: [2] }, { status: 'delivered' })).toBeUndefined();
    expect(reportSaid(filed.c, { party: 'applicant-1', facts: [2] }, { status: 'delivered' })).toBeUndefined();
    expect(reportSaid(told(filed).c, { party: 'respondent-1', facts: [2] }, { status: 'delivered' })).toBeUndefined();
  });
});
