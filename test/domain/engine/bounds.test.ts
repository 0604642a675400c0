import { describe, expect, test } from 'vitest';
import { growing } from '../../../domain/record/case.ts';
import { derive, openedBy } from '../../../domain/engine/derive.ts';
import { asFact, type Fact } from '../../../domain/record/fact.ts';
import { checkFiling } from '../../../domain/engine/filing.ts';
import { decide } from '../../../domain/engine/decide.ts';
import { isRefusal, refuse } from '../../../domain/record/refusal.ts';
import { bounds } from '../../../domain/nodes/bounds.ts';
import { type NodeId, nodeRow } from '../../../domain/nodes/index.ts';
import { assets } from '../../../domain/plan/control/assets.ts';
import { type Court, given } from '../../support/given.ts';
import { instant } from '../../support/instants.ts';
import { bench, personFor } from '../../support/given-people.ts';

const found = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `a-${first + i}`,
    kind: 'bank-account' as const,
    holder: '李卫东',
    description: '建设银行尾号0001',
    valueFen: 100,
  }));

/** A case that knows so many assets, the first 500 of them by the fact that `first` names. */
function courtWith(count: number): { readonly court: Court; readonly first: number } {
  let court = given().filed().assigned().complete('query.started');
  for (let n = 0; n < count; n += bounds.returned) {
    court = court.complete('query.returned', {
      complete: false,
      assets: found(n, Math.min(bounds.returned, count - n)),
    });
  }
  return { court, first: court.record.find((f) => f.node === 'query.returned')?.seq ?? 0 };
}

const lapsed = (payload: object, seq: number, at: number): Fact =>
  asFact({
    ...{ seq, node: 'deadline.lapsed', subject: null, payload, at, recordedAt: at },
    ...{ by: 'p-review', as: ['review'], via: 'api' },
  });

describe('assets in a record', () => {
  const { court, first } = courtWith(bounds.assets - 1);

  test('up to the bound they are taken, one more is not', () => {
    const full = court.complete('query.returned', { complete: false, assets: found(bounds.assets, 1) });
    expect(assets(full.c).size).toBe(bounds.assets);
    const refusal = full.refused('query.returned', { payload: { complete: true, assets: found(9_000, 1) } });
    expect(refusal.code).toBe('too-many-assets');
    expect(refusal.zh).toContain(`${bounds.assets}`);
  });

  test('those that are known already may be described anew', () => {
    const full = court.complete('query.returned', { complete: false, assets: found(bounds.assets, 1) });
    expect(full.complete('query.returned', { complete: true, assets: found(0, 500) }).record.length).toBe(
      full.record.length + 1,
    );
  });

  test('a correction that enlarges a return is refused like a return, one that does not is taken', () => {
    const full = court.complete('query.returned', { complete: false, assets: found(bounds.assets, 1) });
    const last = full.seq('query.returned');
    const more = { complete: false, assets: [...found(bounds.assets, 1), ...found(9_000, 1)] };
    const corrected = (fact: number, payload: object) => ({ by: 'review', payload: { fact, payload, reason: '漏录' } });
    expect(full.refused('fact.corrected', corrected(last, more)).code).toBe('too-many-assets');
    const same = { complete: false, assets: found(bounds.assets, 1).map((a) => ({ ...a, valueFen: 5 })) };
    expect(full.tries('fact.corrected', corrected(last, same))).not.toBe(full);
    const fewer = { complete: false, assets: found(0, 499) };
    expect(assets(full.tries('fact.corrected', corrected(first, fewer)).c).size).toBe(bounds.assets - 1);
  });

  test('a withdrawn return comes back only while there is room for it', () => {
    const taken = { by: 'review', payload: { fact: first, reason: '误录' } };
    const without = court.tries('fact.withdrawn', taken);
    const back = { by: 'review', payload: { fact: without.seq('fact.withdrawn'), reason: '仍然有效' } };
    expect(assets(without.tries('fact.withdrawn', back).c).size).toBe(bounds.assets - 1);
    const filled = without.complete('query.returned', { complete: false, assets: found(9_000, 500) });
    expect(filled.refused('fact.withdrawn', back).code).toBe('too-many-assets');
  });

  test('a full case takes measures, and closes once its clocks are ended', () => {
    const full = court.complete('query.returned', { complete: true, assets: found(bounds.assets, 1) });
    const frozen = full.complete('asset.frozen', 'a-7');
    expect(frozen.deadline('freeze-online', 'a-7').status).toBe('done');
    const refusal = frozen.refused('case.closed', { payload: { kind: 'no-property' } });
    expect(refusal.code).toBe('gates-open');
    expect(refusal.missing.length).toBeLessThan(110);
    expect(refusal.missing.at(-1)?.zh).toMatch(/^另有\d+项未列$/);
    expect(JSON.stringify(refusal).length).toBeLessThan(50_000);
    const grown = growing(frozen.record);
    for (const [i, { id }] of frozen.deadlines().entries()) {
      grown.add(lapsed({ deadlines: [id], reason: '被执行人已履行' }, frozen.record.length + i + 1, frozen.now));
    }
    const example = (node: NodeId) => nodeRow(node).example as object;
    const last = [
      ['performance.completed', example('performance.completed')],
      ['asset.released', example('asset.released'), 'a-7'],
      ['closing.submitted', { kind: 'performed' }],
      ['closing.reviewed', { kind: 'performed' }],
      ['case.closed', { kind: 'performed' }],
    ] as const;
    for (const [node, payload, subject] of last) {
      const c = grown.now();
      const actor = { ...personFor(nodeRow(node).by), via: 'api' as const };
      const draft = decide(
        c,
        { node, payload, subject },
        {
          now: frozen.now,
          actor,
          people: bench,
          deadlines: () => derive(c, frozen.lookUp),
          deadlinesOf: openedBy(frozen.lookUp),
        },
      );
      if (isRefusal(draft)) throw new Error(draft.zh);
      const { now: recordedAt, ...fact } = draft;
      grown.add({ ...fact, recordedAt, via: 'api', seq: c.record.length + 1 });
    }
    expect(grown.now().first('case.closed')).toBeDefined();
  });
});

