import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import { foldText } from '../../record/search.ts';

/** The bank's references of the receipts of a record, however they were written, each with its receipt. */
export const receiptLines = reading(
  (c): ReadonlyMap<string, string> =>
    new Map(
      c.all('funds.arrived').flatMap((f) => bankLineOf(f.payload.reference).map((line) => [line, f.subject ?? ''])),
    ),
);

/** A reference as it is compared, if there is one. */
export const bankLineOf = (reference: string | undefined): readonly string[] => {
  const line = foldText(reference ?? '').trim();
  return line === '' ? [] : [line];
};

/** What a record has of them that it had not before; `before` undefined: it was not there. */
export const linesSince = (before: Case | undefined, after: Case): readonly string[] =>
  [...receiptLines(after).keys()].filter((line) => before === undefined || !receiptLines(before).has(line));
