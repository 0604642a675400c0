import type { Story } from '../story.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { dateOf } from '../../../domain/time/instant.ts';
import { filingOf, measure, past, sceneOf } from '../scene.ts';
import { holds, same } from '../guide.ts';

const ACCOUNTS = 12;

export const takeover: Story = {
  title: ['接管一件旧案：四十项已办', 'A takeover with forty facts of history'],
  about: [
    '五个月前立案的旧案连同四十项已办事项一并录入：以前的预警只作记载，合成一份通知；六个月期限照算。',
    'A case of five months ago comes with forty things done: rungs of the past are noted and make one summary; the six months count on.',
  ],
  async tell(court, print) {
    const filed = addDays(dateOf(Date.now()), -150);
    const at = (days: number, hour = 10) => `${addDays(filed, days)}T${String(hour).padStart(2, '0')}:00:00+08:00`;
    const until = addDays(filed, 300);
    const ids = Array.from({ length: ACCOUNTS }, (_, i) => `a-${i + 1}`);
    const assets = ids.map((id) => ({
      id,
      kind: 'bank-account',
      holder: '李卫东',
      description: `账户尾号${id}`,
      valueFen: 1_000_000,
    }));
    const documents = ['enforcement-notice', 'property-report-order', 'summons'];
    const says = [
      { account: '6217000000000000001', performWithin: 10 },
      { reportWithin: 10 },
      { appearOn: { instant: at(12), place: '第三执行谈话室', persons: ['party'] } },
    ];
    const history = [
      past('material.received', at(0)),
      past('reception.held', at(0)),
      past('case.assigned', at(0)),
      past('trial-service.recorded', at(0)),
      past('query.started', at(0)),
      past('related-cases.checked', at(0), { leads: [] }),
      ...documents.map((kind, i) =>
        past('documents.issued', at(1), { kind, id: kind, recipients: ['respondent-1'], channel: 'post', ...says[i] }),
      ),
      ...documents.map((kind) =>
        past('service.recorded', at(5), { outcome: 'served', on: addDays(filed, 5) }, `${kind}.respondent-1`),
      ),
      past('query.returned', at(1, 15), { complete: true, assets }),
      ...ids.map((id) => past('asset.frozen', at(2), measure({ amountFen: 1_000_000, until }), id)),
      past('traditional-query.started', at(2)),
      past('traditional-query.returned', at(3), { complete: true, assets: [] }),
      past('asset-schedule.filed', at(3, 15), { items: ids.map((asset) => ({ asset, valueFen: 1_000_000 })) }),
      ...ids.map((id) => past('asset.deducted', at(4), { amountFen: 1_000_000 }, id)),
      past('property-report.received', at(20), { on: addDays(filed, 20) }, 'respondent-1'),
      past('property-report.checked', at(30), { outcome: 'truthful' }, 'respondent-1'),
    ];
    holds(history.length >= 40, 'forty facts and more', history.length);
    const scene = await sceneOf(court, print, { ...filingOf({ filedAt: at(0, 9), claimFen: 25_000_000 }), history });
    const log = await court.log(scene.id);
    same(log.filter((l) => l.type === 'fact').length >= history.length, true, 'every fact is on record');
    same(log.filter((l) => l.type === 'rung').length, 0, 'nobody is warned of what had passed before');
    holds(
      log.some((l) => l.type === 'taken-over'),
      'the rungs of before are noted',
    );
    const limit = await scene.shows('case-limit-statutory');
    holds(
      limit.status === 'open' && limit.openedAt.startsWith(filed),
      'the six months count from the filing',
      limit.openedAt,
    );
    await scene.pass(40);
    holds((await scene.rungs(limit.id)).length > 0, 'from now on it warns as ever');
  },
};
