import type { Refusal } from '../record/refusal.ts';
import { type CalendarAsked, checkCalendarDraft, type PublishedCalendar } from './check-calendar-draft.ts';
import { checkRuleDraft, type RuleAsked, type RulesInForce } from './check-rule-draft.ts';
import { checkSettingsDraft, type SettingsAsked, type SettingsInForce } from './check-settings-draft.ts';
import type { Unpublished } from './draft.ts';

/** A change of law as somebody asks for it. */
export type LawAsked = CalendarAsked | RuleAsked | SettingsAsked;

/** What has been published, and the court's day by the wall clock: a draft is checked against both. */
export type Published = PublishedCalendar & RulesInForce & SettingsInForce;

/** Whether a change of law could be published as it stands; a refusal says by which article not. */
export function checkDraft(asked: LawAsked, published: Published): Unpublished | Refusal {
  switch (asked.kind) {
    case 'calendar':
      return checkCalendarDraft(asked, published);
    case 'rule':
      return checkRuleDraft(asked, published);
    case 'settings':
      return checkSettingsDraft(asked, published);
  }
}
