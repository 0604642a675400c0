import { describe, expect, test } from 'vitest';
import { served } from '../../domain/plan/documents/readings.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { type Court, given } from '../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned();
const banks = ['建设银行', '农业银行'].map((name, i) => ({ id: `bank-${i + 1}`, name }));
const ready = filed.at('2026-01-22T09:00').complete('document.ready', { recipients: banks });
const NOTICE = 'enforcement-notice-1.respondent-1';
const issued = filed.at('2026-01-21T10:00').complete('documents.issued');
const sends = (court: Court, ...recipients: string[]) =>
  court.complete('document.sent', 'assistance-notice-1', { recipients });
const servedAt = (court: Court, delivery = NOTICE) => {
  const found = served(court.c, delivery);
  return found && { at: formatInstant(found.at).slice(0, 16), on: found.on };
};

describe('other-documents: what lies ready is sent within two days', () => {
  test('to every recipient, the last one’s time counts', () => {
    expect(ready.deadline('other-documents')).toMatchObject({ due: '2026-01-26', owner: 'documents', status: 'open' });
    const one = sends(ready.at('2026-01-22T15:00'), 'bank-1');
    expect(one.deadline('other-documents').status).toBe('open');
    const both = sends(one.at('2026-01-23T15:00'), 'bank-2');
    expect(both.deadline('other-documents')).toMatchObject({ status: 'done', ended: '2026-01-23T15:00' });
    expect(sends(one.at('2026-01-27T09:00'), 'bank-2').deadline('other-documents').status).toBe('done-late');
  });

  test('only what lay ready, and only to those whom it is for', () => {
    expect(ready.refused('document.sent', { subject: 'assistance-notice-1', payload: { recipients: ['bank-9'], channel: 'post' } }).code).toBe('unknown-subject'); // prettier-ignore
    const sent = { subject: 'enforcement-notice-1', payload: { recipients: ['respondent-1'], channel: 'post' } };
    expect(issued.refused('document.sent', sent).code).toBe('already-recorded');
  });
});

describe('a document', () => {
  test('is called by its kind and a number, or as the sender says; a correction leaves it its name', () => {
    const twice = issued.complete('documents.issued').complete('documents.issued', { id: 'zhi-123' });
    expect([...twice.c.subjects.keys()]).toEqual(
      expect.arrayContaining(['enforcement-notice-1', 'enforcement-notice-2', 'zhi-123', 'zhi-123.respondent-1']),
    );
    const said = { ...twice.c.all('documents.issued')[0]?.payload, id: undefined };
    const fact = issued.seq('documents.issued');
    const put = twice.complete('fact.corrected', { fact, at: undefined, payload: JSON.parse(JSON.stringify({ ...said, reference: 'EMS-2' })) as object } as never, { by: 'review' }); // prettier-ignore
    expect(put.c.fact(fact)?.payload).toMatchObject({ id: 'enforcement-notice-1', reference: 'EMS-2' });
    expect(issued.refused('documents.issued', { payload: { ...issued.c.last('documents.issued')?.payload } }).code).toBe('subject-taken'); // prettier-ignore
  });

  const refusals: readonly [string, string, object][] = [
    ['missing-field', 'a notice without a period', { kind: 'enforcement-notice', account: '1' }],
    ['wrong-type', 'a notice with two periods', { kind: 'enforcement-notice', account: '1', performWithin: 3, performBy: '2026-02-01' }], // prettier-ignore
    ['dates-out-of-order', 'an order for a day that is over', { kind: 'property-report-order', reportBy: '2026-01-19' }], // prettier-ignore
    ['missing-field', 'a summons to no hour', { kind: 'summons' }],
    ['dates-out-of-order', 'a summons to an hour that is over', { kind: 'summons', appearOn: { instant: '2026-01-20T16:00:00+08:00', place: '一室', persons: ['party'] } }], // prettier-ignore
    ['bad-instant', 'a summons to no instant', { kind: 'summons', appearOn: { instant: '2026-02-01', place: '一室', persons: ['party'] } }], // prettier-ignore
    ['missing-field', 'a limit that nobody signed', { kind: 'consumption-limit' }],
    ['not-qualified', 'a limit signed by the officer', { kind: 'consumption-limit', signedBy: 'p-officer-1' }],
    ['subject-taken', 'a party under a name of its own', { kind: 'other', recipients: [{ id: 'respondent-1', name: '李卫东' }] }], // prettier-ignore
    ['unknown-party', 'a notice to a stranger', { kind: 'enforcement-notice', account: '1', performWithin: 3, recipients: banks }], // prettier-ignore
  ];
  test.each(refusals)('%s: %s', (code, _, payload) => {
    const sent = { recipients: ['respondent-1'], channel: 'post', ...payload };
    expect(filed.refused('documents.issued', { payload: sent }).code).toBe(code);
  });
});

describe('service', () => {
  test('is not sending: it is recorded for what went out, on its day', () => {
    expect(servedAt(issued)).toBeUndefined();
    const back = issued.at('2026-01-24T09:00').complete('service.recorded', NOTICE, { outcome: 'returned', on: '2026-01-23' }); // prettier-ignore
    expect(servedAt(back)).toBeUndefined();
    for (const outcome of ['served', 'left', 'refused'] as const)
      expect(servedAt(back.complete('service.recorded', NOTICE, { outcome, on: '2026-01-23' }))).toEqual({ at: '2026-01-23T00:00', on: '2026-01-23' }); // prettier-ignore
    const direct = issued.complete('service.recorded', NOTICE, { on: '2026-01-21' });
    expect(servedAt(direct), 'not before it went out').toEqual({ at: '2026-01-21T10:00', on: '2026-01-21' });
    const payload = { outcome: 'served', receipt: '一号' };
    for (const on of ['2026-01-20', '2026-01-25'])
      expect(back.refused('service.recorded', { subject: NOTICE, payload: { ...payload, on } }).code).toBe('dates-out-of-order'); // prettier-ignore
    const lying = { subject: 'assistance-notice-1.bank-1', payload: { ...payload, on: '2026-01-22' } };
    expect(ready.refused('service.recorded', lying).code).toBe('node-missing');
    expect(sends(ready, 'bank-1').tries('service.recorded', lying)).not.toBe(sends(ready, 'bank-1'));
  });

  const exhausted = issued.at('2026-01-26T10:00').complete('service.exhausted', NOTICE);

  test('by notice is due in two days where no other way is left, and complete after thirty', () => {
    expect(exhausted.deadline('service-by-notice')).toMatchObject({ due: '2026-01-28', owner: 'documents', status: 'open' }); // prettier-ignore
    const published = exhausted.at('2026-01-28T10:00').complete('notice.published', NOTICE, { on: '2026-01-28' });
    expect(published.deadline('service-by-notice').status).toBe('done');
    expect(servedAt(published)).toEqual({ at: '2026-02-28T00:00', on: '2026-02-27' });
    expect(exhausted.at('2026-01-29T10:00').complete('notice.published', NOTICE, { on: '2026-01-29' }).deadline('service-by-notice').status).toBe('done-late'); // prettier-ignore
  });

  test('after all ends it too; whatever was served needs no notice', () => {
    const found = exhausted.at('2026-01-27T10:00').complete('service.recorded', NOTICE, { on: '2026-01-27' });
    expect(found.deadline('service-by-notice').status).toBe('done');
    expect(found.refused('service.exhausted', { subject: NOTICE }).code).toBe('already-recorded');
    const back = exhausted.complete('service.recorded', NOTICE, { outcome: 'returned', on: '2026-01-26' });
    expect(back.deadline('service-by-notice').status).toBe('open');
  });
});
