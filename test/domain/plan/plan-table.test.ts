import { expect, test } from 'vitest';
import { deadlineRow, ruleIds } from '../../../domain/plan/deadlines.ts';
import { closingKindIds } from '../../../domain/nodes/closing-kinds.ts';
import { isRequiredFor } from '../../../domain/plan/deadline.ts';
import { closingKindRows } from '../../../domain/plan/closing/kinds.ts';
import { given } from '../../support/given.ts';

/** Copied by hand from plan.md §2, the rows of this issue: id, 依据, within (° the court's own), law, owner. */
const plan = `
  filing-handover        | 三·一(一)1         | 0d °  | –   | filing
  reception              | 三·一(一)1–3       | 0d    | –   | reception
  assign-officer         | 法发〔2006〕35号 2 | 7d    | 7d  | command
  network-query          | 三·一(二)          | 24h   | –   | property-control
  freeze-online          | 三·一(二)1         | 24h   | –   | property-control
  seal-vehicle           | 三·一(二)2         | 2d    | –   | property-control
  traditional-query      | 三·一(二)          | 0d    | –   | property-control
  seal-real-property     | 三·一(二)          | 2d    | –   | property-control
  related-cases          | 三·一(二)4         | 2d    | –   | property-control
  asset-schedule         | 三·一(二)6–7       | 2d °  | –   | property-control
  trial-service-record   | 三·一(三)1         | 2d °  | –   | documents
  initial-documents      | 三·一(三)2         | 2d    | 10d | documents
  restriction-documents  | 三·一(三)3         | 2d °  | –   | documents
  other-documents        | 三·一(三)4         | 2d °  | –   | documents
  service-by-notice      | 三·一(三)5         | 2d °  | –   | documents
  funds-confirm          | 三·一(五)1         | 3d    | –   | finance
  payout                 | 三·一(五)1         | 10d   | 30d | officer
  payout-review          | 三·一(五)1         | 1d °  | –   | funds
  payout-late-approval   | 三·一(五)1         | 0d    | –   | officer
  payout-30-day-approval | 三·一(五)1         | 30d   | –   | officer
  payout-transfer        | 三·一(五)1         | 3d    | –   | finance
  reward-decide          | 三·七7             | 10d   | 10d | officer
  reward-publish         | 三·七7             | 5d    | –   | officer
  audit-decide           | 三·七3             | 10d   | 10d | officer
  close                  | 三·七11            | 1d    | –   | officer
  closing-review         | 三·一(五)2         | 1d °  | –   | review
  case-limit-simple      | 三·七12            | 30d   | –   | officer
  case-limit-ordinary    | 三·七12            | 3m    | –   | officer
  case-limit-statutory   | 三·七13            | 6m    | 6m  | officer
  six-month-report       | 三·七13            | -1m   | –   | officer
  stop-review            | 三·七13            | 0d    | –   | officer
  archive                | 三·一(七)3         | 30d ° | –   | dossier
  petition-register      | 法〔2021〕227号 4  | 5wd   | 5wd | review
  petition               | 法〔2021〕227号 5  | 30d   | 30d | review
  supervised-matter      | 四·一              | 0d    | –   | officer
`;

const { c } = given().filed();

test('the table of deadlines is plan.md §2, row by row', () => {
  const expected = plan
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const actual = ruleIds.map((rule) => {
    const { basis, within, courtsOwn, legal, owner } = deadlineRow(rule);
    const article = basis.zh.replace('武法〔2022〕11号 ', '');
    return [rule, article, courtsOwn ? `${within} °` : within, legal?.within(c) ?? '–', owner];
  });
  expect(actual).toEqual(expected);
});

/** The marks of plan.md §2: the closing kinds that require the row (* all), ! never lapses, ∅ ends void by itself, + runs on. */
const marks = `
  filing-handover PN | reception PN | assign-officer * | network-query N∅ | freeze-online N∅ | seal-vehicle N∅
  traditional-query N∅ | seal-real-property N∅ | related-cases N∅ | asset-schedule N∅ | trial-service-record N∅
  initial-documents PN | restriction-documents N∅ | other-documents PN+ | service-by-notice PN+ | funds-confirm *!+ | payout *!+ | payout-review *!+ | payout-late-approval !+
  payout-30-day-approval !+ | payout-transfer *!+ | reward-decide N∅ | reward-publish N∅ | audit-decide N∅ | close | closing-review | case-limit-simple ! | case-limit-ordinary !
  case-limit-statutory ! | six-month-report ! | stop-review ! | archive !+ | petition-register ! | petition !
  supervised-matter !+`;

test('the marks of the rows are those of plan.md §2', () => {
  const actual = ruleIds.map((rule) => {
    const row = deadlineRow(rule);
    const letters = closingKindIds.map((kind) => (isRequiredFor(row, kind) ? closingKindRows[kind].letter : ''));
    const kinds = row.required === '*' ? '*' : letters.join('');
    const others = [row.neverLapses && '!', row.voidWhen && '∅', row.runsOn && '+'].filter(Boolean).join('');
    return `${rule} ${kinds}${others}`.trim();
  });
  expect(actual).toEqual(marks.split(/[|\n]/).flatMap((cell) => cell.trim() || []));
});

test('only the case’s own clocks stand still, and only the statutory one is extended', () => {
  const clocks = Object.fromEntries(
    ruleIds.flatMap((rule) => (deadlineRow(rule).clock ? [[rule, deadlineRow(rule).clock]] : [])),
  );
  expect(clocks).toEqual({
    'case-limit-simple': 'case',
    'case-limit-ordinary': 'case',
    'case-limit-statutory': 'extendable',
  });
});
