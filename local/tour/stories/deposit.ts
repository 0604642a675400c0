import type { Story } from '../story.ts';
import { filingOf, sceneOf } from '../scene.ts';
import { same } from '../guide.ts';
import { account, freeze, receiveCase, serve, sortOut } from './scenes.ts';

const CLAIM = 120_000_000; // fen

export const deposit: Story = {
  title: ['一百二十万元，存款足额', 'A claim of 1.2 million, covered by a deposit'],
  about: [
    '标的一百二十万元，本是大额案件；首封冻结的存款足额，速执在先。少冻结一分，就是大额。',
    'A claim of 1.2 million would be a large case, but the frozen deposit covers it and fast comes first. With one fen less it is large.',
  ],
  async tell(court, print) {
    for (const [frozen, wanted] of [
      [CLAIM, 'fast'],
      [CLAIM - 1, 'large'],
    ] as const) {
      const scene = await sceneOf(court, print, filingOf({ claimFen: CLAIM }));
      await receiveCase(scene);
      await serve(scene);
      await scene.pass(1);
      const deposits = [account('a-1', frozen)];
      await freeze(scene, deposits);
      if (frozen < CLAIM) {
        await scene.does('traditional-query.started');
        await scene.does('traditional-query.returned', { complete: true, assets: [] });
      }
      same((await sortOut(scene, deposits)).proposal, wanted, 'the team that is proposed');
      same((await scene.read()).team, wanted, 'and decided on');
    }
  },
};
