import { step } from '../../../domain/plan/ladder.ts';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/record/refusal.ts';
import { checkApply } from '../../../domain/law/check-apply.ts';
import { checkDraft } from '../../../domain/law/check-draft.ts';
import { canExceed, longestDays } from '../../../domain/law/legal-limit.ts';
import { dayNumber } from '../../../domain/time/civil-date.ts';
import { workingDayAt, workingDaysUpTo } from '../../../domain/time/court-calendar.ts';
import { payoutIn5, publications } from '../../support/given-drafts.ts';
import { bookWith, law1 } from '../../support/given-law.ts';
import { instant } from '../../support/instants.ts';
import { seedCalendar } from '../../support/seed-calendar.ts';

const today = '2026-09-01';
const nobody: ReadonlySet<number> = new Set();
const unchanged = { courtSettings: law1.courtSettings, people: new Map() };
const check = (draft: object, book = law1.book, usedAhead = nobody) =>
  checkDraft({ ...payoutIn5(), ...draft }, { ...unchanged, book, usedAhead, today, publications });
const code = (draft: object, book = law1.book, usedAhead = nobody) => {
  const found = check(draft, book, usedAhead);
  return isRefusal(found) ? found.code : 'accepted';
};

describe('a rule’s new version', () => {
  test('is a draft as it was sent', () => {
    expect(check({ basis: ' 本院〔2026〕12号 ' })).toEqual(payoutIn5());
  });

  test.each<[expected: string, what: string, draft: object]>([
    ['unknown-rule', 'a rule that the table does not have', { rule: 'payday' }],
    ['unknown-rule', 'a rule called like a property', { rule: 'toString' }],
    ['basis-missing', 'no document', { basis: ' ' }],
    ['basis-missing', 'none at all', { basis: undefined }],
    ['bad-date', 'a day that does not exist', { effectiveFrom: '2026-09-31' }],
    ['bad-date', 'a day beyond counting', { effectiveFrom: '2101-01-01' }],
    ['bad-period', 'a period in words', { within: '五日' }],
    ['bad-period', 'a leading zero', { within: '05d' }],
    ['bad-period', 'backwards where it counts forwards', { within: '-5d' }],
    ['bad-period', 'longer than anything', { rule: 'archive', within: '11y' }],
    ['bad-period', 'so long that nothing can be counted', { rule: 'archive', within: '99999999999999999999d' }],
    ['bad-roll', 'hours that would roll', { within: '24h', roll: 'next-working-day' }],
    ['bad-roll', 'a roll for a rule in hours', { rule: 'network-query', within: undefined, roll: 'previous-working-day' }], // prettier-ignore
    ['bad-period', 'forwards where it counts back from another', { rule: 'six-month-report', within: '1m' }],
    ['bad-period', 'no time at all before it', { rule: 'six-month-report', within: '0d' }],
    [
      'bad-period',
      'back to the filing, where the law allows three months',
      { rule: 'six-month-report', within: '-3m' },
    ],
    ['bad-period', 'as far back in days', { rule: 'six-month-report', within: '-90d' }],
    ['bad-period', 'hours for what exclusions stop', { rule: 'case-limit-statutory', within: '4000h' }],
    ['bad-ladder', 'a share of more than all', { ladder: [step('remind', { share: 1.1, atLeast: '24h' })] }],
    ['bad-ladder', 'no number', { ladder: [step('remind', { share: Number.NaN, atLeast: '24h' })] }],
    ['bad-ladder', 'a span that is none', { ladder: [step('remind', { share: 0.1, atLeast: '-1h' })] }],
    ['bad-ladder', 'urging before the due', { ladder: [step('urge', { after: '-1h' })] }],
    ['bad-ladder', 'a span in months', { ladder: [step('remind', { before: '1m' })] }],
    ['bad-ladder', 'a span of fractions', { ladder: [step('urge', { after: '1.5h' })] }],
    ['bad-ladder', 'endless hours', { ladder: [step('urge', { after: '9000h' })] }],
    [
      'bad-ladder',
      'two steps at once',
      { ladder: [step('urge', { after: '24h' }), step('supervise', { after: '1d' })] },
    ],
    [
      'bad-ladder',
      'steps out of order',
      { ladder: [step('remind', { before: '7d' }), step('remind', { before: '30d' }, 'r')] },
    ],
    ['bad-ladder', 'rungs that fall', { ladder: [step('urge', { before: '7d' }), step('remind', { before: '3d' })] }],
    ['bad-ladder', 'an id twice', { ladder: [step('remind', { before: '7d' }), step('remind', { before: '3d' })] }],
    ['bad-ladder', 'an id that is none', { ladder: [step('remind', { before: '7d' }, 'Erste Stufe')] }],
    ['bad-ladder', 'no step at all', { ladder: [] }],
    ['bad-ladder', 'criticism on a deadline itself', { ladder: [step('criticise', { after: '96h' })] }],
    ['bad-ladder', 'a reminder when the law’s due passes', { ladder: [step('remind', { at: 'legalDue' })] }],
    [
      'bad-ladder',
      'a 督办 of a 督办',
      { rule: 'supervised-matter', within: undefined, ladder: [step('supervise', { after: '24h' })] },
    ],
    [
      'bad-ladder',
      'criticism before the due',
      { rule: 'supervised-matter', within: undefined, ladder: [step('criticise', { before: '1d' })] },
    ],
    [
      'bad-ladder',
      'criticism in the second of the due',
      { rule: 'supervised-matter', within: undefined, ladder: [step('criticise', { after: '0d' })] },
    ],
    ['looser-than-law', 'later than the law’s 30 days', { within: '31d' }],
    ['looser-than-law', 'a month, which may have 31', { within: '1m' }],
    ['looser-than-law', 'twenty working days, which may take 38', { within: '20wd' }],
    ['looser-than-law', 'hours beyond it', { within: '721h' }],
    ['looser-than-law', 'half a year in days, where six months may have 181', { rule: 'case-limit-statutory', within: '182d' }], // prettier-ignore
    ['rule-dated-back', 'yesterday', { effectiveFrom: '2026-08-31' }],
    ['not-in-force-yet', 'what is open, by a version of later', { reachesOpen: true }],
    ['not-a-change', 'what the plan says already', { within: '10d' }],
    ['not-a-change', 'nothing at all', { within: undefined }],
    ['accepted', 'the law’s own limit', { within: '30d' }],
    ['accepted', 'ten working days', { within: '10wd' }],
    ['accepted', 'hours inside it', { within: '720h' }],
    ['accepted', 'from today', { effectiveFrom: today }],
    ['accepted', 'from the day on which it will be published', { effectiveFrom: undefined }],
    ['accepted', 'the same, for what is open too', { within: '10d', effectiveFrom: undefined, reachesOpen: true }],
    ['accepted', 'from today, for what is open too', { effectiveFrom: today, reachesOpen: true }],
    ['accepted', 'an earlier report', { rule: 'six-month-report', within: '-2m' }],
    ['accepted', 'a report that does not roll', { rule: 'six-month-report', within: undefined, roll: 'none' }],
    ['accepted', 'nobody warned', { within: undefined, ladder: null }],
    ['accepted', 'one step alone', { within: undefined, ladder: [step('supervise', { after: '48h' })] }],
    [
      'accepted',
      'several of a rung, before the due',
      {
        within: undefined,
        ladder: [
          step('remind', { before: '7d' }),
          step('remind', { before: '3d' }, 'again'),
          step('urge', { before: '0h' }),
        ],
      },
    ],
    [
      'accepted',
      'criticism of a matter after a day',
      { rule: 'supervised-matter', within: undefined, ladder: [step('criticise', { after: '24h' })] },
    ],
    ['accepted', 'half a year in days', { rule: 'case-limit-statutory', within: '181d' }],
    ['accepted', 'a ladder for a rule that follows from another', { rule: 'six-month-report', within: undefined, ladder: null }], // prettier-ignore
    ['accepted', 'anything where the law says nothing', { rule: 'archive', within: '2m' }],
    ['accepted', 'hours without a roll', { within: '48h', roll: 'none' }],
  ])('%s: %s', (expected, _, draft) => expect(code(draft)).toBe(expected));

  test('an attempt to be looser is answered with the article', () => {
    expect(check({ within: '40d' })).toMatchObject({
      code: 'looser-than-law',
      basis: '法发〔2017〕6号 10',
      missing: [{ id: 'within', zh: '不得晚于30日', basis: '法发〔2017〕6号 10' }],
    });
  });

  test('may not be dated before one that cases already used', () => {
    const book = bookWith('payout', instant('2026-12-01'), { within: '8d' });
    const used = new Set([2]); // by a case whose time runs ahead
    expect(code({ effectiveFrom: '2026-11-30' }, book, used)).toBe('rule-dated-back');
    expect(code({ effectiveFrom: undefined }, book, used)).toBe('rule-dated-back');
    expect(code({ effectiveFrom: '2026-12-01' }, book, used)).toBe('accepted');
    expect(code({ effectiveFrom: '2026-12-01', within: '8d' }, book, used)).toBe('not-a-change');
  });

  test('may overtake one that lies ahead, or take its place, as long as no case has used it', () => {
    const book = bookWith('payout', instant('2036-12-01'), { within: '8d' }); // 2026 was meant
    expect(code({ effectiveFrom: '2026-12-01', within: '8d' }, book)).toBe('accepted');
    expect(code({ effectiveFrom: today, within: '8d', reachesOpen: true }, book)).toBe('accepted');
    expect(code({ effectiveFrom: '2036-12-01', within: '10d' }, book), 'taken back').toBe('accepted');
    expect(code({ effectiveFrom: '2026-12-01', within: '10d' }, book), 'what holds until then').toBe('not-a-change');
  });

  test('what is counted back stays within what it is counted back from', () => {
    const limit = (within: string) => bookWith('case-limit-statutory', 0, { within });
    const report = { rule: 'six-month-report', effectiveFrom: undefined };
    expect(code({ ...report, within: '-2m' }, limit('5m'))).toBe('accepted');
    expect(code({ ...report, within: '-2m' }, limit('2m'))).toBe('bad-period');
    const shorter = { rule: 'case-limit-statutory', effectiveFrom: undefined };
    expect(code({ ...shorter, within: '2m' })).toBe('accepted');
    expect(code({ ...shorter, within: '1m' })).toBe('bad-period');
    expect(code({ ...shorter, within: '30d' })).toBe('bad-period');
  });
});

