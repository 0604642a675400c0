import Type from 'typebox';
import { plan } from './basis.ts';
import { called, oneOf, record, Some, Text } from './fields.ts';
import { node } from './node.ts';

/** What is reported on every month, and who writes it. */
export const periodKinds = { usage: '系统使用通报', analysis: '质效分析' } as const;

/** Monthly reports: 武法〔2022〕11号 三·一(五)3, (六)2. */
export const reportNodes = {
  'period.opened': node({
    zh: '报告期',
    basis: plan('三·一(六)2'),
    in: 'report',
    by: [], // time founds it
    payload: record({
      kind: oneOf(periodKinds, '报告的种类'),
      month: Type.String({
        pattern: '^(199\\d|20\\d\\d|2100)-(0[1-9]|1[0-2])$',
        maxLength: 7,
        ...called('所报告的月份'),
      }),
    }),
    example: { kind: 'usage', month: '2026-01' },
    once: true,
    disclose: 'nobody',
  }),
  'report.submitted': node({
    zh: '提交系统使用通报、质效分析报告',
    basis: plan('三·一(五)3'),
    in: 'report',
    by: ['command', 'analysis'],
    payload: record({
      text: Text('报告的内容', { maxLength: 20_000 }),
      figures: Some(
        record({ what: Text('指标', { maxLength: 100 }), value: Text('数值', { maxLength: 100 }) }),
        '数据',
      ),
      advice: Type.Optional(Text('对领导的建议')),
    }),
    example: { text: '本月阳光注册、执行留痕均已使用', figures: [{ what: '网络查控发起率', value: '98.6%' }] },
    once: true,
    disclose: 'nobody',
  }),
};
