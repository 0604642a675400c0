import { plan } from '../../nodes/basis.ts';
import { type NodeId, nodeRow } from '../../nodes/index.ts';
import { type Case, endOf } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { deadline, type Done, type Earlier, type Opening } from '../deadline.ts';
import { any, discharged, earliest, isBehind, on, opening, when } from '../opens.ts';

const basis = plan('三·一(五)1');
const own = { in: 'unidentified-receipt', basis, courtsOwn: true, neverLapses: true } as const;

/** The claim's own clock passed its due: from the arrival on, ten working days to publicise what nobody claims. */
const unclaimed = (c: Case, earlier: Earlier): readonly Opening[] =>
  earlier('unidentified-claim').flatMap(({ seq, legs }) =>
    legs.filter((leg) => leg.passed).map(({ dueAt }) => ({ at: dueAt ?? 0, seq, subject: null, from: c.founding.at })),
  );

/** It left the record by a claim, of whichever of those proposed, back to whoever paid, or because the bank took it back; or one of these was done since. */
const gone = (...nodes: readonly NodeId[]): Done => {
  const all = [...nodes, 'funds.claimed', 'funds.sent-back', 'funds.reversed'] as const;
  return discharged(all.map((node) => nodeRow(node).zh).join('或者'), all, (c, o) =>
    earliest(all.flatMap((node): readonly Fact[] => c.all(node)).filter((f) => isBehind(f, o))),
  );
};

/** Money that arrived for no known case: docs/spec/money.md 9. */
export const unidentifiedDeadlines = {
  'unidentified-claim': deadline({
    zh: '查明不明款的归属',
    ...own,
    opens: on('funds.unidentified'),
    within: '3wd',
    done: gone(),
    towards: ['claim.proposed'],
    owner: 'funds',
  }),
  'unidentified-publicise': deadline({
    zh: '公示无人认领的不明款',
    ...own,
    opens: when('查明归属的期限届满，自到账起', ['funds.unidentified'], unclaimed),
    within: '10wd',
    done: gone('funds.publicised'),
    owner: 'finance',
  }),
  'unidentified-review': deadline({
    zh: '复查不明款',
    ...own,
    opens: when('公示，每次复查之后', ['funds.publicised', 'unidentified.reviewed'], (c) => {
      const [first] = c.all('funds.publicised');
      const later = c.all('unidentified.reviewed').filter((f) => first !== undefined && f.at >= first.at && f.seq > first.seq); // prettier-ignore
      return [...(first === undefined ? [] : [first]), ...later].map(opening);
    }),
    within: '1m',
    done: gone('unidentified.reviewed'),
    owner: 'funds',
  }),
  'claim-confirm': deadline({
    zh: '复核认领',
    ...own,
    about: 'claim',
    opens: on('claim.proposed'),
    within: '1wd',
    done: any('funds.claimed', 'request.returned'),
    voidWhen: (c) => {
      const end = endOf(c);
      return end && { at: end.at, seq: end.seq, zh: '此笔不明款已经了结' };
    },
    owner: 'finance',
  }),
};
