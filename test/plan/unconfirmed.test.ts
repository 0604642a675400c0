// A number of law that nobody has read (M, I in plan §2.1) reminds and does no more, until the court has confirmed it.
import { expect, test } from 'vitest';
import { checkSettingsDraft, settingsWith } from '../../domain/law/check-settings-draft.ts';
import { knownZh, unsureRules } from '../../domain/plan/confirmed.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import { explain } from '../../domain/words/because.ts';
import type { Law } from '../../domain/plan/law.ts';
import { type Court, given } from '../support/given.ts';
import { bookWith, law1 } from '../support/given-law.ts';

const court = (law: Law = law1): Court => given({}, law).filed('2026-01-20T16:20').assigned();
const asked = (of: Court) => of.complete('request.made', 'q-1');
const month = (of: Court) => asked(of).at('2026-03-20T09:00');
const climbed = (of: Court) => month(of).rungs('approval-step').map((line) => line.split(' ')[1]); // prettier-ignore
const said = (of: Court) => asked(of).deadline('approval-step').because.map(explain);
const unconfirmed = '这一期限的数字凭记忆，待本院核对后确认：确认以前只提醒，不催办、不督办';

test('as the house has it: it reminds, opens no supervised matter, and says why', () => {
  expect(climbed(court())).toEqual(['remind']);
  expect(month(court()).c.all('supervision.opened').some(({ payload }) => payload.deadline?.startsWith('approval-step'))).toBe(false); // prettier-ignore
  expect(said(court())).toContain(unconfirmed);
  expect(knownZh('approval-step')).toBe('凭记忆，待本院核对后确认');
});

test('confirmed in the court’s settings it climbs as any other', () => {
  const confirmed = court({ ...law1, courtSettings: { ...defaultSettings, confirmed: ['approval-step'] } });
  expect(climbed(confirmed)).toEqual(['remind', 'urge', 'supervise']);
  expect(said(confirmed)).not.toContain(unconfirmed);
});

test('so does a number that the court has set itself; one that it only published again does not', () => {
  const set = (basis: object) => court({ ...law1, book: bookWith('approval-step', 0, { within: '5d', ...basis }) });
  expect(climbed(set({ basis: { layer: 'court', zh: '本院〔2026〕5号' } }))).toEqual(['remind', 'urge', 'supervise']);
  expect(climbed(set({}))).toEqual(['remind']);
});

test.each([
  ['a rule that is not there', ['no-such-rule'], '没有这条规则'],
  ['a rule of the plan', ['approval-step', 'payout'], '其数字已有原文或者是本院自定，不必确认'],
])('%s is not confirmed', (_, confirmed, zh) => {
  const draft = { kind: 'settings', confirmed, basis: '本院〔2026〕5号' } as const;
  expect(checkSettingsDraft(draft, { courtSettings: defaultSettings, people: new Map() })).toMatchObject({
    code: 'bad-value',
    missing: [{ id: confirmed.at(-1), zh }],
  });
});

test('a list is taken whole, in one order, each rule once', () => {
  const draft = { kind: 'settings', confirmed: ['approval-step', 'approval-step'], basis: 'x' } as const;
  expect(settingsWith(defaultSettings, draft).confirmed).toEqual(['approval-step']);
  expect(unsureRules).toContain('approval-step');
});
