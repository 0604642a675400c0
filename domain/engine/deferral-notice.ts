import { deferralsShown } from '../plan/money/deferrals.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { recordName } from '../words/titles.ts';
import type { Holders } from './holding.ts';
import { holding, type Notice } from './notice.ts';

/** One notice to the officer where what a payout was put off for has fallen away: that it has ended is theirs to say (docs/spec/money.md 8). `facts`: what has been recorded. */
export function deferralNotices(c: Case, facts: readonly Fact[], who: Holders): readonly Notice[] {
  return facts.flatMap((fact): readonly Notice[] => {
    if (fact.node !== 'stay.ended' && fact.node !== 'distribution.settled') return [];
    return c.all('funds.arrived').flatMap(({ subject }) => {
      const over = deferralsShown(c, subject ?? '').filter(({ ended, until }) => ended?.fact === fact.seq && until > fact.at); // prettier-ignore
      return over.map(({ fact: deferral, ended }): Notice => {
        const text = `【延期事由消失】${recordName(c)} 案款 ${subject ?? ''} 的延期发放（第${deferral}号记录）所依据的事由已于${ended?.on ?? ''}消失，请登记“延期事由消失”（deferral.ended），十日内发放`;
        return { effect: 'notice', kind: 'deferral', key: `deferral/${deferral}/${fact.seq}`, caseNo: recordName(c), rung: null, deadline: null, to: holding(who, 'officer', fact.recordedAt), text }; // prettier-ignore
      });
    });
  });
}
