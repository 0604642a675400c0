// What somebody may do against a ruling, a notice, an ending, in which time; and what comes after it (plan §2.1, L59c, L71–L75).
import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../domain/record/refusal.ts';
import { type Court, given } from '../support/given.ts';
import { closed, found, returned, preserved } from '../support/histories.ts';
import { ruledApart } from '../support/objection-scenes.ts';
import { assigned, day, members, sealed } from '../support/row-scenes.ts';

const filed = given().filed('2026-01-20T16:20').assigned().at('2026-02-02T10:00');
const withPanel = (court: Court = filed) => court.complete('case.assigned', { panel: members });
const serve = (court: Court, kind: string, to: string | { id: string; name: string }, fields: object = {}) => {
  const id = `${kind}-${court.record.length}`;
  const made = court.complete('documents.issued', { id, kind, recipients: [to], account: undefined, performWithin: undefined, ...fields } as never); // prettier-ignore
  return made.complete('service.recorded', `${id}.${typeof to === 'string' ? to : to.id}`, { on: day(made) });
};
const objects = (court: Court, payload: object, by = 'review') =>
  court.complete('objection.received', { on: '2026-02-02', ...payload }, { by });
const ruled = (court: Court, id = 'objection-1', more: object = {}) => ruledApart(court, id, more);
const dues = (court: Court, rule: string) => court.deadlines(rule).map(({ id, due, owner }) => [id.split(/[:@]/)[1], due, owner]); // prettier-ignore
const refusedObjection = (court: Court, payload: object, by = 'review'): Refusal =>
  court.refused('objection.received', { payload: { text: '一', ...payload }, by });

describe('a ruling on a measure, on jurisdiction, on who joins', () => {
  const conduct = ruled(objects(withPanel(), { kind: 'conduct', by: 'respondent-1' }));

  test('may be reconsidered in ten days, by each who is served, in its own', () => {
    const both = serve(serve(conduct, 'objection-ruling', 'respondent-1').at('2026-02-04T10:00'), 'objection-ruling', 'applicant-1'); // prettier-ignore
    expect(dues(both, 'objection-reconsider')).toEqual([
      ['objection-1', '2026-02-12', 'respondent'],
      ['objection-1', '2026-02-14', 'applicant'], // a Saturday on which courts work
    ]);
    const one = both.complete('remedy.sought', 'objection-1', { party: 'applicant-1', on: '2026-02-04' });
    expect(one.deadlines('objection-reconsider').map(({ status }) => status)).toEqual(['open', 'done']);
  });

  test('each ruling is told by its own document', () => {
    const second = ruled(objects(conduct, { kind: 'jurisdiction', by: 'respondent-1' }), 'objection-2');
    const court = serve(serve(second, 'objection-ruling', 'respondent-1').at('2026-02-04T10:00'), 'objection-ruling', 'respondent-1'); // prettier-ignore
    expect(dues(court, 'objection-reconsider').map(([id]) => id)).toEqual(['objection-1', 'objection-2']);
  });

  test('one that was withdrawn asks for nothing, and of third parties another row', () => {
    const withdrawn = ruled(objects(withPanel(), { kind: 'conduct', by: 'respondent-1' }), 'objection-1', { outcome: 'withdrawn' }); // prettier-ignore
    expect(serve(withdrawn, 'objection-ruling', 'respondent-1').deadlines('objection-reconsider')).toEqual([]);
  });

  test('so may that a correction is refused', () => {
    const asked = filed.complete('restriction.decided').complete('application.received', { kind: 'correction', by: 'respondent-1', about: 'restriction-1', on: '2026-02-02' }, { by: 'officer' }); // prettier-ignore
    const court = (granted: boolean) => serve(asked.complete('application.decided', 'application-1', { granted }), 'objection-ruling', 'respondent-1'); // prettier-ignore
    expect(dues(court(false), 'objection-reconsider')).toEqual([['application-1', '2026-02-12', 'respondent']]);
    expect(court(true).deadlines('objection-reconsider')).toEqual([]);
  });

  test('after its time no more', () => {
    const court = serve(conduct, 'objection-ruling', 'respondent-1').at('2026-02-20T10:00');
    const sent = (on: string, more: object = {}) => ({ subject: 'objection-1', payload: { way: 'reconsideration', party: 'respondent-1', on, ...more } }); // prettier-ignore
    expect(court.refused('remedy.sought', sent('2026-02-13'))).toMatchObject({ code: 'objection-too-late', basis: '民诉法236', missing: [{ id: 'on' }, { id: 'excuse' }] }); // prettier-ignore
    expect(court.tries('remedy.sought', sent('2026-02-12')).deadline('objection-reconsider').status).toBe('done-late'); // entered late
    expect(court.tries('remedy.sought', sent('2026-02-13', { excuse: '上级法院已经受理' })).c.all('remedy.sought')).toHaveLength(1); // prettier-ignore
  });
});

