import { expect, test } from 'vitest';
import { deadlineRow, isRuleId, ruleIds } from '../../../domain/plan/deadlines.ts';
import { closingKindIds } from '../../../domain/nodes/closing-kinds.ts';
import { isRequiredFor } from '../../../domain/plan/deadline.ts';
import { closingKindRows } from '../../../domain/plan/closing/kinds.ts';
import { moneyClocks, rowsOf } from '../../support/plan-page.ts';

/** The rows of plan.md §2 by id: 依据, within (° the court's own), owner, marks, as the page has them. */
const page = new Map([
  ...rowsOf('## 2 Deadlines', '### 2.1').map(
    ([id = '', article = '', , within = '', , , owner = '', marks = '']) =>
      [id, { article, within, owner, marks }] as const,
  ),
  // statutory rows cite the law by its id in law.md
  ...rowsOf('### 2.1', '## 3 ').map(
    ([id = '', article = '', , within = '', , owner = '', , marks = '']) =>
      [id, { article: `D7 ${article}`, within, owner, marks }] as const,
  ),
  ...moneyClocks.map(({ id, within, owner }) => [id, { article: 'D7', within: within.replaceAll(' ', ''), owner, marks: '' }] as const), // prettier-ignore
]);
const ofMoney = new Set<string>(moneyClocks.map(({ id }) => id));
const plain = (text: string) => text.replaceAll(/[\s`]/g, '');

test.each(ruleIds)('%s is as plan.md §2 has it: article, period, owner', (rule) => {
  const { basis, within, courtsOwn, owner } = deadlineRow(rule);
  const told = page.get(rule) ?? { article: '', within: '', owner: '', marks: '' };
  // D7 and X1 are the page's own: their rows rest on what stands behind them
  if (!/^(D7|X1)/.test(told.article))
    expect(plain(told.article).split('(X')[0]).toContain(plain(basis.zh.replace('武法〔2022〕11号', '')));
  // a period that takes words is read by people
  if (/^\d+(h|d|wd|m|y)°?$/.test(told.within)) expect(courtsOwn ? `${within}°` : within).toBe(told.within);
  if (/^[a-z-]+$/.test(told.owner)) expect(owner).toBe(told.owner === 'sys' ? 'system' : told.owner);
});

/** The marks that the engine knows: the closing kinds that require the row (* all), ! never lapses, ~ stands still under a stay, ∅ ends void by itself, + runs on, +N after 终本 alone, 保 stands in 执保 too, `in 执保` there alone. */
test.each(ruleIds.filter((id) => !ofMoney.has(id)))('%s has the marks of plan.md §2', (rule) => {
  const row = deadlineRow(rule);
  const letters = closingKindIds.map((kind) => (isRequiredFor(row, kind) ? (closingKindRows[kind].letter ?? '') : ''));
  const kinds = row.required === '*' ? '*' : letters.join('');
  const others = [
    row.neverLapses && '!',
    row.stays && '~',
    row.voidWhen && '∅',
    row.runsOn && '+',
    row.runsOn === 'no-property' && 'N',
    row.preservation === 'too' && '保',
  ]
    .filter(Boolean)
    .join('');
  const built = closingKindIds.map((kind) => closingKindRows[kind].letter ?? '').join('');
  const told = page.get(rule)?.marks.replace(/ ?in .*/, '') ?? '';
  expect(row.preservation === 'alone').toBe(/in 执保$/.test(page.get(rule)?.marks ?? ''));
  expect(kinds + others).toBe(told.replaceAll(new RegExp(`[^${built}*!~∅+保]`, 'g'), ''));
});

test.each(rowsOf('## 2 Deadlines', '### 2.1'))(
  '%s has a due of the law where plan.md §2 has one',
  (id = '', ...cells) => {
    if (isRuleId(id)) expect(deadlineRow(id).legal !== undefined).toBe((cells[3] ?? '') !== '');
  },
);

test.each(rowsOf('### 2.1', '## 3 '))(
  '%s says how well its number is known, and has it as the law’s own',
  (id = '', ...cells) => {
    if (!isRuleId(id)) return;
    const { known = 'S', legal, ladder, tells } = deadlineRow(id);
    const [, , within = '', , , conf = '', marks = ''] = cells;
    expect(known).toBe(conf);
    if (/^\d+(h|d|wd|m|y)($|[;: ])/.test(within)) expect(legal, 'target and law are one').toBeDefined();
    expect(ladder === null || tells !== undefined, 'i: it informs').toBe(marks.includes('i') && marks.replace(/in .*/, '').includes('i')); // prettier-ignore
  },
);

test('only the case’s own clocks and the applicant’s to the upper court stand still, and only the statutory one is extended', () => {
  const clocks = Object.fromEntries(
    ruleIds.flatMap((rule) => (deadlineRow(rule).clock ? [[rule, deadlineRow(rule).clock]] : [])),
  );
  expect(clocks).toEqual({
    'case-limit-simple': 'case',
    'case-limit-ordinary': 'case',
    'case-limit-statutory': 'extendable',
    'upper-court-right': 'case',
  });
});
