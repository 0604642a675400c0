import { describe, expect, it } from 'vitest';
import type { Because } from '../../../domain/plan/derived.ts';
import { explain } from '../../../domain/words/because.ts';
import { law, plan } from '../../../domain/nodes/basis.ts';

describe('a reasoning in Chinese', () => {
  const at = Date.parse('2026-01-20T16:20:00+08:00');
  const basis = plan('三·一(三)2');
  const steps: readonly (readonly [Because, string])[] = [
    [{ step: 'opened', at, fact: 2, node: 'case.filed' }, '2026年1月20日16:20“执行立案”（第2号记录），期限由此起算'],
    [
      { step: 'opened', at, fact: 9, node: 'triage.decided', countedFrom: at - 86_400_000 },
      '2026年1月20日16:20“繁简分流”（第9号记录），期限自2026年1月19日16:20起算',
    ],
    [{ step: 'opened', at, fact: 9, node: null }, '2026年1月20日16:20条件成就（第9号记录），期限由此起算'],
    [{ step: 'rule', within: '2d', basis, version: 1 }, '期限：2日（武法〔2022〕11号 三·一(三)2；规则第1版）'],
    [
      { step: 'rule', within: '48h', basis, version: 1, from: '情况紧急的' },
      '期限：情况紧急的48小时（武法〔2022〕11号 三·一(三)2；规则第1版）',
    ],
    [
      { step: 'rule', within: '10d', basis, version: 1, day: true },
      '届满日由记录写明，不按规则推算（武法〔2022〕11号 三·一(三)2；规则第1版）',
    ],
    [{ step: 'ordered', due: '2026-03-02', from: '来函写明' }, '来函写明2026年3月2日届满'],
    [
      { step: 'counted', from: '2026-01-20', nominal: '2026-01-22' },
      '2026年1月20日当日不计，自次日起算，至2026年1月22日',
    ],
    [{ step: 'counted', from: '2026-01-20', nominal: '2026-01-20' }, '2026年1月20日当日届满'],
    [{ step: 'counted', from: '2026-07-20', nominal: '2026-06-20' }, '自2026年7月20日倒算，至2026年6月20日'],
    [
      { step: 'counted', from: '2026-01-20T16:20:00+08:00', nominal: '2026-01-21T17:00:00+08:00' },
      '自2026年1月20日16:20的次一整点起算，至2026年1月21日17:00',
    ],
    [
      {
        step: 'excluded',
        intervals: [{ from: '2026-03-02', to: '2026-03-31', ground: '公告期间', fact: 21 }],
        days: 30,
        to: '2026-05-20',
      },
      '扣除30日（公告期间 2026年3月2日至2026年3月31日），届满日移至2026年5月20日',
    ],
    [
      {
        step: 'rolled',
        over: [
          { date: '2026-02-15', name: '春节' },
          { date: '2026-02-16', name: '春节' },
        ],
        to: '2026-02-24',
      },
      '届满日遇休息日（2026年2月15日春节、2026年2月16日春节），顺延至2026年2月24日',
    ],
    [
      { step: 'rolled', over: [{ date: '2026-06-21', name: '端午节' }], to: '2026-06-18' },
      '届满日遇休息日（2026年6月21日端午节），提前至2026年6月18日',
    ],
    [{ step: 'provisional', years: [2027] }, '2027年放假安排尚未公布，期限暂定，公布后重新计算'],
    [{ step: 'extended', until: '2026-10-20', fact: 30 }, '经批准延长至2026年10月20日（第30号记录）'],
    [
      { step: 'extended-late', until: '2026-10-20', fact: 30 },
      '另经批准延长至2026年10月20日，但批准时本期限已经届满：届满日不因此移动，逾期仍在（第30号记录）',
    ],
    [{ step: 'ordered', due: '2026-03-02' }, '文书指定2026年3月2日届满'],
    [
      { step: 'suspended', from: '2026-03-02', review: '2026-04-02', fact: 21 },
      '自2026年3月2日起中止计算（第21号记录），定于2026年4月2日复查',
    ],
    [
      { step: 'legal', within: '10d', basis: law('民诉解释480'), due: '2026-01-30' },
      '法定期限：10日（民诉解释480），至2026年1月30日',
    ],
    [{ step: 'ended', status: 'done-late', fact: 12, zh: null }, '逾期完成（第12号记录）'],
    [{ step: 'ended', status: 'lapsed', fact: 12, zh: '已履行' }, '已终止（第12号记录）：已履行'],
  ];
  it.each(steps)('%j', (because, zh) => expect(explain(because)).toBe(zh));
});
