import type { RuleBook } from '../domain/case/law.ts';
import { refuse } from '../domain/case/refusal.ts';
import { checkApply } from '../domain/law/check-apply.ts';
import type { LawDraft } from '../domain/law/draft.ts';
import { draftedVersion } from '../domain/law/rule-setting.ts';
import { deadlineRow } from '../domain/plan/deadlines/index.ts';
import type { CivilDate } from '../domain/time/civil-date.ts';
import { dateOf } from '../domain/time/instant.ts';
import { type Db, withTx } from '../db/client.ts';
import { readPublications } from '../db/reads/calendar.ts';
import { lawInForce } from '../db/record.ts';
import { applyingDraft, insertCalendar, insertRule, lockDraft, markApplied, markApplying } from '../db/rollout.ts';
import type { BegunRollout, RolloutAnswer } from '../workflows/messages.ts';
import { asAnswer } from './answer.ts';
import type { Deps } from './deps.ts';

/**
 * Publishes a draft as the next version of calendar or rules, in one transaction with the last check: from its commit on
 * every command meets the new law. Asked again, it answers what it answered.
 */
export const publishLaw =
  ({ store, laws }: Deps) =>
  ({ draftId, by }: { readonly draftId: string; readonly by: string }): Promise<RolloutAnswer> =>
    withTx(store, async (tx): Promise<RolloutAnswer> => {
      const draft = await lockDraft(tx, draftId);
      if (draft === undefined) return asAnswer(refuse('not-a-draft', `没有草案 ${draftId}`));
      if (draft.version !== null) return begun(draft.body, draft.version);
      const inForce = await lawInForce(tx);
      const today = dateOf(Date.now());
      const refusal = checkApply(draft, { ...inForce, today, publications: await readPublications(tx) });
      if (refusal !== undefined) return asAnswer(refusal);
      const other = await applyingDraft(tx);
      if (other !== undefined)
        return asAnswer(refuse('draft-while-applying', `草案 ${other} 正在逐案适用，请等它完成`));
      const version = (draft.body.kind === 'calendar' ? inForce.calendar : inForce.rules) + 1;
      const { book } = (await laws.load(tx, [inForce]))(inForce);
      await insertVersion(tx, draft.body, { version, by, book, today });
      await markApplying(tx, draftId, version, by);
      return begun(draft.body, version);
    });

interface Publishing {
  readonly version: number;
  readonly by: string;
  readonly book: RuleBook;
  readonly today: CivilDate;
}

async function insertVersion(tx: Db, draft: LawDraft, { version, by, book, today }: Publishing): Promise<void> {
  if (draft.kind === 'calendar') return insertCalendar(tx, draft, version, by);
  await insertRule(tx, draftedVersion(draft, book, version, today), by);
}

const begun = (draft: LawDraft, version: number): BegunRollout => ({
  accepted: true,
  version,
  zh:
    draft.kind === 'calendar'
      ? `${draft.year}年日历（${draft.source} ${draft.notice}）第${version}版`
      : `${deadlineRow(draft.rule).zh}（${draft.basis}）规则第${version}版`,
});

/** Notes that every case has been gone through: another draft may follow. */
export const finishLaw =
  ({ store }: Deps) =>
  ({ draftId }: { readonly draftId: string }): Promise<void> =>
    markApplied(store.db, draftId);
