import type { Story } from '../story.ts';
import { filingOf, sceneOf } from '../scene.ts';
import { holds, same } from '../guide.ts';
import { account, arrive, close, freeze, payOut, receiveCase, serve, sortOut } from './scenes.ts';

export const fast: Story = {
  title: ['一周付清的速执案件', 'A fast case, paid within a week'],
  about: [
    '存款足以清偿：首封冻结、扣划、确认、发放、解除、结案，七天之内；没有一级预警。',
    'A deposit covers the claim: frozen first, deducted, confirmed, paid, closed, within seven days; not a single rung.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: 2_860_000 }));
    await receiveCase(scene);
    await serve(scene);
    await scene.pass(1);
    const deposits = [account('a-1', 3_100_000)];
    await freeze(scene, deposits);
    same((await sortOut(scene, deposits)).decidedBy, 'fast-1', 'deposits cover the claim');
    await scene.shows('case-limit-simple');
    await scene.does('asset.deducted', { amountFen: 2_860_000 }, { subject: 'a-1' });
    await arrive(scene, 'r-1', 2_860_000);
    await scene.pass(3);
    await payOut(scene, 'r-1', 2_860_000);
    await scene.does('asset.released', {}, { subject: 'a-1' });
    await close(scene);
    const end = await scene.read();
    holds(Date.parse(end.now) - Date.parse(end.filedAt) < 7 * 86_400_000, 'within a week', end.now);
    const log = await court.log(scene.id);
    const urged = log.filter((l) => l.type === 'rung' && l.rung !== 'remind');
    same(urged, [], 'nobody had to be urged');
  },
};
