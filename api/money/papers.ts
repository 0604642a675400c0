// What finance takes away as a workbook, paper by paper.
import type { LedgerLineRead } from '../../db/money/entries.ts';
import type { MonthBooks } from '../../db/money/month.ts';
import { accounts } from '../../domain/money/ledger/accounts.ts';
import { roles } from '../../domain/nodes/roles.ts';
import type { ReceiptShown } from '../../domain/plan/money/overview.ts';
import { type Age, ages } from '../../domain/plan/money/unidentified.ts';
import { unpaidGrounds } from '../../domain/plan/money/unpaid.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { columnOf, nodeZh } from './paper-columns.ts';
import type { Paper } from './workbook.ts';

const { text, named, fen, date, count } = columnOf;

/** A case's ledger: every entry, and where each receipt's money is. */
export const caseLedgerPapers = (
  caseNo: string,
  lines: readonly LedgerLineRead[],
  receipts: readonly ReceiptShown[],
): readonly Paper[] => [
  {
    sheet: '明细账',
    title: `${caseNo} 案款明细账`,
    columns: [date('记账日期'), date('银行日期'), text('事项'), text('凭据', 16), text('科目', 30), fen('借方'), fen('贷方')],
    rows: lines.map(({ postedOn, valueOn, node, subject, fact, account, side, fen: sum }) => [
      ...[postedOn, valueOn, nodeZh(node), subject ?? `第${fact}号记录`, accounts[account].zh],
      ...(side === 'd' ? [BigInt(sum), null] : [null, BigInt(sum)]),
    ]),
  },
  {
    sheet: '各笔案款',
    title: `${caseNo} 各笔案款`,
    columns: [text('案款'), named('缴款人'), date('到账'), fen('金额'), fen('待确认'), fen('可支配'), fen('审批占用'), fen('争议留存'), fen('在途'), fen('提存'), fen('执行费'), fen('已发放'), fen('已退还'), fen('已划转'), fen('已冲正'), fen('应追回')],
    rows: receipts.map(({ id, payer, bookedAt, amountFen, recoverableFen, where: w }) => [
      ...[id, payer, dateOf(bookedAt), amountFen, w.arrivedFen, w.heldFen, w.reservedFen, w.disputedFen, w.transitFen, w.escrowFen],
      ...[w.feeFen, w.paidFen, w.refundedFen, w.transferredFen, w.reversedFen, recoverableFen],
    ]),
    capital: 3,
  },
]; // prettier-ignore

/** The court's day at the bank. */
export const dayPapers = (day: string, lines: readonly LedgerLineRead[]): readonly Paper[] => [
  {
    sheet: '日记账',
    title: `${day} 执行款日记账`,
    columns: [date('银行日期'), text('本院账号'), text('案号、编号', 36), text('事项'), text('凭据'), fen('收入'), fen('支出')],
    rows: lines.map(({ valueOn, key, caseNo, node, subject, side, fen: sum }) => [
      ...[valueOn, key, caseNo, nodeZh(node), subject],
      ...(side === 'd' ? [BigInt(sum), null] : [null, BigInt(sum)]),
    ]),
  },
]; // prettier-ignore

interface Aged {
  readonly age: Age;
  readonly fen: number;
}

const byAge = (sheet: string, title: string, items: readonly Aged[]): Paper => ({
  sheet,
  title,
  columns: [text('账龄'), count('笔数'), fen('金额')],
  rows: (Object.keys(ages) as Age[]).map((age) => {
    const own = items.filter((each) => each.age === age);
    return [ages[age], own.length, own.reduce((sum, each) => sum + each.fen, 0)];
  }), // the keys of a constant record are exactly its type
  capital: 2,
});

/** Unidentified money as it is listed. */
interface UnidentifiedItem {
  readonly id: string;
  readonly serial: string;
  readonly amountFen: number;
  readonly arrivedOn: string;
  readonly days: number;
  readonly age: Age;
}

