import { plan } from '../../nodes/basis.ts';
import type { Role } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { deadline } from '../deadline.ts';
import { any, opening, when } from '../opens.ts';
import { matched } from './criteria.ts';

/** Review's; the director's where nothing matches, or did when it was decided. */
function ownerOf(c: Case): Role {
  const decided = c.first('triage.decided');
  if (decided !== undefined)
    return decided.payload.criteria.length === 0 && !decided.as.includes('review') ? 'director' : 'review';
  return matched(c).length === 0 ? 'director' : 'review';
}

/** Into which team's hands a case goes (三·一(二)7, 三·二–六). */
export const triageDeadlines = {
  triage: deadline({
    zh: '繁简分流',
    basis: plan('三·一(二)7'),
    opens: when('首次财产明细附卷', ['asset-schedule.filed'], (c) =>
      c
        .all('asset-schedule.filed')
        .slice(0, 1)
        .map((f) => ({ ...opening(f), subject: null, owner: ownerOf(c) })),
    ),
    within: '1d',
    courtsOwn: true,
    done: any('triage.decided'),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'review',
  }),
};
