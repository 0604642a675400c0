import { refusedAnswer } from '../domain/engine/answer.ts';
import type { LawVersions } from '../domain/plan/law.ts';
import { refuse, type Refusal } from '../domain/record/refusal.ts';
import { checkApply } from '../domain/law/check-apply.ts';
import { personsNamedBy, settingsWith, unfit } from '../domain/law/check-settings-draft.ts';
import { publishedZh } from '../domain/law/draft-text.ts';
import type { LawDraft } from '../domain/law/draft.ts';
import { draftedVersion } from '../domain/law/rule-setting.ts';
import { dateOf } from '../domain/time/instant.ts';
import { type Db, withTx } from '../db/client.ts';
import { readPeople } from '../db/people/read.ts';
import { readPublications } from '../db/law/calendar.ts';
import { lawInForce } from '../db/cases/read.ts';
import {
  applyingDraft,
  insertCalendar,
  insertRule,
  insertSettings,
  lockDraft,
  markApplied,
  markApplying,
} from '../db/law/rollout.ts';
import { isSealed, rolloutSeal } from '../gateway/seal.ts';
import type { BeginRollout, BegunRollout, RolloutAnswer } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';

/**
 * Publishes a draft as the next version of calendar, rules or settings, in one transaction with the last check: from its commit on
 * every command meets the new law. Asked again, it answers what it answered. What came with a release is law already:
 * there it is only noted that its rollout has begun.
 */
export const publishLaw =
  (deps: Deps) =>
  (asked: BeginRollout): Promise<RolloutAnswer> =>
    withTx(deps.store, async (tx): Promise<RolloutAnswer> => {
      const { draftId, by, seal, sealedAt } = asked; // anybody who reaches Temporal may have written it
      if (!isText(draftId)) return refusedAnswer(refuse('not-a-draft', '请在 draftId 写明草案编号'));
      const stranger = await mayPublish(tx, by);
      if (stranger !== undefined) return refusedAnswer(stranger);
      const draft = await lockDraft(tx, draftId);
      if (draft === undefined) return refusedAnswer(refuse('not-a-draft', `没有草案 ${draftId}`));
      if (draft.version !== null) return begun(draft.body, draft.version); // law already: it is only applied
      if (by === ENGINE && draft.body.kind !== 'plan') return refusedAnswer(notAdministrator(by));
      if (by !== ENGINE && !isSealed(deps.sealKey, rolloutSeal(draftId), { draftId, by, seal, sealedAt }))
        return refusedAnswer(
          refuse('seal-required', '公布规则、日历和设置不能直接经 Temporal 办理，请通过本系统的接口'),
        );
      const inForce = await lawInForce(tx);
      const today = dateOf(Date.now());
      const publications = await readPublications(tx);
      const refusal = checkApply(draft, { ...inForce, today, publications }) ?? (await hasLeft(tx, draft.body));
      if (refusal !== undefined) return refusedAnswer(refusal);
      const other = await applyingDraft(tx);
      if (other !== undefined) return refusedAnswer(refuse('draft-while-applying', '另一草案正在逐案适用，请等它完成'));
      const version = await published(deps, tx, draft.body, { inForce, by });
      await markApplying(tx, draftId, version, by);
      return begun(draft.body, version);
    });

/** Whom settings name may have left since they were written. */
async function hasLeft(tx: Db, draft: LawDraft): Promise<Refusal | undefined> {
  if (draft.kind !== 'settings') return undefined;
  const named = personsNamedBy(draft).map(({ person }) => person);
  return unfit(draft, await readPeople(tx, named));
}

const ENGINE = 'system';
const LONGEST_ID = 200; // characters: ours have fewer

const isText = (id: unknown): id is string =>
  typeof id === 'string' && id.length > 0 && id.length <= LONGEST_ID && id.isWellFormed() && !id.includes('\0');

/** Only who holds the role now: what a token said when the rollout was asked for is not known here. */
async function mayPublish(tx: Db, by: unknown): Promise<Refusal | undefined> {
  if (!isText(by)) return refuse('unknown-person', '请在 by 写明系统管理员的编号');
  if (by === ENGINE) return undefined;
  const person = (await readPeople(tx, [by])).get(by);
  if (person === undefined) return refuse('unknown-person', `没有编号为 ${by} 的人员，请在 by 写明系统管理员的编号`);
  return person.roles.includes('administrator') ? undefined : notAdministrator(person.name);
}

const notAdministrator = (name: string): Refusal =>
  refuse('wrong-role', `${name}不能公布规则、日历和设置，应由系统管理员（administrator）`);

interface Publishing {
  readonly inForce: LawVersions;
  readonly by: string;
}

/** Writes the draft's version, unless a release has done so; answers its number. */
async function published({ laws }: Deps, tx: Db, draft: LawDraft, { inForce, by }: Publishing): Promise<number> {
  switch (draft.kind) {
    case 'plan':
      return draft.version;
    case 'calendar':
      await insertCalendar(tx, draft, inForce.calendar + 1, by);
      return inForce.calendar + 1;
    case 'settings': {
      const { courtSettings } = (await laws.load(tx, [inForce]))(inForce);
      const version = inForce.settings + 1;
      const body = settingsWith(courtSettings, draft);
      await insertSettings(tx, { version, body, basis: draft.basis, publishedBy: by });
      return version;
    }
    case 'rule': {
      const { book } = (await laws.load(tx, [inForce]))(inForce);
      await insertRule(tx, draftedVersion(draft, book, inForce.rules + 1, dateOf(Date.now())), by);
      return inForce.rules + 1;
    }
  }
}

const begun = (draft: LawDraft, version: number): BegunRollout => ({
  accepted: true,
  version,
  zh: publishedZh(draft, version),
});

/** Notes that every case has been gone through: another draft may follow. */
export const finishLaw =
  ({ store }: Deps) =>
  ({ draftId }: { readonly draftId: string }): Promise<void> =>
    markApplied(store.db, draftId);
