import { addMonths } from '../../../domain/time/civil-date.ts';
import { deadlineOf, holds, same } from '../guide.ts';
import { filingOf, isNow, measure, sceneOf } from '../scene.ts';
import type { Story } from '../story.ts';
import { rest } from './no-property.ts';

const vehicle = { id: 'a-9', kind: 'vehicle', holder: '李卫东', description: '小型轿车', valueFen: 8_000_000 };

export const restored: Story = {
  title: ['终本两年后因线索恢复执行', 'Restored two years after 终本, on a clue'],
  about: [
    '三次定期查询一无所获；两年后申请执行人提供线索，五日内全面核查属实，查封车辆，决定恢复执行：以执恢字案号立案，控制连同期限转入新案。',
    'Three looks find nothing; after two years the applicant brings a clue, which proves real. The car is sealed, and the case goes on under a new number, which takes the seal over with its last day.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf());
    await rest(scene);
    const closedOn = await scene.day();
    for (const n of [1, 2, 3]) {
      await scene.until(addMonths(closedOn, 6 * n), 9);
      await scene.does('periodic-query.done', { toldOn: await scene.day() }, { subject: `${n}` });
    }
    await scene.until(addMonths(closedOn, 23), 9);
    await scene.does('clue.received', { specific: true, urgent: false }, { subject: 'c-1' });
    await scene.pass(2);
    await scene.does('clue.fully-verified', { real: true, assets: [vehicle] }, { subject: 'c-1' });
    isNow(await scene.shows('restoration-decide', 'c-1'), 'open');
    const until = addMonths(await scene.day(), 23);
    await scene.does('asset.sealed', measure({ until }), { subject: 'a-9' });
    const caseNo = scene.caseNo.replace('执', '执恢');
    await scene.does('restoration.decided', { granted: true, newCaseNo: caseNo }, { by: 'director' });
    const old = await scene.read();
    isNow(deadlineOf(old, 'restoration-decide', 'c-1'), 'done');
    isNow(deadlineOf(old, 'periodic-query', '4'), 'void');
    same(old.assets.map(({ control }) => control), ['first'], 'the old case keeps the seal until the new one is filed'); // prettier-ignore
    // the new case begins today, as the clock of the court has it: the old one's has been moved ahead
    const again = await sceneOf(court, print, filingOf({ caseNo, restoredFrom: scene.caseNo }));
    const { links, assets } = await again.read();
    holds(
      links.some(({ as, caseNo: from }) => as === 'restored' && from === scene.caseNo),
      'linked to the old one',
      links,
    );
    same(assets.map(({ id, control }) => [id, control]), [['a-9', 'first']], 'and the car is sealed for it, first in order'); // prettier-ignore
    const then = await scene.pass(1);
    same(then.assets.map(({ control }) => control), ['passed-on'], 'nothing is in force in the old case any more'); // prettier-ignore
  },
};
