import { plan } from '../../nodes/basis.ts';
import { freeingKinds } from '../../nodes/closing-kinds.ts';
import { deadline } from '../deadline.ts';
import { any, anySince, discharged, earliest, isBehind, together, when } from '../opens.ts';
import { freeingNodes, whenGroundHolds } from '../closing/grounds.ts';
import { serviceNodes } from '../documents/services.ts';
import { leadNodes } from './assets.ts';
import { cashFrozenFirst, deductedEnough } from './deductions.ts';
import {
  assetOfLead,
  dealtWith,
  firstInOrder,
  firstUnseized,
  isHeldBefore,
  isSeizure,
  leadsWithAsset,
  whenGroundOrReleased,
} from './readings.ts';
import { releasesDue } from './release.ts';
import { stepsOf } from './measures.ts';

const controls = ['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.taken-over'] as const;

/** Leads, titles, vehicles, money in accounts, releases: 武法〔2022〕11号 三·一(二)4–5, 三·七6, 8, 9. */
export const measureDeadlines = {
  'related-cases-control': deadline({
    zh: '控制关联案件查询发现的财产',
    basis: plan('三·一(二)4'),
    about: 'lead',
    opens: when('关联案件查询发现的每一财产线索，其财产尚未控制的', leadNodes, (c) =>
      leadsWithAsset(c)
        .filter(({ asset, fact }) => !isHeldBefore(c, asset, fact))
        .map(({ id, fact: { at, seq } }) => ({ at, seq, subject: id })),
    ),
    within: '1d',
    courtsOwn: true,
    done: discharged(
      '控制或者说明不予控制，通知履行到期债务，或者排除线索',
      [...controls, 'asset.skipped', 'debt.notified', 'lead.dismissed'],
      (c, o) => {
        const asset = assetOfLead(c, o.subject);
        const dealt = asset === undefined ? undefined : dealtWith(c, asset, o);
        return earliest([dealt, c.first('lead.dismissed', o.subject)].filter((f) => f !== undefined));
      },
    ),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'property-control',
  }),
  'title-records': deadline({
    zh: '调取首封财产的权属档案',
    basis: plan('三·一(二)5'),
    about: 'asset',
    opens: when(
      '每一有登记的财产首封时（查封、扣押、承接、转正），各一次',
      [...controls, 'asset.promoted'],
      firstInOrder,
    ),
    within: '5d',
    courtsOwn: true,
    done: any('title-records.retrieved'),
    voidWhen: whenGroundOrReleased,
    required: ['no-property'],
    owner: 'property-control',
  }),
  'locate-vehicle': deadline({
    zh: '查找、扣押已查封的车辆、船舶',
    basis: plan('三·七6'),
    about: 'asset',
    opens: when('每一车辆、船舶首封而未扣押时', ['asset.sealed', 'asset.taken-over', 'asset.promoted'], firstUnseized),
    within: '5d',
    courtsOwn: true,
    done: discharged(
      '扣押；或者责令交回、告知申请执行人，并提请公安协查',
      ['asset.seized', 'asset.surrender-ordered', 'asset.applicant-told', 'police.requested'],
      (c, o) => {
        const since = (node: 'asset.surrender-ordered' | 'asset.applicant-told' | 'police.requested') =>
          c.all(node, o.subject).find((f) => isBehind(f, o));
        const seized = stepsOf(c, o.subject ?? '').find((f) => isSeizure(f) && isBehind(f, o));
        const told = earliest(
          [since('asset.surrender-ordered'), since('asset.applicant-told')].filter((f) => f !== undefined),
        );
        const sought = together([told, since('police.requested')]);
        return [seized, sought].filter((f) => f !== undefined).toSorted((a, b) => a.at - b.at)[0];
      },
    ),
    voidWhen: whenGroundOrReleased,
    required: ['no-property'],
    owner: 'officer',
  }),
  'measure-release': deadline({
    zh: '解除财产控制',
    preservation: 'too',
    basis: plan('三·七8'),
    runsOn: true,
    about: 'asset',
    opens: when(
      '应当解除之时：债权已受偿等结案事由成立，决定解除，异议、复议、诉讼成立，或者财产已经处置',
      [...freeingNodes, 'release.decided', 'objection.decided', 'remedy.decided', 'asset.disposed', ...controls],
      releasesDue,
    ),
    within: '3d',
    done: anySince('asset.released'),
    required: freeingKinds,
    owner: 'officer',
  }),
  'deduct-cash': deadline({
    zh: '扣划已冻结的存款、网络资金',
    basis: plan('三·七9'),
    about: 'asset',
    opens: when(
      '存款、网络资金首先冻结生效；其持有人的履行期后届满的，自届满起算',
      ['asset.frozen', 'asset.taken-over', 'asset.promoted', ...serviceNodes],
      cashFrozenFirst,
    ),
    within: '10d',
    done: discharged('冻结的款项或者未受偿的债权已经全部扣划', ['asset.deducted'], deductedEnough),
    stays: true,
    voidWhen: whenGroundOrReleased,
    required: ['no-property'],
    owner: 'officer',
  }),
};
