import type { Static } from 'typebox';
import type { Db } from '../../db/client.ts';
import { type DraftRow, readDraft } from '../../db/law/drafts.ts';
import { namesOf } from '../../db/people/names.ts';
import { refuse } from '../../domain/record/refusal.ts';
import type { DraftStatus, Unpublished } from '../../domain/law/draft.ts';
import { draftZh } from '../../domain/law/draft-text.ts';
import { draftView, personsOfDraft } from './draft-view.ts';
import type { LawDraftView } from './law-schemas.ts';
import { readPublishedLaw } from './published-law.ts';
import { ApiProblem, refused } from '../http/errors.ts';

/** A draft's id: what it is about, and enough of chance to be its own (`2027-1f0c22e6`). */
export const draftIdFor = (draft: Unpublished, chance: string): string => `${aboutWhat(draft)}-${chance.slice(0, 8)}`;

function aboutWhat(draft: Unpublished): string | number {
  switch (draft.kind) {
    case 'calendar':
      return draft.year;
    case 'rule':
      return draft.rule;
    case 'settings':
      return 'settings';
  }
}

/** A draft, if it has the status wanted. Throws `unknown-draft`, or `not-a-draft` where it stands otherwise. */
export async function loadDraft(db: Db, id: string, wanted?: DraftStatus): Promise<DraftRow> {
  const row = await readDraft(db, id);
  if (row === undefined)
    throw new ApiProblem('unknown-draft', `没有编号为 ${id} 的草案；全部草案见 GET /api/law/drafts`);
  if (wanted !== undefined && row.status !== wanted) {
    throw refused(refuse('not-a-draft', '该草案已经公布或者已经作废，不能再改动；请另拟草案'));
  }
  return row;
}

/** A draft as the contract has it. */
export async function showDraft(db: Db, row: DraftRow): Promise<Static<typeof LawDraftView>> {
  const [now, names] = await Promise.all([readPublishedLaw(db), namesOf(db, personsOfDraft(row))]);
  return draftView(row, { now, names });
}

/** A draft as other drafts' refusals call it: by what it changes, and its id. */
export async function draftNamed(db: Db, id: string): Promise<string> {
  const { body, ...row } = await loadDraft(db, id);
  const names = await namesOf(db, personsOfDraft({ ...row, body }));
  return `“${draftZh(body, (person) => names.get(person) ?? person)}”（${id}）`;
}
