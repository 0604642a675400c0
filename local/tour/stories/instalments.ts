import { addDays, addMonths } from '../../../domain/time/civil-date.ts';
import { deadlineOf, same } from '../guide.ts';
import { filingOf, isNow, sceneOf } from '../scene.ts';
import type { Story } from '../story.ts';
import { receiveCase, serve } from './scenes.ts';

const INSTALMENT = 4_000_000; // fen
const id = 'settlement-1';

export const sixInstalments: Story = {
  title: ['六期和解，第四期违约', 'A settlement of six instalments, broken at the fourth'],
  about: [
    '前三期按约付清；第四期届满未付，告知承办人和申请执行人，谁也不因此逾期；登记不履行之后，后两期不再等待，恢复执行原判决。',
    'Three are paid. The fourth passes: the officer and the applicant are told, nobody is late. Once the breach is on record the last two are waited for no more.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: 6 * INSTALMENT }));
    await receiveCase(scene);
    await serve(scene);
    const first = await scene.day();
    const days = [1, 2, 3, 4, 5, 6].map((n) => addMonths(first, n));
    const instalments = days.map((on, i) => ({ n: i + 1, on, amountFen: INSTALMENT }));
    await scene.does('settlement.reached', { instalments, text: '分六期付清，逾期恢复执行原判决' });
    for (const { n, on } of instalments.slice(0, 3)) {
      await scene.until(on, 9);
      await scene.does('settlement.instalment', { n, amountFen: INSTALMENT }, { subject: id });
      await scene.does('performance.recorded', { amountFen: INSTALMENT });
    }
    const missed = days[3] ?? first;
    await scene.until(addDays(missed, 1), 9);
    const fourth = await scene.shows('settlement-instalment', `${id}.4`);
    same([fourth.targetDue, fourth.overdue], [missed, false], 'its day has passed, and nobody is late');
    same(await scene.rungs(fourth.id), ['passed'], 'those concerned have been told, once');
    await scene.does('settlement.breached', { on: missed, what: '第四期未付' }, { subject: id });
    const after = await scene.read();
    for (const n of [4, 5, 6]) isNow(deadlineOf(after, 'settlement-instalment', `${id}.${n}`), 'void');
    await scene.mayNot('settlement.performed', 'not-qualified', { on: await scene.day() }, { subject: id });
  },
};
