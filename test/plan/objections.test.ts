// Objections in the case and remedies (plan §5, D5, L71–L76): what a third party claims is not sold, what it wins is released.
import { describe, expect, test } from 'vitest';
import type { NodeId } from '../../domain/nodes/index.ts';
import type { Court, Sent } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';
import { panelled, ruledApart } from '../support/objection-scenes.ts';

const members = ['p-panel', 'p-panel-2', 'p-panel-3'];
const sealed = returned([found('a-2', { kind: 'vehicle', valueFen: 8_000_000 }), found('a-3', { kind: 'vehicle' })])
  .complete('case.assigned', { panel: members })
  .complete('asset.sealed', 'a-2')
  .complete('asset.sealed', 'a-3')
  .at('2026-01-22T09:00');
const objected = sealed.complete('objection.received', { kind: 'third-party', by: '赵某', assets: ['a-2'], on: '2026-01-22' }); // prettier-ignore
const id = 'objection-1';
const ruled = (outcome: 'upheld' | 'rejected' | 'withdrawn', court: Court = objected) =>
  ruledApart(court, id, { outcome });
const sold = (court: Court, asset = 'a-2') => court.answer('auction.decided', { subject: asset });

describe('an open objection of a third party', () => {
  test('bars the disposal of its assets and of no others', () => {
    expect(sold(sealed)).toMatchObject({ accepted: true });
    expect(sold(objected)).toMatchObject({ code: 'not-approved', missing: [{ id: 'objection.decided' }] });
    expect(sold(objected, 'a-3')).toMatchObject({ accepted: true });
    const conduct = sealed.complete('objection.received', { on: '2026-01-22', assets: ['a-2'] });
    expect(sold(conduct)).toMatchObject({ accepted: true });
  });

  test('rejected, it bars for fifteen days from the service of the ruling, and while a suit is pending (L72)', () => {
    const rejected = ruled('rejected');
    expect(sold(rejected)).toMatchObject({ code: 'not-approved' });
    const to = { id: 'zhao', name: '赵某' };
    const told = rejected
      .complete('documents.issued', { kind: 'objection-ruling', id: 'yy-1', recipients: [to] })
      .complete('service.recorded', 'yy-1.zhao', { on: '2026-01-22', outcome: 'served' });
    expect(sold(told.at('2026-02-06T23:00'))).toMatchObject({ code: 'not-approved' });
    expect(sold(told.at('2026-02-07T09:00'))).toMatchObject({ accepted: true });
    const sued = told.complete('remedy.sought', id, { way: 'lawsuit', party: '赵某', on: '2026-01-22' });
    expect(sold(sued.at('2026-03-03T09:00'))).toMatchObject({ code: 'not-approved' });
    const lost = sued.at('2026-03-03T09:00').complete('remedy.decided', id, { outcome: 'refused', on: '2026-03-02' });
    expect(sold(lost)).toMatchObject({ accepted: true });
    expect(sold(ruled('withdrawn'))).toMatchObject({ accepted: true });
  });

  test('upheld in part, what was upheld is to be released, and the rest is not sold while the third party may sue', () => {
    const both = sealed.complete('objection.received', { kind: 'third-party', by: '赵某', assets: ['a-2', 'a-3'], on: '2026-01-22' }); // prettier-ignore
    const part = ruledApart(both, id, { outcome: 'upheld', assets: ['a-2'] });
    expect(part.deadlines('measure-release').map(({ id: each }) => each.split('@')[0])).toEqual(['measure-release:a-2']); // prettier-ignore
    expect(sold(part, 'a-3')).toMatchObject({ code: 'not-approved' });
    const told = part
      .complete('documents.issued', {
        kind: 'objection-ruling',
        id: 'yy-1',
        recipients: [{ id: 'zhao', name: '赵某' }],
      }) // prettier-ignore
      .complete('service.recorded', 'yy-1.zhao', { on: '2026-01-22', outcome: 'served' });
    expect(sold(told.at('2026-02-06T23:00'), 'a-3')).toMatchObject({ code: 'not-approved' });
    expect(sold(told.at('2026-02-07T09:00'), 'a-3')).toMatchObject({ accepted: true });
  });

  test('upheld, or granted by a judgment, its assets are to be released', () => {
    expect(ruled('upheld').deadlines('measure-release')).toMatchObject([{ id: 'measure-release:a-2@13', status: 'open', due: '2026-01-26' }]); // prettier-ignore
    const done = ruled('upheld').complete('asset.released', 'a-2');
    expect(done.deadline('measure-release', 'a-2').status).toBe('done');
    expect(ruled('rejected').deadlines('measure-release')).toEqual([]);
    const won = ruled('rejected')
      .complete('remedy.sought', id, { way: 'lawsuit', party: '赵某', on: '2026-01-22' })
      .at('2026-02-03T09:00')
      .complete('remedy.decided', id, { outcome: 'granted', on: '2026-02-03' });
    expect(won.deadline('measure-release', 'a-2')).toMatchObject({ status: 'open' });
    const anew = done.complete('asset.sealed', 'a-2', { ruling: '另案' });
    expect(anew.deadlines('measure-release'), 'what is controlled later is not freed by it').toHaveLength(1);
  });
});

