import { civilYear } from '../time/instant.ts';
import { parseCaseNumber } from './case-number.ts';
import type { FactOf } from './fact.ts';
import { knownDoubts } from './identities.ts';
import type { Missing } from './refusal.ts';

/** What was doubtful about a filing and was recorded all the same: shown with the case, whoever looks at it. */
export function filingWarnings({ payload, at }: Pick<FactOf<'case.filed'>, 'payload' | 'at'>): readonly Missing[] {
  const year = parseCaseNumber(payload.caseNo)?.year;
  const filed = civilYear(at);
  const differs = year !== undefined && year !== filed;
  return [
    ...(differs ? [{ id: 'caseNo', zh: `案号的年度是${year}年，而立案时刻在${filed}年，请核对` }] : []),
    ...knownDoubts('case.filed', payload),
  ];
}
