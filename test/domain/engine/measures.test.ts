import { describe, expect, test } from 'vitest';
import { type AssetKind, assetKinds, type Measure } from '../../../domain/nodes/asset-kinds.ts';
import { type NodeId, nodeRow } from '../../../domain/nodes/index.ts';
import { type Court, given } from '../../support/given.ts';
import { found, returned } from '../../support/histories.ts';

/** Plan §0 D3, written down once more: what fits each kind, and for how many years. */
const fitting: Record<AssetKind, readonly [string, number]> = {
  'bank-account': ['frozen', 1],
  'e-wallet': ['frozen', 1],
  securities: ['frozen', 3],
  shares: ['frozen', 3],
  insurance: ['frozen', 3],
  vehicle: ['sealed seized', 2],
  vessel: ['sealed seized', 2],
  house: ['sealed', 3],
  plant: ['sealed', 3],
  land: ['sealed', 3],
  machinery: ['sealed seized', 2],
  other: ['sealed seized', 2],
  'cash-in-kind': ['seized', 2],
  'housing-fund': ['frozen', 3],
  income: ['frozen', 3],
  receivable: ['frozen', 3],
};
const kinds = Object.keys(assetKinds) as AssetKind[]; // the keys of a constant record are exactly its type
const all: readonly Measure[] = ['frozen', 'sealed', 'seized'];
const sent = (node: NodeId, more: object = {}, at?: string) => ({
  subject: 'a-1',
  payload: { ...(nodeRow(node).example as object), ...more },
  at,
});
const court = (kind: AssetKind): Court => returned([found('a-1', { kind })]);

describe.each(kinds)('%s', (kind) => {
  const [measures, years] = fitting[kind];
  const last = `${2026 + years}-01-21`;

  test('takes the measures that fit it; any other is refused with those that would', () => {
    for (const measure of all) {
      const completion = sent(`asset.${measure}`, { until: '2026-12-31' });
      if (measures.includes(measure)) expect(court(kind).tries(`asset.${measure}`, completion).c.subjects.size).toBe(3);
      else {
        const { code, missing } = court(kind).refused(`asset.${measure}`, completion);
        expect([code, missing.map((m) => m.id)]).toEqual([
          'wrong-measure',
          measures.split(' ').map((m) => `asset.${m}`),
        ]);
      }
    }
  });

  test('is controlled up to the corresponding day, and no day longer', () => {
    const node = `asset.${measures.split(' ')[0] as Measure}` as const;
    expect(court(kind).tries(node, sent(node, { until: last }))).not.toBe(undefined);
    expect(
      court(kind)
        .tries(node, sent(node, { until: last }))
        .seq(node),
    ).toBeGreaterThan(0);
    const day = `${2026 + years}-01-22`;
    for (const until of [day, '2099-12-31']) {
      const { code, zh } = court(kind).refused(node, sent(node, { until }));
      expect([code, zh.includes(last)]).toEqual(['beyond-the-term', true]);
    }
  });
});

describe('the last day of a measure', () => {
  const frozen = (more: object, at?: string) => sent('asset.frozen', more, at);

  test('is not before the fact, nor before it takes effect', () => {
    const { code, zh } = court('bank-account').refused('asset.frozen', frozen({ until: '2026-01-20' }));
    expect([code, zh.includes('2026-01-21')]).toEqual(['dates-out-of-order', true]);
    const later = { effectiveAt: '2026-01-21T10:30:00+08:00', until: '2026-01-21' };
    expect(court('bank-account').tries('asset.frozen', frozen(later)).seq('asset.frozen')).toBeGreaterThan(0);
  });

  test('is counted from when the measure takes effect', () => {
    const week = court('bank-account').at('2026-01-28T09:00');
    const at = '2026-01-22T09:00';
    expect(week.refused('asset.frozen', frozen({ until: '2027-01-28' }, at)).code).toBe('beyond-the-term');
    const effective = { until: '2027-01-28', effectiveAt: '2026-01-28T08:00:00+08:00' };
    expect(week.tries('asset.frozen', frozen(effective, at)).seq('asset.frozen')).toBeGreaterThan(0);
  });

  test('which is no instant of the future, of before the filing, or of nonsense', () => {
    const code = (effectiveAt: string) => court('bank-account').refused('asset.frozen', frozen({ effectiveAt })).code;
    expect(code('2097-01-01T00:00:00+08:00')).toBe('dates-out-of-order');
    expect(code('2026-01-01T00:00:00+08:00')).toBe('dates-out-of-order');
    expect(code('2026-01-21')).toBe('bad-instant');
  });

  test('of a measure of 29 February is 28 February', () => {
    const leap = given().filed('2028-02-20T09:00').complete('query.started');
    const found1 = leap.complete('query.returned', { complete: true, assets: [found('a-1', { kind: 'vehicle' })] });
    const day = found1.at('2028-02-29T09:00');
    expect(day.refused('asset.sealed', sent('asset.sealed', { until: '2030-03-01' })).zh).toContain('2030-02-28');
  });

  test('is named: without it a measure is not recorded', () => {
    const payload = { order: 'first', ruling: '之一' };
    expect(court('bank-account').refused('asset.frozen', { subject: 'a-1', payload })).toMatchObject({
      code: 'missing-field',
      missing: [{ id: 'until' }],
    });
  });

  test('is looked at again when the fact is corrected, and in a takeover', () => {
    const done = court('bank-account').complete('asset.frozen', 'a-1');
    const payload = { ...done.c.last('asset.frozen')?.payload, until: '2099-12-31' };
    const corrected = { by: 'review', payload: { fact: done.seq('asset.frozen'), payload, reason: '录入有误' } };
    expect(done.refused('fact.corrected', corrected).code).toBe('beyond-the-term');
    const history = [
      { node: 'query.started', at: '2026-01-21T09:00:00+08:00', payload: { systems: ['总对总'] } },
      { node: 'query.returned', at: '2026-01-21T10:00:00+08:00', payload: { complete: true, assets: [found('a-1')] } },
      { node: 'asset.frozen', at: '2026-01-21T11:00:00+08:00', subject: 'a-1', payload },
    ];
    expect(given().refused({ history }, '2026-03-01T09:00').code).toBe('beyond-the-term');
  });
});

describe('the kind of an asset stays', () => {
  test('in a return that is corrected, while a measure rests on it', () => {
    const sealed = returned([found('a-1', { kind: 'vehicle' })]).complete('asset.sealed', 'a-1');
    const corrected = (kind: AssetKind) => ({
      by: 'review',
      payload: {
        fact: sealed.seq('query.returned'),
        payload: { complete: true, assets: [found('a-1', { kind })] },
        reason: '种类有误',
      },
    });
    expect(sealed.refused('fact.corrected', corrected('bank-account')).code).toBe('has-dependents');
    expect(sealed.tries('fact.corrected', corrected('machinery'))).not.toBe(sealed);
  });

  test('a sealing that seizes too fits only what can be seized', () => {
    expect(court('house').refused('asset.sealed', sent('asset.sealed', { seized: true })).code).toBe('wrong-measure');
    const vehicle = court('vehicle').tries('asset.sealed', sent('asset.sealed', { seized: true }));
    expect(vehicle.seq('asset.sealed')).toBeGreaterThan(0);
  });
});
