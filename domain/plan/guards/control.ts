import type { FactOf } from '../../case/fact.ts';
import { named, refuse } from '../../case/refusal.ts';
import { plan } from '../basis.ts';
import type { CaseGuard, FactGuard } from '../node.ts';
import { assets } from '../readings/assets.ts';
import { roundOutstanding } from '../readings/rounds.ts';

const basis = plan('三·一(二)');

export const networkStarted: CaseGuard = (c) =>
  c.first('query.started')
    ? undefined
    : refuse('not-started', '尚未发起网络执行查询，请先登记 query.started', basis, [
        { id: 'query.started', zh: '发起网络执行查询' },
      ]);

export const traditionalStarted: CaseGuard = (c) =>
  c.first('traditional-query.started')
    ? undefined
    : refuse('not-started', '尚未启动传统查控，请先登记 traditional-query.started', basis, [
        { id: 'traditional-query.started', zh: '启动传统查控' },
      ]);

/** An asset keeps its kind: another kind under the same id is another asset. */
export const sameKind: FactGuard = (c, draft) => {
  const kinds = new Map([...assets(c).values()].map((a) => [a.id, a.kind]));
  const { assets: returned } = draft.payload as FactOf<'query.returned'>['payload']; // both returns share one schema
  const other = returned.filter(({ id, kind }) => {
    const known = kinds.get(id) ?? kind;
    kinds.set(id, known);
    return known !== kind || (c.subjects.get(id)?.of ?? 'asset') !== 'asset';
  });
  return other.length === 0
    ? undefined
    : refuse(
        'subject-taken',
        '财产编号已用于另一种类的财产，请另编号',
        basis,
        other.map((a) => ({ id: a.id, zh: a.description })),
      );
};

/** The schedule sums up a round that has ended (三·一(二)6–7). */
export const firstRoundEnded: CaseGuard = (c) => {
  const missing = roundOutstanding(c);
  return missing.length === 0
    ? undefined
    : refuse('first-round-open', '首轮查控尚未结束，不能制作财产明细', plan('三·一(二)6–7'), missing);
};

/** The schedule itemises what the returns brought in, and nothing else. */
export const knownItems: FactGuard = (c, draft) => {
  const { items } = draft.payload as FactOf<'asset-schedule.filed'>['payload']; // guard of that node
  const known = assets(c);
  const strange = items.filter(({ asset }) => !known.has(asset));
  return strange.length === 0
    ? undefined
    : refuse(
        'unknown-subject',
        `明细中有本案没有的财产，现有：${named([...known.keys()]) || '无'}`,
        plan('三·一(二)6–7'),
        strange.map(({ asset }) => ({ id: asset, zh: '先由反馈引入' })),
      );
};
