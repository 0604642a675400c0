// What the court's own people read in a mail, a digest, a short message.
import { expect, test } from 'vitest';
import { digestZh, itemsOf, staffLine, staffMailZh, staffSmsZh } from '../../../domain/words/staff-messages.ts';

const line = (text: string, light: 'red' | 'purple' | 'yellow' | null) => ({ text, light });

test('a digest counts by lights and lists them, the most urgent first', () => {
  const lines = [line('甲', 'yellow'), line('乙', 'purple'), line('丙', null), line('丁', 'purple')];
  expect(digestZh(lines)).toBe(
    ['【每日汇总】共 4 项：紫灯：已督办 2 项；黄灯：已提醒 1 项；其他通知 1 项', '■ 紫灯：已督办', '1. 乙', '2. 丁', '■ 黄灯：已提醒', '3. 甲', '■ 其他通知', '4. 丙'].join('\n'), // prettier-ignore
  );
  expect(staffMailZh(lines, true).subject).toBe('每日汇总：4 项');
});

test('a digest tells each deadline of each record once, by its last rung, and every other notice as it came', () => {
  const notice = (record: string, deadline: string | null, rung: string | null) => ({
    record,
    body: { deadline, rung },
  });
  const [reminded, urged, supervised] = ['remind', 'urge', 'supervise'].map((rung) => notice('c-1', 'payout@1', rung));
  const another = notice('c-2', 'payout@1', 'remind');
  const later = notice('c-1', 'payout@9', 'remind');
  const others = [notice('c-1', null, null), notice('c-1', null, null), notice('c-1', 'payout@1', null), notice('c-1', null, 'remind'), notice('c-1', null, 'remind')]; // prettier-ignore
  const rows = [reminded, another, ...others, urged, later, supervised].filter((row) => row !== undefined);
  expect(itemsOf(rows)).toEqual([another, ...others, later, supervised]);
  expect(itemsOf([])).toEqual([]);
  const again = notice('c-1', 'payout@1', 'remind'); // its day was moved: it warns anew, from the first rung
  expect(itemsOf([...rows, again]).at(-1)).toBe(again);
  expect(itemsOf([...rows, again])).not.toContain(supervised);
});

test('of very many it lists the first, and says how many more there are', () => {
  const text = digestZh(Array.from({ length: 250 }, (_, i) => line(`第${i}`, 'red')));
  expect(text.split('\n')).toHaveLength(1 + 1 + 200 + 1);
  expect(text).toContain('另有 50 项，见收件箱');
});

test('one notice heads its mail itself; a short message says how many there are and nothing of whom', () => {
  expect(staffMailZh([line('【催办】（2026）豫0823执1号 发放案款\n第二行', 'red')], false).subject).toBe('【催办】（2026）豫0823执1号 发放案款'); // prettier-ignore
  expect(staffMailZh([line('甲', 'red'), line('乙', 'red')], false).subject).toBe('2 项新的通知');
  expect(staffSmsZh([line('【催办】（2026）豫0823执1号', 'red')])).toBe('您有1项新的通知，请登录查阅。');
});

test('a line is as the inbox has it, with the light of its deadline now', () => {
  const body = { caseNo: '（2026）豫0823执1号', text: '【催办】（2026）豫0823执1号 责任人：⟨p-1⟩' };
  const deadline = { status: 'open', dueAt: 10, rule: 'payout', owner: 'funds', rung: 'urge', legalDue: null } as const;
  const names = new Map([['p-1', '执行员甲']]);
  expect(staffLine({ record: '2026-ha0823-zhi-1', body, deadline, clockOffset: 5 }, names, 0)).toMatchObject({ light: 'yellow' }); // prettier-ignore
  expect(staffLine({ record: '2026-ha0823-zhi-1', body, deadline, clockOffset: 20 }, names, 0)).toMatchObject({ light: 'red', text: '【催办】（2026）豫0823执1号 责任人：执行员甲' }); // prettier-ignore
  expect(staffLine({ record: '2026-ha0823-zhi-1', body, deadline: null, clockOffset: 0 }, names, 0).light).toBeNull();
});
