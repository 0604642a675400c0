import { maskedName } from '../access/masks.ts';
import { yuan } from '../money/yuan.ts';
import { type FoundingNode, type MatterKind, recordKinds } from '../nodes/record-kinds.ts';
import { checkSources } from '../nodes/dual-check.ts';
import { periodKinds } from '../nodes/reports.ts';
import type { PayloadOf } from '../nodes/index.ts';
import type { Case } from '../record/case.ts';
import { parseCaseNumber } from '../record/case-number.ts';
import { applicants, respondents } from '../record/parties.ts';

/** How a record is called among the court's own people: its case number, or its kind and whose matter it is. */
export function recordName(c: Case): string {
  if (c.kind === 'case') return c.filed.payload.caseNo;
  return `${recordKinds[c.kind].zh}（${recordTitle(c)}）`;
}

/** The same with the number of a matter, which only whoever sends it knows: `信访 petition-2026-7（王××）`. A case's name is its number. */
export const numberedName = (name: string, id: string): string =>
  name.replace(/^(\p{Script=Han}+)（/u, (_, kind: string) => `${kind} ${id}（`);

/** The same where not everybody may know whose it is: `张×国 申请执行 李×东等2人`, `王××`. */
export function recordTitle(c: Case): string {
  return c.kind === 'case' ? titleOf(c) : titleOfMatter(c.kind, c.founding.payload);
}

/** What a record is called that only those may know whom it names, where others see that there is one. */
export const UNNAMED = '登记事项';

/** What matters are called beside their kind: nothing that not everybody may know. */
const titles: { readonly [K in MatterKind]: (payload: PayloadOf<FoundingNode<K>>) => string } = {
  petition: ({ from }) => maskedName({ name: from }),
  entrustment: ({ from, letterNo }) => `${maskedName({ name: from })} ${letterNo}`,
  assist: ({ from }) => maskedName({ name: from }),
  agency: ({ name }) => name,
  'objection-case': ({ caseNo }) => caseNo,
  report: ({ kind, month }) => `${month} ${periodKinds[kind]}`,
  'dual-check': ({ source }) => checkSources[source],
  reconciliation: ({ account = '', day, month = '' }) =>
    day === undefined ? month : `${day} 账户${account.slice(-4)}`,
  'unidentified-receipt': ({ line, amountFen }) => `${yuan(amountFen)} 流水${line.serial}`,
  order: ({ from, no }) => `${maskedName({ name: from })} ${no}`,
};

/** The same of what founds a matter. */
export const titleOfMatter = (kind: MatterKind, payload: object): string => titles[kind](payload as never); // the payload of that very kind

/** `张×国 申请执行 李×东等2人`: how a case is called where not everybody may know whose it is. */
export function maskedTitle(between: {
  readonly applicants: readonly Named[];
  readonly respondents: readonly Named[];
  readonly caseNo?: string;
}) {
  const side = (those: readonly Named[]) =>
    those
      .slice(0, 1)
      .map((party) => maskedName(party))
      .join('') + (those.length > 1 ? `等${those.length}人` : '');
  return `${side(between.applicants)} ${isOfPreservation(between.caseNo) ? '申请保全' : '申请执行'} ${side(between.respondents)}`;
}

interface Named {
  readonly name: string;
  readonly kind: string;
}

/** The same of a case as it stands. */
export const titleOf = (c: Case): string =>
  maskedTitle({ applicants: applicants(c), respondents: respondents(c), caseNo: c.filed.payload.caseNo });

const isOfPreservation = (caseNo = ''): boolean => parseCaseNumber(caseNo)?.type === '执保';