test('a court without jurisdiction cancels on an objection that was upheld', () => {
  const cancel = { payload: { ground: 'jurisdiction' }, by: 'director' } as const;
  expect(sealed.refused('case.cancelled', cancel)).toMatchObject({ code: 'node-missing', missing: [{ id: 'objection.decided' }] }); // prettier-ignore
  const asked = sealed.complete('objection.received', { kind: 'jurisdiction', on: '2026-01-22' });
  expect(asked.refused('case.cancelled', cancel).code).toBe('node-missing');
  expect(ruled('upheld', asked).answer('case.cancelled', cancel)).toMatchObject({ accepted: true });
});

const text = '异议的理由';
const suit = { way: 'lawsuit', party: '赵某', on: '2026-01-22' };
const sought = ruled('rejected').complete('remedy.sought', id, { way: 'lawsuit', party: '赵某', on: '2026-01-22' });
const refusals: readonly [string, string, Court, NodeId, Sent][] = [
  ['missing-field', 'a third party names no asset', sealed, 'objection.received', { payload: { kind: 'third-party', by: '赵某', on: '2026-01-22', text } }],
  ['unknown-subject', 'nor one that there is not', sealed, 'objection.received', { payload: { kind: 'third-party', by: '赵某', assets: ['a-9'], on: '2026-01-22', text } }],
  ['unknown-party', 'jurisdiction is objected to by a respondent', sealed, 'objection.received', { payload: { kind: 'jurisdiction', by: 'applicant-1', on: '2026-01-22', text } }],
  ['dates-out-of-order', 'received tomorrow', sealed, 'objection.received', { payload: { kind: 'conduct', by: '赵某', on: '2026-01-23', text } }],
  ['already-recorded', 'decided twice', ruled('rejected'), 'objection.decided', { subject: id, by: 'p-panel' }],
  ['node-missing', 'ruled on in the case itself, and filed nowhere', objected, 'objection.decided', { subject: id, by: 'p-panel' }],
  ['node-missing', 'upheld there', objected, 'objection.decided', { subject: id, by: 'p-panel', payload: { outcome: 'upheld', ruling: '一' } }],
  ['unknown-subject', 'an asset that was not objected to', panelled(objected), 'objection.decided', { subject: id, by: 'p-panel', payload: { outcome: 'upheld', assets: ['a-3'], ruling: '一' } }],
  ['wrong-role', 'by one who is not of the panel', objected, 'objection.decided', { subject: id, by: 'p-officer-1' }],
  ['node-missing', 'a remedy before the ruling', objected, 'remedy.sought', { subject: id, payload: suit }],
  ['not-qualified', 'a third party sues', ruled('rejected'), 'remedy.sought', { subject: id, payload: { ...suit, way: 'reconsideration' } }],
  ['unknown-party', 'sought by somebody whom the decision does not concern', ruled('rejected'), 'remedy.sought', { subject: id, payload: { ...suit, party: '路人' } }],
  ['already-recorded', 'while another is pending', sought, 'remedy.sought', { subject: id, payload: suit }],
  ['node-missing', 'an outcome of what nobody sought', ruled('rejected'), 'remedy.decided', { subject: id }],
  ['dates-out-of-order', 'an outcome of tomorrow', sought, 'remedy.decided', { subject: id, payload: { outcome: 'refused', ruling: '一', on: '2026-01-23' } }],
]; // prettier-ignore
test.each(refusals)('%s: %s', (code, _, court, node, sent) => expect(court.refused(node, sent).code).toBe(code));
