import { describe, expect, test } from 'vitest';
import { checkApply } from '../../../domain/law/check-apply.ts';
import { warningsOf } from '../../../domain/law/draft-warnings.ts';
import { ladderWarnings } from '../../../domain/law/ladder-warnings.ts';
import { ruleIds } from '../../../domain/plan/deadlines.ts';
import { defaultLadder, type Ladder, step } from '../../../domain/plan/ladder.ts';
import { planSettings } from '../../../domain/plan/rule-settings.ts';
import { payoutIn5, publications } from '../../support/given-drafts.ts';

const of = (ladder: Ladder | null) => ladderWarnings({ rule: 'payout', ladder });
const codes = (ladder: Ladder | null) => of(ladder).map((w) => w.code);
const [remind, urge, supervise, beyondLaw] = defaultLadder as readonly [Ladder[0], Ladder[0], Ladder[0], Ladder[0]];

describe('a drafted ladder', () => {
  test('that is the plan’s own is nothing to wonder at, of any rule', () => {
    for (const { rule, ladder } of planSettings()) expect(ladderWarnings({ rule, ladder }), rule).toEqual([]);
    for (const rule of ruleIds) expect(ladderWarnings({ rule })).toEqual([]);
  });

  test('that warns earlier or more often is stricter', () => {
    expect(
      codes([step('remind', { share: 0.5, atLeast: '48h' }), urge, step('supervise', { after: '12h' }), beyondLaw]),
    ).toEqual([]);
    expect(codes([step('remind', { before: '9d' }, 'first'), remind, urge, supervise, beyondLaw])).toEqual([]);
  });

  test('that has lost 督办 leaves money unpaid without anybody who follows it up', () => {
    expect(of([remind, urge])).toEqual([
      {
        code: 'rung-missing',
        about: 'supervise 0/2',
        zh: '“发放案款”的督办，方案为届满后24小时、法定期限届满时，草案没有（武法〔2022〕11号 三·一(五)2、四·一）',
      },
    ]);
    expect(codes(null)).toEqual(['rung-missing', 'rung-missing', 'rung-missing']);
    expect(codes([remind, urge, supervise]), 'the step at the law’s own due').toEqual(['rung-missing']);
    const within = ladderWarnings({ rule: 'asset-schedule', ladder: [remind, urge, supervise] });
    expect(within, 'a rule to which the law sets no period').toEqual([]);
  });

  test('that puts 督办 off does as much, by a year', () => {
    expect(of([remind, urge, step('supervise', { after: '366d' }), beyondLaw])).toEqual([
      {
        code: 'rung-later',
        about: 'supervise 366d/24h',
        zh: '“发放案款”的督办，方案为届满后24小时，草案为届满后366日',
      },
    ]);
    expect(codes([step('remind', { share: 0.1, atLeast: '24h' }), urge, supervise, beyondLaw])).toEqual(['rung-later']);
  });

  test('is applied once an administrator has said that it is meant', () => {
    const body = payoutIn5({ ladder: [remind, urge] });
    const seen = { previewRules: 1, previewCalendar: 1, previewSettings: 1 };
    const now = { rules: 1, calendar: 1, settings: 1, today: '2026-09-01', publications };
    const apply = (acknowledged: readonly string[] | null) =>
      checkApply({ status: 'draft', body, ...seen, acknowledged }, now);
    expect(apply(null)).toMatchObject({ code: 'warnings-open', missing: [{ id: 'rung-missing:supervise 0/2' }] });
    expect(apply(['rung-missing'])?.code, 'its code alone says nothing of what was seen').toBe('warnings-open');
    expect(apply(['rung-missing:supervise 0/2'])).toBeUndefined();
    expect(warningsOf(payoutIn5(), publications)).toEqual([]);
  });

  test('one that is acknowledged covers no other of its code, nor the same once more is odd about it', () => {
    const seen = { previewRules: 1, previewCalendar: 1, previewSettings: 1 };
    const now = { rules: 1, calendar: 1, settings: 1, today: '2026-09-01', publications };
    const open = (ladder: Ladder | null, acknowledged: readonly string[]) =>
      checkApply({ status: 'draft', body: payoutIn5({ ladder }), ...seen, acknowledged }, now)?.missing.map(
        (m) => m.id,
      );
    const seenOnce = 'rung-missing:supervise 1/2';
    expect(open([remind, urge, supervise], [seenOnce])).toBeUndefined();
    expect(open([remind, supervise], [seenOnce])).toEqual(['rung-missing:urge 0/1']);
    expect(open([remind, urge], [seenOnce])).toEqual(['rung-missing:supervise 0/2']);
    const put = (after: string) => [remind, urge, step('supervise', { after }), beyondLaw];
    expect(open(put('366d'), ['rung-later:supervise 366d/24h'])).toBeUndefined();
    expect(open(put('367d'), ['rung-later:supervise 366d/24h'])).toEqual(['rung-later:supervise 367d/24h']);
  });
});