describe('a ruling on a third party’s objection', () => {
  const third = { id: 'zhao', name: '赵大海' };
  const rejected = ruled(objects(withPanel(sealed().at('2026-02-02T10:00')), { kind: 'third-party', by: '赵大海', assets: ['a-2'] })); // prettier-ignore

  test('may be sued on in fifteen days, by somebody from outside too', () => {
    const court = serve(rejected, 'objection-ruling', third);
    expect(dues(court, 'objection-suit')).toEqual([['objection-1', '2026-02-24', 'system']]);
    expect(court.derived.find((d) => d.rule === 'objection-suit')?.name).toBe('提起诉讼 objection-1（zhao）');
    const sued = court.complete('remedy.sought', 'objection-1', { way: 'lawsuit', party: '赵大海', on: '2026-02-02' });
    expect(sued.deadline('objection-suit').status).toBe('done');
    const late = { subject: 'objection-1', payload: { way: 'lawsuit', party: '赵大海', on: '2026-02-25' } };
    expect(court.at('2026-02-25T10:00').refused('remedy.sought', late)).toMatchObject({ code: 'objection-too-late', basis: '民诉法238' }); // prettier-ignore
  });
});

describe('a thing on which a third party may still sue', () => {
  const third = { id: 'zhao', name: '赵大海' };
  const rejected = ruled(objects(withPanel(sealed().at('2026-02-02T10:00')), { kind: 'third-party', by: '赵大海', assets: ['a-2'] })); // prettier-ignore
  const decides = (court: Court) => court.answer('auction.decided', { subject: 'a-2', payload: { ruling: '（2026）豫0823执123号' } }) as Refusal; // prettier-ignore

  test('is not sold until the last day as it rolls: 02-17 lies in the Spring Festival, the 24th is the first working day', () => {
    const court = serve(rejected, 'objection-ruling', third);
    const { code, zh } = decides(court.at('2026-02-20T10:00'));
    expect([code, zh.includes('至2026-02-24')]).toEqual(['not-approved', true]);
    expect(decides(court.at('2026-02-25T10:00')).code).toBeUndefined();
  });
});

describe('an objection to the jurisdiction', () => {
  const told = serve(filed, 'enforcement-notice', 'respondent-1', { account: '6217', performWithin: 10 });
  const late = told.at('2026-02-13T10:00');
  const payload = { kind: 'jurisdiction', by: 'respondent-1', on: '2026-02-13' };

  test('has ten days from the notice', () => {
    expect(dues(told, 'jurisdiction-objection')).toEqual([['respondent-1', '2026-02-12', 'respondent']]);
    expect(objects(told, { ...payload, on: '2026-02-02' }).deadline('jurisdiction-objection').status).toBe('done'); // prettier-ignore
  });

  test('is too late after them, with its own code and article; received in time and entered later it is not', () => {
    expect(refusedObjection(late, payload)).toMatchObject({ code: 'objection-too-late', basis: '执行程序解释3' });
    expect(objects(late, { ...payload, on: '2026-02-12' }).c.all('objection.received')).toHaveLength(1);
    expect(objects(late, { ...payload, excuse: '住院，准许顺延' }).c.all('objection.received')).toHaveLength(1);
  });

  test('nobody excuses themselves', () => {
    const court = late.complete('party.identified', 'respondent-1', { person: 'p-respondent' });
    expect(refusedObjection(court, { ...payload, excuse: '我病了' }, 'p-respondent').code).toBe('objection-too-late');
  });

  test('who has had no notice is not late', () => {
    expect(objects(filed.at('2026-05-20T10:00'), { ...payload, on: '2026-05-20' }).c.all('objection.received')).toHaveLength(1); // prettier-ignore
  });
});

