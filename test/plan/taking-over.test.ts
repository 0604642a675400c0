// A control that goes from one case of this court into another is in force in one of them (plan D2, 三·一(二)).
import { describe, expect, test } from 'vitest';
import type { PayloadOf } from '../../domain/nodes/index.ts';
import { assetsInForce } from '../../domain/plan/control/measures.ts';
import { type Court, given } from '../support/given.ts';
import { found, returned } from '../support/histories.ts';

const number = '（2026）豫0823执保9号';
const car = { id: 'a-1', kind: 'vehicle', holder: '李卫东', description: '豫H00001号小型轿车', valueFen: 8_000_000 };
/** A preservation that sealed a car on 20 January. */
const preserved = given({ caseNo: number })
  .filed('2026-01-20T09:00')
  .assigned()
  .complete('query.started')
  .complete('query.returned', { assets: [car] } as object)
  .complete('asset.sealed', 'a-1', { until: '2028-01-20' });
/** The case that follows it, in which `a-1` is an account. */
const own = returned([found('a-1')]).at('2026-01-26T09:00');
const taken: Partial<PayloadOf<'asset.taken-over'>> = {
  ...{
    id: 'a-5',
    fromAsset: 'a-1',
    kind: 'vehicle',
    holder: '李卫东',
    measure: 'sealed',
    order: 'first',
    from: number,
  },
  ...{ until: '2028-01-20', effectiveAt: '2026-01-20T09:00:00+08:00' },
};
const takes = (old: Court = preserved) => own.beside(old).complete('asset.taken-over', taken);
const heard = (other: Court, old: Court = preserved) => old.at('2026-01-26T09:01').hears(other);
const inForce = (court: Court) => assetsInForce(court.c).map(({ id }) => id);
const refused = (more: object, old: Court = preserved) =>
  own.beside(old).refused('asset.taken-over', { payload: { ...example, ...taken, ...more } });
const example = { description: '豫H00001号小型轿车', valueFen: 8_000_000, ruling: '（2026）豫0823执保9号之一' };

describe('asset.taken-over of a case of this court', () => {
  test('is in force here, and passes on there, under the number that it has there', () => {
    const after = takes();
    expect(inForce(after)).toEqual(['a-5']);
    const old = heard(after);
    expect([inForce(old), old.c.last('asset.passed-on')?.payload.to]).toEqual([[], '（2026）豫0823执123号']);
    expect(old.deadline('seizure-expiry', 'a-1').status).toBe('void');
    expect(after.deadline('seizure-expiry', 'a-5').status).toBe('open');
  });

  test('taken back, it is in force there again; taken over anew, it passes on again', () => {
    const after = takes();
    const back = after.complete('fact.withdrawn', { fact: after.seq('asset.taken-over'), reason: '误' }, { by: 'review' }); // prettier-ignore
    const old = heard(after).hears(back);
    expect([inForce(old), inForce(back)]).toEqual([['a-1'], []]);
    expect(inForce(old.hears(back.beside(old).complete('asset.taken-over', taken)))).toEqual([]);
  });

  test('its ruling put right here, nothing changes there', () => {
    const after = takes();
    const payload = { ...example, ...taken, ruling: '（2026）豫0823执保9号之二' };
    const right = after.beside(heard(after)).complete('fact.corrected', { fact: after.seq('asset.taken-over'), payload, reason: '误' }, { by: 'review' }); // prettier-ignore
    expect(inForce(heard(after).hears(right))).toEqual([]);
  });

  test.each([
    ['unknown-subject', 'an asset that is not there', { fromAsset: 'a-7' }, ['a-1']],
    ['unknown-subject', 'an asset by the number it has here', { fromAsset: undefined }, ['a-1']],
    ['form-differs', 'another kind', { kind: 'vessel' }, ['kind']],
    ['form-differs', 'another measure', { measure: 'seized' }, ['measure']],
    ['form-differs', 'another order and another last day', { order: 'waiting', until: '2027-01-20' }, ['order', 'until']], // prettier-ignore
    ['not-qualified', 'this case itself', { from: '（2026）豫0823执123号' }, ['from']],
  ] as const)('%s: %s', (code, _, more, missing) => {
    const refusal = refused(more);
    expect([refusal.code, refusal.missing.map(({ id }) => id)]).toEqual([code, missing]);
  });

  test('not-in-force: what was released, has run out, or is another case’s already', () => {
    const elsewhere = heard(takes());
    const other = given({ caseNo: '（2026）豫0823执124号' }).filed('2026-01-26T09:02').beside(elsewhere);
    const again = other.refused('asset.taken-over', { payload: { ...example, ...taken } });
    expect(again).toMatchObject({ code: 'not-in-force', zh: expect.stringContaining('已经转入（2026）豫0823执123号') as string }); // prettier-ignore
    expect(refused({}, preserved.at('2028-01-24T09:00')).code).toBe('not-in-force');
  });

  test('one that two cases take in the same second is the first one’s; review hears of the other', () => {
    const other = given({ caseNo: '（2026）豫0823执124号' }).filed('2026-01-26T09:00').beside(preserved).complete('asset.taken-over', taken); // prettier-ignore
    const old = heard(takes()).hears(other);
    expect(old.c.all('asset.passed-on').map(({ payload }) => payload.to)).toEqual(['（2026）豫0823执123号']);
    expect(old.notices.at(-1)?.kind).toBe('relayed');
  });

  test('of another court, of a number that no record here has, in a takeover: believed', () => {
    for (const from of ['（2025）豫0811执保9号', '（2025）豫0823财保18号'])
      expect(own.beside(preserved).answer('asset.taken-over', { payload: { ...example, ...taken, from } })).toMatchObject({ accepted: true }); // prettier-ignore
    const foreign = own.complete('asset.taken-over', { ...taken, from: '（2025）豫0811执保9号' });
    expect(foreign.rows.effects.filter(({ effect }) => effect === 'fact')).toEqual([]);
    const history = [{ node: 'asset.taken-over', at: '2026-01-26T09:00:00+08:00', payload: { ...example, ...taken } }];
    const brought = given().takenOver('2026-01-21T09:00', '2026-01-27T09:00', history);
    expect(inForce(preserved.at('2026-01-27T09:01').hears(brought))).toEqual([]);
  });
});

describe('what passed to another court', () => {
  const sent = returned([found('a-1')])
    .assigned()
    .complete('asset.frozen', 'a-1', { until: '2026-12-20' })
    .at('2026-01-22T09:00')
    .complete('case.transferred', {}, { by: 'director' })
    .at('2026-02-03T09:00')
    .complete('transfer.accepted', { on: '2026-02-03' });

  test('comes back with that court’s filing, taken back; under its right number it stays there', () => {
    const fact = sent.seq('transfer.accepted');
    const by = sent.c.last('transfer.accepted')?.by;
    expect(inForce(sent)).toEqual([]);
    expect(inForce(sent.complete('fact.withdrawn', { fact, reason: '误' }, { by }))).toEqual(['a-1']);
    const right = sent.complete('fact.corrected', { fact, at: '2026-02-03T09:00:00+08:00', payload: { caseNo: '（2026）豫08执46号', on: '2026-02-03' }, reason: '误' }, { by }); // prettier-ignore
    expect([inForce(right), right.c.last('asset.passed-on')?.payload.to]).toEqual([[], '（2026）豫08执46号']);
  });
});
