import { UNNAMED } from '../domain/words/titles.ts';
import type { CaseView } from '../workflows/messages.ts';

/**
 * A record as Temporal's pages may show it where only those may know of it whom it names: that it runs, and until when. Whose it is,
 * what of and who has it in hand stands in Postgres alone.
 */
export const unnamed = (view: CaseView): CaseView => ({
  ...view,
  title: UNNAMED,
  heading: [],
  officer: null,
  nextWake: view.nextWake && { at: view.nextWake.at, summary: UNNAMED },
  deadlines: view.deadlines.map((d, i) => ({ ...d, id: `${i + 1}`, rule: '', zh: `期限${i + 1}`, owner: '—' })),
});
