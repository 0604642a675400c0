import type { Story } from '../story.ts';
import { filingOf, isNow, sceneOf } from '../scene.ts';
import { deadlineOf, holds, same } from '../guide.ts';
import { account, arrive, close, freeze, payOut, receiveCase, serve, sortOut } from './scenes.ts';

export const wrongReceipt: Story = {
  title: ['误录的到账撤回', 'A wrong receipt withdrawn'],
  about: [
    '另案的款项误录到本案，起算了三个期限；撤回之后期限随之不再适用，记录仍在；真正的款项按期发放。',
    'Money of another case is recorded here and starts three clocks; withdrawn, they are void with it, the record stays. The real money is paid in time.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: 2_000_000 }));
    await receiveCase(scene);
    await serve(scene);
    await scene.pass(1);
    const deposits = [account('a-1', 2_000_000)];
    await freeze(scene, deposits);
    await sortOut(scene, deposits);
    const wrong = await scene.does(
      'funds.arrived',
      { amountFen: 770_000, reference: `YH-${scene.id}-x` },
      { subject: 'r-x' },
    );
    const started = wrong.opened.filter((id) => id.includes('r-x'));
    holds(started.length >= 3, 'its clocks start', wrong.opened);
    const mistake = { fact: wrong.fact, reason: '系另案款项，误录到本案', askedBy: undefined };
    await scene.mayNot('fact.withdrawn', 'not-your-fact', mistake, { by: 'funds' });
    await scene.does('fact.withdrawn', mistake, { by: 'finance' });
    const after = await scene.read();
    for (const d of after.deadlines.filter(({ id }) => started.includes(id))) isNow(d, 'void');
    const log = await court.log(scene.id);
    holds(
      log.some((l) => l.type === 'fact' && l.fact === wrong.fact),
      'the record keeps what was said',
      wrong.fact,
    );

    await scene.does('asset.deducted', { amountFen: 2_000_000 }, { subject: 'a-1' });
    await arrive(scene, 'r-1', 2_000_000);
    await scene.pass(3);
    await payOut(scene, 'r-1', 2_000_000);
    isNow(deadlineOf(await scene.read(), 'payout', 'r-1'), 'done');
    await close(scene);
    same((await scene.read()).stage, 'closed', 'the case is closed');
  },
};
