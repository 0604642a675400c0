import { plan } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import type { FactGuard } from '../guard.ts';
import { isFound } from './sought-by-lines.ts';

/** What the bank carries out is known by the order's number in its statement: one that no line could be found by is none. */
export const foundByLines: FactGuard<'payout.sent'> = (_, { payload: { reference, batch } }, { isRecorded }) => {
  const odd = ([['reference', reference], ['batch', batch]] as const).find(([, said]) => said !== undefined && !isFound(said)); // prettier-ignore
  if (odd === undefined || isRecorded === true) return undefined;
  return refuse('bad-value', `${odd[0]}：付款指令号、批次号用4个以上的字母和数字，可以加连字符，否则银行流水无从对应`, plan('三·一(五)1'), [
    { id: odd[0], zh: '4个以上的字母和数字' },
  ]); // prettier-ignore
};
