import { expect, test } from 'vitest';
import { whenZh } from '../../../domain/words/ladder.ts';

test.each([
  [{ before: '30d' }, '届满前30日'],
  [{ share: 0.2, atLeast: '24h' }, '届满前，剩余期限的20%，至少24小时'],
  [{ share: 1, atLeast: '0h' }, '起算时'],
  [{ after: '0h' }, '届满时'],
  [{ after: '24h' }, '届满后24小时'],
  [{ at: 'legalDue' }, '法定期限届满时，晚于督办的'],
] as const)('a step %j fires %s', (when, zh) => expect(whenZh(when)).toBe(zh));
