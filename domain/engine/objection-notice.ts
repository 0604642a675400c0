import { claimedInAuction } from '../plan/disposal/claimed.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { recordName } from '../words/titles.ts';
import type { Holders } from './holding.ts';
import { holding, type Notice } from './notice.ts';

/**
 * One notice to those who run an auction, and to the officer, where a third party objects to what is being auctioned (plan D5):
 * nothing of it may be disposed of meanwhile. `facts`: what has been recorded.
 */
export function objectionNotices(c: Case, facts: readonly Fact[], who: Holders): readonly Notice[] {
  return facts.flatMap((fact): readonly Notice[] => {
    if (fact.node !== 'objection.received') return [];
    const claimed = claimedInAuction(c, fact.at).filter(({ objection }) => objection.seq === fact.seq);
    if (claimed.length === 0) return [];
    const to = (['disposal', 'officer'] as const).flatMap((role) => holding(who, role, fact.recordedAt));
    const text = `【案外人异议】${recordName(c)} 收到案外人对拍卖中的 ${claimed.map(({ asset }) => asset).join('、')} 的异议（${fact.subject}），审查期间不得处分（民诉解释463）`;
    return [{ effect: 'notice', kind: 'objection', key: `objection/${fact.seq}`, caseNo: recordName(c), rung: null, deadline: null, to, text }]; // prettier-ignore
  });
}
