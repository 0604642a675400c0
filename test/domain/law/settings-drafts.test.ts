import { describe, expect, test } from 'vitest';
import { checkApply } from '../../../domain/law/check-apply.ts';
import {
  checkSettingsDraft,
  type SettingsAsked,
  settingsWith,
  settingsZh,
} from '../../../domain/law/check-settings-draft.ts';
import type { SettingsDraft } from '../../../domain/law/draft.ts';
import { handsOver, onlyWarns, shiftsUnder } from '../../../domain/law/preview.ts';
import { nextVersions, withDraft } from '../../../domain/law/with-draft.ts';
import { defaultSettings } from '../../../domain/plan/court-settings.ts';
import { isRefusal } from '../../../domain/record/refusal.ts';
import { publications } from '../../support/given-drafts.ts';
import { law1, lawLibrary } from '../../support/given-law.ts';
import { bench } from '../../support/given-people.ts';
import { given } from '../../support/given.ts';

const today = '2026-09-01';
const draft = (more: Partial<SettingsAsked> = {}): SettingsDraft => ({
  kind: 'settings',
  basis: '本院〔2026〕3号',
  ...more,
});
const lead = { 'property-control': 'p-property-control' };
const check = (more: Partial<SettingsAsked>, courtSettings = defaultSettings) => {
  const found = checkSettingsDraft(draft(more), { courtSettings, people: bench });
  return isRefusal(found) ? found.code : 'fine';
};

describe('a draft of settings', () => {
  test.each([
    [{ lead }, 'fine'],
    [{ leaderOf: { 'property-control': { person: 'p-leader-1' } } }, 'fine'],
    [{ leaderOf: { documents: { role: 'team-leader' } } }, 'fine'],
    [{ lateEntry: { days: 5 } }, 'fine'],
    [{ lead, basis: ' ' }, 'basis-missing'],
    [{ lead: { documents: 'p-property-control' } }, 'not-qualified'],
    [{ lead: { documents: 'p-gone' } }, 'not-qualified'],
    [{ lead: { documents: 'p-nobody' } }, 'not-qualified'],
    [{ leaderOf: { documents: { person: 'p-gone' } } }, 'not-qualified'],
    [{ leaderOf: { documents: { person: 'p-applicant' } } }, 'not-qualified'],
    [{ leaderOf: { officer: { role: 'officer' } } }, 'not-qualified'],
    [{}, 'not-a-change'],
    [{ lead: { documents: null } }, 'not-a-change'],
    [{ lateEntry: { days: 3, decisions: 1 } }, 'not-a-change'],
    [{ leaderOf: { officer: { role: 'team-leader' } } }, 'not-a-change'],
  ] as const)('%j: %s', (more, expected) => {
    expect(check(more as Partial<SettingsAsked>)).toBe(expected);
  });

  test('leaves what it does not name; null takes a lead away', () => {
    const once = settingsWith(defaultSettings, draft({ lead, lateEntry: { days: 5 } }));
    expect(once).toMatchObject({ lead, leaderOf: defaultSettings.leaderOf, lateEntry: { days: 5, decisions: 1 } });
    const twice = settingsWith(once, draft({ lead: { documents: 'p-documents' } }));
    expect(twice.lead).toEqual({ ...lead, documents: 'p-documents' });
    const less = settingsWith(twice, draft({ lead: { 'property-control': null } }));
    expect(less.lead).toEqual({ documents: 'p-documents' });
  });

  test('is the next version of the settings and of nothing else', () => {
    const next = nextVersions(law1, draft({ lead }));
    expect(next).toMatchObject({ rules: 1, calendar: 1, settings: 2 });
    const law = withDraft(law1, draft({ lead }), next, { publications, today });
    expect(law).toMatchObject({ settings: 2, courtSettings: { lead }, book: law1.book });
  });

  test('says in a sentence what it changes', () => {
    const change = {
      lead: { ...lead, documents: null },
      leaderOf: { bailiff: { role: 'team-leader' } },
      lateEntry: { days: 5 },
    } as const;
    const nameOf = (person: string) => (person === 'p-property-control' ? '查控员甲' : person);
    expect(settingsZh(draft(change), nameOf)).toBe(
      '财产查控组的责任人改为查控员甲，文书制作送达组的责任人不再指定，法警的负责人改为团队负责人，发生后超过5日登记的为补录',
    );
  });

  test('is applied after its preview, while no other law has come', () => {
    const body = draft({ lead });
    const seen = { previewRules: 1, previewCalendar: 1, previewSettings: 1, acknowledged: null };
    const now = { rules: 1, calendar: 1, settings: 1, today, publications };
    expect(checkApply({ status: 'draft', body, ...seen }, now)).toBeUndefined();
    expect(checkApply({ status: 'draft', body, ...seen, previewSettings: null }, now)?.code).toBe('no-preview');
    expect(checkApply({ status: 'draft', body, ...seen }, { ...now, settings: 2 })?.code).toBe('preview-stale');
  });
});

describe('what settings would do to a case', () => {
  const court = given().filed().at('2026-01-20T18:00');
  const shifts = (more: Partial<SettingsAsked>) => {
    const body = draft(more);
    const law = withDraft(law1, body, nextVersions(law1, body), { publications, today });
    const { record, now } = court;
    return shiftsUnder({ caseId: 'c', caseNo: '1', record, now }, law, lawLibrary([law1, law]));
  };

  test('a new lead puts the desk’s open deadlines in other hands, and moves none', () => {
    const found = shifts({ lead });
    expect(found.map((s) => s.deadline)).toEqual(['network-query@2', 'related-cases@2']);
    expect(found.every((s) => handsOver(s) && !onlyWarns(s) && s.from === s.to)).toBe(true);
    expect(found[0]).toMatchObject({ holderFrom: null, holderTo: 'p-property-control' });
  });

  test('another leader, other days for late entries: nothing of what is open', () => {
    expect(shifts({ leaderOf: { documents: { role: 'team-leader' } } })).toEqual([]);
    expect(shifts({ lateEntry: { days: 9 } })).toEqual([]);
  });
});