describe('facts and content of a record', () => {
  const start = given().filed().assigned().complete('query.started');
  const officer = personFor(['officer']);

  /** The case with so many more facts, about nothing. */
  function padded(count: number, payload: object = { systems: ['总对总'] }) {
    const grown = growing(start.record);
    const from = start.record.length;
    for (let i = from; i < count; i++) {
      grown.add(asFact({ ...start.record.at(-1)!, node: 'query.started', seq: i + 1, payload }));
    }
    return grown.now();
  }
  const code = (c: ReturnType<typeof padded>, node: NodeId, payload = nodeRow(node).example as object) => {
    const actor = { ...personFor(nodeRow(node).by), id: officer.id, via: 'api' as const };
    const draft = decide(
      c,
      { node, payload },
      { now: start.now, actor, people: bench, deadlines: () => start.derived, deadlinesOf: openedBy(start.lookUp) },
    );
    return isRefusal(draft) ? draft.code : 'taken';
  };

  test('the last place is taken, behind it nothing grows', () => {
    expect(code(padded(bounds.facts - 1), 'material.received')).toBe('taken');
    expect(code(padded(bounds.facts), 'material.received')).toBe('too-many-facts');
    expect(code(padded(bounds.facts + 5_000), 'material.received')).toBe('too-many-facts');
  });

  test('a full record is still put right and brought to its close', () => {
    const full = padded(bounds.facts + 5_000);
    expect(code(full, 'performance.completed')).toBe('taken');
    expect(code(full, 'closing.submitted'), 'there is room; what is open is open').toBe('nodes-open');
    const reviewer = { ...personFor(['review']), via: 'api' as const };
    const asked = {
      now: start.now,
      actor: reviewer,
      people: bench,
      deadlines: () => start.derived,
      deadlinesOf: openedBy(start.lookUp),
    };
    for (const node of ['fact.withdrawn', 'fact.corrected'] as const) {
      const payload = {
        fact: 5,
        reason: '误录',
        ...(node === 'fact.corrected' && { payload: { systems: ['点对点'] } }),
      };
      expect(isRefusal(decide(full, { node, payload }, asked))).toBe(false);
    }
  });

  test('content is bounded too: a correction has room where a new fact has none, and not without end', () => {
    const payload = { systems: Array.from({ length: 100 }, () => '查'.repeat(1_900)) };
    const each = 100 * 1_900;
    const full = padded(Math.ceil(bounds.characters / each) + start.record.length, payload);
    expect(code(full, 'material.received')).toBe('record-too-large');
    expect(code(full, 'closing.submitted'), 'there is room; what is open is open').toBe('nodes-open');
    const twice = padded(Math.ceil((2 * bounds.characters) / each) + start.record.length, payload);
    const reviewer = { ...personFor(['review']), via: 'api' as const };
    const asked = {
      now: start.now,
      actor: reviewer,
      people: bench,
      deadlines: () => start.derived,
      deadlinesOf: openedBy(start.lookUp),
    };
    const correction = {
      node: 'fact.corrected',
      payload: { fact: 5, reason: '误录', payload: { systems: ['点对点'] } },
    };
    expect(isRefusal(decide(full, correction, asked))).toBe(false);
    expect(decide(twice, correction, asked)).toMatchObject({ code: 'record-too-large' });
    const withdrawal = { node: 'fact.withdrawn', payload: { fact: 5, reason: '误录' } };
    expect(isRefusal(decide(twice, withdrawal, asked))).toBe(false);
  });
});

