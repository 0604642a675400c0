// What follows from a line of a statement, once its fate is known (docs/spec/money.md 11): a fact in a case, a record of its own, or a person's work.
import { asItReads } from '../../gate/text.ts';
import { MOST_FEN, exactNumber } from '../../money/fen.ts';
import type { StatementLine } from '../../money/statement/line.ts';
import type { NodeId } from '../../nodes/index.ts';
import { unidentifiedCodes } from '../../nodes/unidentified.ts';
import { dateOf, formatInstant } from '../../time/instant.ts';
import type { LineFate } from './line-fate.ts';
import { receiptIdOf } from '../../nodes/id-part.ts';

/** How far a line has come. */
export const lineStates = {
  waiting: '待登记',
  recorded: '已登记',
  day: '计入日终对账',
  person: '待人工处理',
  nothing: '无须登记',
} as const;

export type LineState = keyof typeof lineStates;

/** A line that was read, with what became of it, and whose account it is of. */
export type FatedLine = StatementLine & { readonly account: string; readonly fate: LineFate };

/** What a line founds, or what it says in a case; the payment of a form takes more than the line knows. */
export type LineOutcome =
  | { readonly do: 'record'; readonly caseNo: string; readonly node: NodeId; readonly subject: string; readonly payload: object } // prettier-ignore
  | { readonly do: 'found'; readonly payload: object }
  | { readonly do: 'take-back'; readonly serial: string; readonly payload: object }
  | { readonly do: 'pay'; readonly forms: readonly string[] }
  | { readonly do: 'return' | 'fail'; readonly form: string };

/** What is done with a line at once, and why not where nothing is. */
export interface Disposed {
  readonly state: LineState;
  readonly reason: string | null;
}

/** How a line begins: before anything has been recorded of it. */
export function disposedOf(line: FatedLine): Disposed {
  const { fate } = line;
  if (fate.status === 'duplicate') return { state: 'nothing', reason: null };
  if (fate.status === 'broken') return { state: 'person', reason: '无法识读，请核对银行原件' };
  if (fate.kind === 'charge' || fate.kind === 'bank-interest') return { state: 'day', reason: null };
  if (outcomeOf(line) !== undefined) return { state: 'waiting', reason: null };
  if (fate.kind === 'reversal' && fate.status === 'matched')
    return { state: 'person', reason: '银行冲正的不是案款到账，请核对后处理' };
  return { state: 'person', reason: personsWork[fate.code ?? ''] ?? '请核对后处理' };
}

const personsWork: Readonly<Record<string, string>> = {
  conflict: '与已有的同号流水不一致',
  'unknown-debit': '没有对应付款的支出，请财务负责人查明',
  'payment-differs': '金额与审批表不符，或者已经支付',
  'return-unknown': '退票所对应的付款不明',
  'reversal-unknown': '冲正所对应的流水不明',
  'reference-unknown': '没有这一付款指令，请核对',
  'no-result': '银行尚无结果，请再次查询',
  'answer-differs': '与已经登记的结果不一致：已付后退回的，以银行流水为准',
};

/** What a line that waits is to become; undefined: a person decides. */
export function outcomeOf(line: FatedLine): LineOutcome | undefined {
  const { fate, amountFen, direction, bookedAt } = line;
  if (fate.status === 'duplicate' || fate.status === 'broken' || fate.code === 'conflict') return undefined;
  const [form] = fate.forms ?? [];
  if (fate.answer !== undefined) return answered(fate, form);
  if (amountFen === null || bookedAt === null || absolute(amountFen) > MOST_FEN) return undefined;
  if (fate.status === 'matched' && fate.kind === 'reversal') return takenBack(line);
  if (amountFen <= 0n) return undefined;
  if (fate.status !== 'matched') return direction === 'credit' ? { do: 'found', payload: unidentified(line) } : undefined; // prettier-ignore
  if (fate.kind === 'arrival' && fate.caseNo !== undefined) return arrival(line, fate.caseNo);
  if (fate.kind === 'payment') return { do: 'pay', forms: fate.forms ?? [] };
  return fate.kind === 'return' && form !== undefined ? { do: 'return', form } : undefined;
}