const unpaidColumns = [text('案号', 36), text('案款'), date('到账'), fen('到账金额'), fen('未发放'), text('账龄', 14), text('缘由', 16)]; // prettier-ignore
const unpaidRows = (unpaid: MonthBooks['unpaid']) =>
  unpaid.map(({ caseNo, receipt, arrivedOn, amountFen, unpaidFen, age, ground }) => [caseNo, receipt, arrivedOn, amountFen, unpaidFen, ages[age], unpaidGrounds[ground]]); // prettier-ignore

/** What nobody has claimed, and what nobody has been paid: item by item, and by age. */
export const ageingPapers = (
  on: string,
  unidentified: readonly UnidentifiedItem[],
  unpaid: MonthBooks['unpaid'],
): readonly Paper[] => [
  {
    sheet: '不明款明细',
    title: `${on} 不明款明细`,
    columns: [text('编号', 40), text('银行流水号'), date('到账'), count('天数'), text('账龄', 14), fen('金额')],
    rows: unidentified.map(({ id, serial, arrivedOn, days, age, amountFen }) => [id, serial, arrivedOn, days, ages[age], amountFen]), // prettier-ignore
  },
  byAge('不明款账龄', `${on} 不明款账龄`, unidentified.map(({ age, amountFen }) => ({ age, fen: amountFen }))), // prettier-ignore
  { sheet: '未发放明细', title: `${on} 未发放案款明细`, columns: unpaidColumns, rows: unpaidRows(unpaid) },
  byAge('未发放账龄', `${on} 未发放案款账龄`, unpaid.map(({ age, unpaidFen }) => ({ age, fen: unpaidFen }))), // prettier-ignore
];

/** A month's reconciliation, as both sides sign it. */
export const monthPapers = (month: string, books: MonthBooks): readonly Paper[] => [
  {
    sheet: '银行',
    title: `${month} 银行账户（摘要 ${books.digest}）`,
    columns: [text('本院账号'), fen('月初'), fen('收入'), fen('支出'), fen('月末')],
    rows: books.accounts.map(({ account, openingFen, inFen, outFen, closingFen }) => [account, openingFen, inFen, outFen, closingFen]), // prettier-ignore
  },
  {
    sheet: '财务账',
    title: `${month} 各科目`,
    columns: [text('科目', 30), text('方向', 8), fen('月初'), fen('增加'), fen('减少'), fen('月末')],
    rows: books.ledger.map(({ account, openingFen, inFen, outFen, closingFen }) => [accounts[account].zh, accounts[account].side === 'debit' ? '借' : '贷', openingFen, inFen, outFen, closingFen]), // prettier-ignore
    apart: 1,
  },
  { sheet: '执行清单', title: `${month} 月末未发放案款`, columns: unpaidColumns, rows: unpaidRows(books.unpaid), capital: 4 },
  {
    sheet: '差异',
    title: `${month} 执行清单与财务账不一致之处`,
    columns: [text('案件', 36), text('该款编号', 40), fen('执行清单'), fen('财务账')],
    rows: books.differences.map(({ record, lot, enforcementFen, financeFen }) => [record, lot, enforcementFen, financeFen]), // prettier-ignore
  },
  {
    sheet: '涉及以前月份',
    title: `${month} 涉及以前月份`,
    columns: [date('银行日期'), text('案件、事项', 36), text('事项'), fen('金额')],
    rows: books.late.map(({ valueOn, record, node, fen: sum }) => [valueOn, record, nodeZh(node), sum]),
  },
  {
    sheet: '逾期未批准延期',
    title: `${month} 逾期发放而未经批准延期`,
    columns: [text('案号', 36), text('案款'), text('审批表'), text('事项'), date('日期'), text('应由谁批准')],
    rows: books.delayed.map(({ caseNo, receipt, form, node, on, office }) => [caseNo, receipt, form, nodeZh(node), on, roles[office]]),
  },
]; // prettier-ignore