describe('a filing', () => {
  const on = (minute: number) => new Date(instant('2026-01-20T16:20') + minute * 60_000).toISOString();
  const returned = (page: number) => ({
    node: 'query.returned',
    at: on(page + 2),
    payload: { complete: false, assets: found(page * bounds.returned, bounds.returned) },
  });
  const history = (pages: number) => [
    { node: 'query.started', at: on(1), payload: { systems: ['总对总'] } },
    ...Array.from({ length: pages }, (_, i) => returned(i)),
  ];

  test('brings as many assets as a record may hold; with 15 returns of 500 it is refused, and says which row', () => {
    const pages = bounds.assets / bounds.returned;
    expect(assets(given().takenOver('2026-01-20T16:20', '2026-02-20T09:00', history(pages)).c).size).toBe(
      bounds.assets,
    );
    const refusal = given().refused({ history: history(15) }, '2026-02-20T09:00');
    expect(refusal.code).toBe('too-many-assets');
    expect(refusal.zh).toContain('query.returned');
  });

  test('a correction in its history is bounded like any other', () => {
    const pages = bounds.assets / bounds.returned;
    const payload = { complete: false, assets: found(9_000, bounds.returned) };
    const correction = { node: 'fact.corrected', at: on(100), as: 'review' as const };
    const rows = [...history(pages), { ...correction, payload: { fact: 4, payload, reason: '误录' } }];
    expect(assets(given().takenOver('2026-01-20T16:20', '2026-02-20T09:00', rows).c).size).toBe(bounds.assets);
  });

  test('has a thousand rows of history at most, and two hundred parties on a side', () => {
    const body = { ...(nodeRow('case.filed').example as object), filedAt: on(0) };
    const rows = (count: number) => Array.from({ length: count }, () => history(0)[0]);
    const parties = (count: number) => Array.from({ length: count }, () => ({ name: '李卫东', kind: 'person' }));
    expect(checkFiling({ ...body, history: rows(bounds.history) }, '豫0823')).toBeUndefined();
    expect(checkFiling({ ...body, history: rows(bounds.history + 1) }, '豫0823')?.missing[0]?.id).toBe('history');
    expect(checkFiling({ ...body, respondents: parties(bounds.parties) }, '豫0823')).toBeUndefined();
    expect(checkFiling({ ...body, respondents: parties(bounds.parties + 1) }, '豫0823')?.missing[0]?.id).toBe(
      'respondents',
    );
  });
});

test('a refusal stays small however much is missing', () => {
  const all = Array.from({ length: 5_000 }, (_, i) => ({ id: `a-${i}`, zh: '尚未控制' }));
  const refusal = refuse('nodes-open', '尚'.repeat(9_000), undefined, all);
  expect(refusal.missing).toHaveLength(101);
  expect(refusal.missing.at(-1)).toEqual({ id: 'more', zh: '另有4900项未列' });
  expect(refusal.zh.length).toBeLessThan(2_010);
});