describe('the longest that a period can be', () => {
  test('working days take at most as many days as this, from any day since 2007', () => {
    for (const count of [1, 2, 5, 7, 10, 15, 16, 20, 25, 30, 45, 60, 120, 240]) {
      const most = longestDays({ count, unit: 'wd' });
      for (let day = dayNumber('2007-01-01'); day < dayNumber('2025-06-01'); day++) {
        const end = workingDayAt(seedCalendar, workingDaysUpTo(seedCalendar, day) + count);
        if (end - day > most) expect.fail(`${count}wd took ${end - day} days, thought at most ${most}`);
      }
    }
  });

  test.each([
    ['28d', '1m', false],
    ['29d', '1m', true],
    ['89d', '3m', false],
    ['90d', '3m', true],
    ['365d', '1y', false],
    ['366d', '1y', true],
    ['12m', '1y', false],
    ['24h', '1d', false],
    ['25h', '1d', true],
    ['1d', '24h', true],
    ['23h', '24h', false],
    ['5wd', '5wd', false],
    ['6d', '5wd', true],
    ['soon', '5d', true],
  ])('%s against %s', (within, legal, expected) => expect(canExceed(within, legal)).toBe(expected));
});

describe('applying', () => {
  const now = { rules: 3, calendar: 20, settings: 1, today, publications };
  const draft = {
    status: 'draft',
    body: payoutIn5(),
    previewRules: 3,
    previewCalendar: 20,
    previewSettings: 1,
    acknowledged: null,
  } as const;
  test.each([
    [{}, undefined],
    [{ previewRules: null, previewCalendar: null, previewSettings: null }, 'no-preview'],
    [{ previewRules: 2 }, 'preview-stale'],
    [{ previewCalendar: 19 }, 'preview-stale'],
    [{ previewSettings: 2 }, 'preview-stale'],
    [{ status: 'applied' }, 'not-a-draft'],
    [{ status: 'discarded' }, 'not-a-draft'],
    [{ body: payoutIn5({ effectiveFrom: '2026-08-31' }) }, 'rule-dated-back'],
    [{ body: payoutIn5({ effectiveFrom: null }) }, undefined],
  ] as const)('%j: %s', (change, expected) => expect(checkApply({ ...draft, ...change }, now)?.code).toBe(expected));
});
