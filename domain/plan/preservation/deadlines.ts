import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { applicants } from '../../record/parties.ts';
import { dateOf } from '../../time/instant.ts';
import { firstHeld, heldAnew, heldNodes } from '../control/first-held.ts';
import { deadline, type Opening } from '../deadline.ts';
import { any, discharged, earliest, isBehind, opening, when } from '../opens.ts';

const [carry, renewal, release] = [law('财产保全规定4'), law('财产保全规定18'), law('财产保全规定23')];
const BEFORE = '-7d';
/** Hours run on through nights and holidays (docs/decisions/069). */
const URGENT = '48h';

/** The ruling is carried out within five days; where it is urgent, at once: on its day, whatever day that is (民诉法103). */
const filed = (c: Case): Opening => ({
  ...opening(c.filed),
  ...(c.filed.payload.urgent === true && { due: dateOf(c.filed.at), dueZh: '情况紧急，应当立即实施：' }),
});

/** What stands in cases of 执保 alone: plan §2.1, L33, L36, L37. */
export const preservationDeadlines = {
  'preservation-carry': deadline({
    zh: '实施财产保全',
    preservation: 'alone',
    basis: carry,
    legal: { basis: carry, within: (_, o) => (o?.due === undefined ? '5d' : URGENT) },
    opens: when('执保案件立案；情况紧急的当日实施', ['case.filed'], (c) => [filed(c)]),
    within: '5d',
    done: any('preservation.carried-out'),
    owner: 'officer',
  }),
  'preservation-release': deadline({
    zh: '就解除保全的申请作出裁定',
    preservation: 'alone',
    basis: release,
    legal: { basis: release, within: (_, o) => o?.within ?? '5d' },
    about: 'application',
    opens: when('收到解除保全的申请；情况紧急的48小时', ['application.received'], (c) =>
      c
        .all('application.received')
        .filter(({ payload }) => payload.kind === 'release')
        .map((f) => ({ ...opening(f), ...(f.payload.urgent === true && { within: URGENT, dueZh: '情况紧急的' }) })),
    ),
    within: '5d',
    done: discharged('就所申请的财产作出决定，或者答复不准许', ['release.decided', 'application.decided'], (c, o) => {
      const about = c.first('application.received', o.subject)?.payload.about;
      return earliest([
        ...c.all('application.decided', o.subject).filter(({ payload }) => !payload.granted),
        ...c
          .all('release.decided')
          .filter((f) => isBehind(f, o) && (about === undefined || f.payload.assets.includes(about))),
      ]);
    }),
    owner: 'officer',
    runsOn: true,
  }),
  'preservation-renewal': deadline({
    zh: '申请续行保全',
    preservation: 'alone',
    basis: renewal,
    legal: { basis: renewal, within: () => BEFORE, roll: 'none' },
    about: 'asset',
    opens: when('每一财产首先控制时、续行时，自其届满日往前', heldNodes, (c) => firstHeld(c).map(heldAnew)),
    within: BEFORE,
    roll: 'none',
    done: discharged('申请续行，或者已经续行', ['application.received', 'asset.renewed'], (c, o) =>
      earliest([
        ...c
          .all('application.received')
          .filter(({ payload: { kind, about } }) => kind === 'renewal' && (about === undefined || about === o.subject))
          .filter((f) => isBehind(f, o) && applicants(c).some(({ id }) => id === f.payload.by)), // its own right, no other's
        ...c.all('asset.renewed', o.subject).filter((f) => isBehind(f, o)),
      ]),
    ),
    owner: 'applicant',
    ladder: null,
    runsOn: true,
  }),
};