/** What the bank answers to an order: it has carried it out, or not. */
function answered({ status, kind }: LineFate, form: string | undefined): LineOutcome | undefined {
  if (status !== 'matched' || form === undefined) return undefined;
  return kind === 'failure' ? { do: 'fail', form } : { do: 'pay', forms: [form] };
}

/** What the bank takes back of what it brought, or gives back of what it paid; anything else is a person's. */
function takenBack(line: FatedLine): LineOutcome | undefined {
  const { fate, amountFen, summary, remark } = line;
  const [form] = fate.forms ?? [];
  if (form !== undefined) return { do: 'return', form };
  const payload = {
    amountFen: exactNumber(absolute(amountFen ?? 0n)),
    reason: wordsOf({ summary, remark }) || '银行冲正',
    ...{ bookedAt: bookedText(line), line: lineOf(line) },
  };
  if (fate.takes !== undefined) return { do: 'take-back', serial: fate.takes, payload };
  if (fate.caseNo === undefined || fate.receipt === undefined) return undefined;
  return { do: 'record', caseNo: fate.caseNo, node: 'funds.reversed', subject: fate.receipt, payload };
}

const absolute = (fen: bigint): bigint => (fen < 0n ? -fen : fen);

/** The bank's own words for a line. */
export const wordsOf = ({ summary, remark }: Pick<StatementLine, 'summary' | 'remark'>): string =>
  [summary, remark].filter((text) => text !== null).join(' ').slice(0, 2000); // prettier-ignore

/** The instant of a line as a fact says it; of one that has none, undefined. */
export const bookedText = ({ bookedAt }: Pick<StatementLine, 'bookedAt'>): string | undefined =>
  bookedAt === null ? undefined : formatInstant(bookedAt);

const lineOf = ({ account, serial }: FatedLine) => ({ account, serial });

/** What it counts towards the claim from another day than it came is said by a person. */
function arrival(line: FatedLine, caseNo: string): LineOutcome {
  const { amountFen, counterName, counterAccount, bookedAt, fate, serial } = line;
  const payload = {
    amountFen: exactNumber(amountFen ?? 0n),
    payer: named(counterName) ?? '户名不详',
    ...(counterAccount !== null && { payerAccount: clipped(counterAccount, 64) }),
    reference: serial,
    source: fate.source ?? 'paid',
    ...(bookedAt !== null && { bookedAt: formatInstant(bookedAt), countsOn: dateOf(bookedAt) }),
    line: lineOf(line),
  };
  return { do: 'record', caseNo, node: 'funds.arrived', subject: receiptIdOf(serial), payload };
}

const clipped = (text: string | null | undefined, most: number): string | undefined => text?.slice(0, most);

/** What the bank calls somebody, as it reads; undefined: nothing that shows. */
const named = (name: string | null): string | undefined => asItReads(name ?? '').trim() || undefined;

function unidentified(line: FatedLine): object {
  const { fate, amountFen, counterName, counterAccount, counterBank, summary, remark } = line;
  const said = {
    payer: clipped(named(counterName), 200),
    payerAccount: clipped(counterAccount, 64),
    payerBank: clipped(counterBank, 200),
    summary: clipped(summary, 2000),
    remark: clipped(remark, 2000),
  };
  const proposals = (fate.proposals ?? []).slice(0, 100).map(({ caseNo, sign }) => ({ case: caseNo, sign }));
  return {
    line: lineOf(line),
    amountFen: exactNumber(amountFen ?? 0n),
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    code: isUnidentifiedCode(fate.code) ? fate.code : 'no-clue',
    ...(proposals.length > 0 && { proposals }),
  };
}

const isUnidentifiedCode = (code: string | undefined): code is keyof typeof unidentifiedCodes =>
  code !== undefined && Object.hasOwn(unidentifiedCodes, code);
