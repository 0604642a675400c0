import { recordKinds } from '../nodes/record-kinds.ts';
import type { Case } from './case.ts';
import { maskedName, titleOf } from './parties.ts';

const NAME = 4; // characters: what is longer is no person's name

/** How a record is called among the court's own people: its case number, or its kind and whose matter it is. */
export function recordName(c: Case): string {
  if (c.kind === 'case') return c.filed.payload.caseNo;
  return `${recordKinds[c.kind].zh}（${recordTitle(c)}）`;
}

/** The same where not everybody may know whose it is: `张×× 申请执行 李××等2人`, `王××`. */
export function recordTitle(c: Case): string {
  const { founding } = c;
  return founding.node === 'petition.received' ? maskedSender(founding.payload.from) : titleOf(c);
}

/** Who a petition is from: a person's name is masked. */
export const maskedSender = (from: string): string =>
  maskedName({ name: from, kind: from.length > NAME ? 'organisation' : 'person' });