describe('that nothing be enforced', () => {
  const told = serve(filed, 'enforcement-notice', 'respondent-1', { account: '6217', performWithin: 10 });
  test('is said within fifteen days from the notice', () => {
    const court = told.at('2026-02-20T10:00');
    expect(refusedObjection(court, { kind: 'refusal', by: 'respondent-1', on: '2026-02-18' })).toMatchObject({ code: 'objection-too-late', basis: '仲裁执行规定8' }); // prettier-ignore
    expect(objects(court, { kind: 'refusal', by: 'respondent-1', on: '2026-02-17' }).c.all('objection.received')).toHaveLength(1); // prettier-ignore
  });
});

describe('against the termination', () => {
  const terminated = withPanel()
    .complete('panel.decided', { about: 'ending', members }, { by: 'p-panel' })
    .complete('enforcement.terminated', {}, { by: 'p-panel' });
  const served = serve(terminated, 'closing-document', 'applicant-1');

  test('sixty days from its document, which run on after closing', () => {
    expect(dues(served, 'termination-objection')).toEqual([['applicant-1', '2026-04-03', 'applicant']]);
    expect(serve(filed, 'closing-document', 'applicant-1').deadlines('termination-objection')).toEqual([]);
    const court = served.at('2026-04-04T10:00');
    expect(refusedObjection(court, { kind: 'conduct', by: 'applicant-1', on: '2026-04-04' })).toMatchObject({ code: 'objection-too-late', basis: '法释〔2016〕3号' }); // prettier-ignore
    expect(objects(court, { kind: 'conduct', by: 'respondent-1', on: '2026-04-04' }).c.all('objection.received')).toHaveLength(1); // prettier-ignore
  });
});

describe('a third party', () => {
  test('objects to nothing in a case that is over', () => {
    const over = closed().at('2026-03-20T10:00');
    const refusal = refusedObjection(over, { kind: 'third-party', by: '赵大海', assets: ['a-1'], on: '2026-03-20' });
    expect(refusal).toMatchObject({ code: 'objection-too-late', basis: '异议复议规定6' });
  });

  test('nor does a party, to how a case was enforced that is over', () => {
    const over = closed().at('2026-03-20T10:00');
    const payload = { kind: 'conduct', by: 'respondent-1', on: '2026-03-20' };
    expect(refusedObjection(over, payload)).toMatchObject({ code: 'objection-too-late', basis: '异议复议规定6' });
    expect(objects(over, { ...payload, excuse: '上级法院已经受理' }).c.all('objection.received')).toHaveLength(1);
  });

  test('but does to what a preservation holds on, closed as that is', () => {
    const kind = 'preserved';
    const over = preserved().complete('preservation.carried-out', { result: 'full' }).reviewed({ kind }).complete('case.closed', { kind }).at('2026-03-20T10:00'); // prettier-ignore
    expect(objects(over, { kind: 'third-party', by: '赵大海', assets: ['a-1'], on: '2026-03-20' }).c.all('objection.received')).toHaveLength(1); // prettier-ignore
  });
});

describe('a debtor of the respondent', () => {
  const debtor = { id: 'jian-an', name: '武陟县建安公司' };
  const held = returned([found('a-4', { kind: 'receivable', valueFen: 6_000_000 })], assigned())
    .complete('asset.frozen', 'a-4', { amountFen: 6_000_000 })
    .at('2026-02-02T10:00')
    .complete('debt.notified', 'd-1', { asset: 'a-4' });
  const told = serve(held, 'debt-notice', debtor);
  const answer = (court: Court, outcome: string, on: string) => court.at(`${on}T11:00`).complete('debt.answered', 'd-1', { outcome, on } as never); // prettier-ignore
  const deduct = (court: Court) => court.refused('asset.deducted', { subject: 'a-4', payload: { amountFen: 6_000_000, ruling: '一' } }); // prettier-ignore

  test('pays or objects within fifteen days from the notice on it', () => {
    expect(dues(told, 'debt-answer')).toEqual([['d-1', '2026-02-24', 'system']]);
    expect(answer(told, 'acknowledged', '2026-02-10').deadline('debt-answer').status).toBe('done');
    expect(serve(held, 'debt-notice', { id: 'x', name: '别的公司' }).deadlines('debt-answer')).toEqual([]);
  });

  test('who objects in time is not enforced against', () => {
    expect(deduct(answer(told, 'objected', '2026-02-10'))).toMatchObject({ code: 'in-dispute', basis: '执行工作规定47' }); // prettier-ignore
    const late = answer(told, 'objected', '2026-02-25').answer('asset.deducted', { subject: 'a-4', payload: { amountFen: 6_000_000, ruling: '一' } }); // prettier-ignore
    expect((late as Refusal).code).not.toBe('in-dispute');
  });
});
