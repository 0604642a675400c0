import { law } from '../../nodes/basis.ts';
import { freeingKinds } from '../../nodes/closing-kinds.ts';
import type { Case } from '../../record/case.ts';
import { deadline, type Discharge, type Opening } from '../deadline.ts';
import { issuesAbout } from '../documents/readings.ts';
import { anySince, discharged, isBehind, when } from '../opens.ts';
import { servedOnBuyer, thingsToReturn, titlesToTransfer, toBeRuledOn, toHandOver } from './sale-readings.ts';

const ruling = law('拍卖变卖规定 20');
const transfer = law('法发〔2006〕35号 8');
const handover = law('拍卖变卖规定 27');
const giveBack = law('法发〔2017〕6号 22、23');

const sold = { about: 'asset', required: '*', owner: 'officer' } as const;

/** It is ruled on, and the ruling is served on whoever bought. */
function ruledAndServed(c: Case, o: Opening): Discharge | undefined {
  const disposed = c.all('asset.disposed', o.subject).find((f) => isBehind(f, o));
  const told = disposed && servedOnBuyer(c, disposed);
  return told && { at: Math.max(disposed.at, told.at), seq: Math.max(disposed.seq, told.seq) };
}

/** What follows on a sale, and on what the court gives up: law.md L58, L59, L12b, L46. */
export const saleDeadlines = {
  'sale-ruling': deadline({
    ...sold,
    zh: '作出成交、抵债裁定并送达买受人',
    basis: ruling,
    legal: { basis: ruling, within: () => '10d' },
    opens: when('价款付清，或者接受以物抵债', ['sale.price-paid', 'in-kind.asked'], toBeRuledOn),
    within: '10d',
    done: discharged(
      '作出裁定并送达买受人',
      ['service.recorded', 'notice.published', 'asset.disposed'],
      ruledAndServed,
    ),
    neverLapses: true,
  }),
  'title-transfer': deadline({
    ...sold,
    zh: '发出过户协助执行通知书',
    basis: transfer,
    legal: { basis: transfer, within: () => '5d' },
    known: 'M',
    opens: when('有登记的财产作出成交、抵债裁定', ['asset.disposed'], titlesToTransfer),
    within: '5d',
    done: discharged('发出过户协助执行通知书', ['documents.issued', 'document.sent'], (c, o) =>
      issuesAbout(c, 'title-transfer-notice', o.subject ?? '')
        .map(({ sent }) => sent)
        .find((sent) => isBehind(sent, o)),
    ),
  }),
  'asset-handover': deadline({
    ...sold,
    zh: '向买受人交付财产',
    basis: handover,
    legal: { basis: handover, within: () => '15d' },
    opens: when('成交、抵债裁定送达买受人', ['service.recorded', 'notice.published'], toHandOver),
    within: '15d',
    done: anySince('asset.handed-over'),
  }),
  'thing-return': deadline({
    zh: '发还解除扣押的财产',
    basis: giveBack,
    legal: { basis: giveBack, within: () => '10d' },
    known: 'M',
    about: 'asset',
    opens: when('解除对财产的扣押', ['asset.released'], thingsToReturn),
    within: '10d',
    done: anySince('asset.handed-over'),
    required: freeingKinds,
    runsOn: true,
    owner: 'officer',
  }),
};
