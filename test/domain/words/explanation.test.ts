import { expect, test } from 'vitest';
import { headlineZh, moveZh, newRuleZh, publicationZh, recordedZh } from '../../../domain/words/explanation.ts';

const reception = { rule: 'reception', subject: null, title: null, status: 'open', targetDue: '2026-01-20', provisional: false } as const; // prettier-ignore
const at = Date.parse('2026-01-20T16:20:00+08:00');

test('an explanation begins with what has to be done until when', () => {
  expect(headlineZh(reception)).toBe('“完成初次接待”应在2026年1月20日（含当日）以前完成。');
  expect(headlineZh({ ...reception, targetDue: '2026-01-21T17:00:00+08:00', provisional: true })).toBe(
    '“完成初次接待”应在2026年1月21日17:00以前完成，此日期为暂定。',
  );
  expect(headlineZh({ ...reception, status: 'done' })).toBe('“完成初次接待”原应在2026年1月20日（含当日）以前完成。');
  expect(headlineZh({ ...reception, status: 'suspended', targetDue: null })).toBe(
    '“完成初次接待”现在中止计算，没有届满日。',
  );
});

test('each earlier date is told with the reasons for which it changed', () => {
  const move = { at, from: '2026-01-20', to: '2026-01-22', certain: false };
  expect(moveZh(move, [])).toBe('2026年1月20日16:20：由2026年1月20日改为2026年1月22日。');
  expect(moveZh({ ...move, to: null }, ['甲', '乙'])).toBe(
    '2026年1月20日16:20：因甲；乙，由2026年1月20日改为中止计算。',
  );
  expect(moveZh({ ...move, certain: true }, ['甲'])).toBe('2026年1月20日16:20：因甲，2026年1月22日由暂定变为确定。');
});

test('the reasons: a year published, a rule set anew, a record', () => {
  const year = { source: '国务院办公厅', year: 2027, local: false, notices: ['国办发明电〔2026〕7号'] };
  expect(publicationZh(year)).toBe('国务院办公厅公布2027年放假安排（国办发明电〔2026〕7号）');
  expect(publicationZh({ ...year, local: true, notices: [] })).toBe('国务院办公厅公布2027年本院自定日（）');
  expect(newRuleZh({ basis: { zh: '武法〔2027〕3号' }, within: '3d' })).toBe('本院改定规则（武法〔2027〕3号，3日）');
  expect(recordedZh('张三', 'reception.held')).toBe('张三登记“完成初次接待”');
});
