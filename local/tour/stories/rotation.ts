import type { Story } from '../story.ts';
import { filingOf, sceneOf } from '../scene.ts';
import { deadlineOf, holds, same } from '../guide.ts';
import { account, arrive, freeze, payOut, receiveCase, serve, sortOut } from './scenes.ts';

export const rotation: Story = {
  title: ['中途换人、代办', 'A rotation in mid-case, and a delegate'],
  about: [
    '承办人外出，委托同事代办；之后轮岗，案件连同在走的期限移交给接手的人，委托随之失效。',
    'The officer is away and a colleague acts; then the case is handed over with every clock that runs, and the delegation ends.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: 3_000_000 }));
    await receiveCase(scene);
    await serve(scene);
    await scene.pass(1);
    const deposits = [account('a-1', 3_000_000)];
    await freeze(scene, deposits);
    await sortOut(scene, deposits);
    await scene.mayNot('application.received', 'wrong-role', {}, { by: 'p-officer-2' });
    const until = await scene.day(10);
    await scene.does(
      'delegation.given',
      { from: 'p-officer-1', to: 'p-officer-2', roles: ['officer'], until },
      { by: 'p-officer-1' },
    );
    await scene.does('asset.deducted', { amountFen: 3_000_000 }, { subject: 'a-1' });
    await arrive(scene, 'r-1', 3_000_000);

    await scene.pass(2);
    await scene.does('case.assigned', { officer: 'p-officer-2' });
    const handed = await scene.read();
    same(deadlineOf(handed, 'payout', 'r-1').ownerPerson, 'p-officer-2', 'what runs is the new officer’s');
    holds(
      (await court.log(scene.id)).some((l) => l.node === 'case.handed-over'),
      'the handing over is on record',
    );
    await scene.mayNot('payout.applied', 'wrong-role', {}, { subject: 'r-1', by: 'p-officer-1' });
    await payOut(scene, 'r-1', 3_000_000, 'p-officer-2');
    same(deadlineOf(await scene.read(), 'payout', 'r-1').status, 'done', 'paid in time by whoever took over');
  },
};
