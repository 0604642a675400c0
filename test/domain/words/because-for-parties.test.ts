import { describe, expect, it } from 'vitest';
import { law, plan } from '../../../domain/nodes/basis.ts';
import type { Because } from '../../../domain/plan/derived.ts';
import { explainToParty } from '../../../domain/words/because-for-parties.ts';

const at = Date.parse('2026-01-20T16:20:00+08:00');
const told = { rule: 'payout', whoRecorded: () => ({ name: '李局长', as: ['执行局长'] }) } as const;

describe('a reasoning as a party reads it: no numbers of records, articles with what they say', () => {
  const steps: readonly (readonly [Because, string])[] = [
    [{ step: 'opened', at, fact: 2, node: 'case.filed' }, '2026年1月20日16:20“执行立案”，期限由此起算。'],
    [{ step: 'opened', at, fact: 9, node: null }, '2026年1月20日16:20条件成就，期限由此起算。'],
    [{ step: 'counted', from: '2026-01-20', nominal: '2026-01-20' }, '2026年1月20日当日届满。'],
    [{ step: 'provisional', years: [2027] }, '2027年放假安排尚未公布，期限暂定，公布后重新计算。'],
    [{ step: 'extended', until: '2026-10-20', fact: 30 }, '经李局长（执行局长）批准，延长至2026年10月20日。'],
    [{ step: 'ordered', due: '2026-03-02' }, '文书指定2026年3月2日届满。'],
    [
      { step: 'suspended', from: '2026-03-02', review: '2026-04-02', fact: 21 },
      '经李局长（执行局长）批准，自2026年3月2日起中止计算，定于2026年4月2日复查。',
    ],
    [
      { step: 'stood-still', from: '2026-03-02', to: '2026-04-02', fact: 21, why: '中止执行' },
      '自2026年3月2日起停止计算：中止执行，至2026年4月2日；此后期限重新计算。',
    ],
    [
      { step: 'late-entry', fact: 12, at, recordedAt: at },
      '据以办结的记录是补录：所写发生时刻2026年1月20日16:20，2026年1月20日16:20才登记；未经审批督办内勤认可，是否按期以登记时刻为准。',
    ],
    [
      { step: 'rolled', over: [{ date: '2026-06-21', name: '端午节' }], to: '2026-06-18' },
      '届满日遇休息日（2026年6月21日端午节），提前至2026年6月18日。', // no article of the law says so
    ],
    [{ step: 'ended', status: 'done-late', fact: 12, zh: null }, '逾期完成。'],
    [{ step: 'ended', status: 'lapsed', fact: 12, zh: '已履行' }, '已终止：已履行。'],
  ];
  it.each(steps)('%j', (because, zh) => expect(explainToParty(because, told)).toBe(zh));

  it.each<readonly [Because, RegExp]>([
    [
      { step: 'rule', within: '10d', basis: plan('三·一(五)'), version: 1 },
      /^武法〔2022〕11号 三·一\(五\)规定：“.+”。期限为10日。$/,
    ],
    [{ step: 'counted', from: '2026-01-20', nominal: '2026-01-22' }, /^2026年1月20日当日不计，.+（.+：.+）。$/],
    [
      { step: 'rolled', over: [{ date: '2026-06-21', name: '端午节' }], to: '2026-06-22' },
      /^届满日遇休息日（2026年6月21日端午节），顺延至2026年6月22日（.+：.+）。$/,
    ],
    [
      {
        step: 'excluded',
        intervals: [{ from: '2026-03-02', to: '2026-03-31', ground: '公告期间', fact: 21 }],
        days: 30,
        to: '2026-05-20',
      },
      /^扣除30日：公告期间（2026年3月2日至2026年3月31日），经李局长（执行局长）批准；届满日移至2026年5月20日（.+：.+）。$/,
    ],
    [
      { step: 'legal', within: '10d', basis: law('民诉解释480'), due: '2026-01-30' },
      /^法律规定的期限为10日，至2026年1月30日（民诉解释480.*）。$/,
    ],
  ])('%j cites its article', (because, zh) => expect(explainToParty(because, told)).toMatch(zh));
});
