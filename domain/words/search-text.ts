import { maskedName } from '../access/masks.ts';
import type { PayloadOf } from '../nodes/index.ts';
import type { Side } from '../nodes/party.ts';
import { type FoundingNode, type MatterKind, matterKinds } from '../nodes/record-kinds.ts';
import { periodKinds } from '../nodes/reports.ts';
import type { Case } from '../record/case.ts';
import { parties } from '../record/parties.ts';
import { searchLines, searchText, spellings } from '../record/search.ts';

/** What a record of any kind is found by as it stands: a case also by who joined and who left, a matter by what everybody is shown of it. */
export function searchTextOf(c: Case): string {
  if (c.kind !== 'case') return searchLines(matterWords(c.kind, c.founding.payload));
  const of = (wanted: Side) => parties(c).filter(({ side }) => side === wanted);
  return searchText({ ...c.filed.payload, applicants: of('applicant'), respondents: of('respondent') });
}

/**
 * What matters are found by beside their kind: their numbers, and of whose they are no more than everybody is shown. Whoever finds one may
 * be shown its words masked, and would have them piece by piece.
 */
const wordsOf: { readonly [K in MatterKind]: (payload: PayloadOf<FoundingNode<K>>) => readonly string[] } = {
  petition: ({ from }) => [maskedName({ name: from })],
  entrustment: ({ from, letterNo }) => [maskedName({ name: from }), letterNo],
  assist: ({ from }) => [maskedName({ name: from })],
  agency: ({ name, licence }) => [name, licence],
  'objection-case': ({ caseNo }) => spellings(caseNo),
  report: ({ kind, month }) => [periodKinds[kind], month],
  'dual-check': () => [], // nobody finds it
  reconciliation: ({ account = '', day, month = '' }) => [account.slice(-4), day ?? month],
  'unidentified-receipt': ({ line }) => [line.serial],
  order: ({ from, no }) => [maskedName({ name: from }), no],
};

/** What a matter is found by: nothing of it that is not for everybody. */
export function matterWords(kind: MatterKind, payload: object): readonly string[] {
  const words = wordsOf[kind](payload as never); // the payload of that very kind
  return words.length === 0 ? [] : [matterKinds[kind], ...words];
}
