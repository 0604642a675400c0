import { plan } from '../../nodes/basis.ts';
import { named, refuse } from '../../record/refusal.ts';
import { after, type CaseGuard, type Conditions, type FactGuard } from '../guard.ts';
import { assets } from './assets.ts';
import { roundOutstanding } from './rounds.ts';

/** An asset keeps its kind: another kind under the same id is another asset. */
const sameKind: FactGuard<'query.returned' | 'traditional-query.returned'> = (c, { payload }) => {
  const kinds = new Map([...assets(c).values()].map((a) => [a.id, a.kind]));
  const other = payload.assets.filter(({ id, kind }) => {
    const known = kinds.get(id) ?? kind;
    kinds.set(id, known);
    return known !== kind || (c.subjects.get(id)?.of ?? 'asset') !== 'asset';
  });
  if (other.length === 0) return undefined;
  return refuse(
    'subject-taken',
    '财产编号已用于另一种类的财产，请另编号',
    plan('三·一(二)'),
    other.map((a) => ({ id: a.id, zh: a.description })),
  );
};

/** The schedule sums up a round that has ended (三·一(二)6–7). */
const firstRoundEnded: CaseGuard = (c) => {
  const missing = roundOutstanding(c);
  if (missing.length === 0) return undefined;
  return refuse('first-round-open', '首轮查控尚未结束，不能制作财产明细', plan('三·一(二)6–7'), missing);
};

/** The schedule itemises what the returns brought in, and nothing else. */
const knownItems: FactGuard<'asset-schedule.filed'> = (c, { payload }) => {
  const known = assets(c);
  const strange = payload.items.filter(({ asset }) => !known.has(asset));
  if (strange.length === 0) return undefined;
  return refuse(
    'unknown-subject',
    `明细中有本案没有的财产，现有：${named([...known.keys()]) || '无'}`,
    plan('三·一(二)6–7'),
    strange.map(({ asset }) => ({ id: asset, zh: '先由反馈引入' })),
  );
};

export const controlConditions = {
  'query.returned': { when: [after('query.started')], check: [sameKind] },
  'query.failed': { when: [after('query.started')] },
  'traditional-query.returned': { when: [after('traditional-query.started')], check: [sameKind] },
  'asset-schedule.filed': { when: [firstRoundEnded], check: [knownItems] },
} satisfies Conditions;
