import type { Story } from '../story.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { filingOf, isNow, measure, sceneOf } from '../scene.ts';
import { holds } from '../guide.ts';
import { receiveCase, ruleApart } from './scenes.ts';

const house = (id: string, description: string) => ({
  ...{ id, kind: 'house', holder: '李卫东', valueFen: 60_000_000, description },
});
const panel = ['p-panel-1', 'p-officer-2', 'p-leader-1'];

/** Two houses are sealed; a third person says that one is theirs: that one waits, the other does not. */
export const thirdParty: Story = {
  title: ['案外人异议只停一套房', 'A third party’s objection stops one house'],
  about: [
    '查封两套房，案外人对其中一套提出异议：审查期间、裁定送达后十五日内该套不得处分，另一套照常拍卖。',
    'Of two sealed houses a third person claims one: that one is not sold while it is examined, nor for fifteen days after; the other is.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: 90_000_000 }));
    const { does, mayNot } = scene;
    await receiveCase(scene);
    await does('query.returned', { complete: true, assets: [house('a-1', '木城街道东大街8号'), house('a-2', '龙源街道滨河路2号')] }); // prettier-ignore
    for (const subject of ['a-1', 'a-2']) await does('asset.sealed', measure(), { subject });
    await does('objection.received', { kind: 'third-party', by: '赵大海', assets: ['a-1'], on: await scene.day(), text: '该房已于查封前买受并占有' }, { subject: 'yy-1', by: 'review' }); // prettier-ignore
    await mayNot('auction.decided', 'not-approved', {}, { subject: 'a-1' });
    await does('auction.decided', {}, { subject: 'a-2' });

    await scene.pass(5);
    await ruleApart(scene, 'yy-1', { panel, outcome: 'rejected' });
    await mayNot('auction.decided', 'not-approved', {}, { subject: 'a-1' });
    await does('documents.issued', { id: 'cd-1', kind: 'objection-ruling', recipients: [{ id: 'zhao', name: '赵大海' }], channel: 'direct' }); // prettier-ignore
    const told = await scene.day();
    await does('service.recorded', { outcome: 'served', on: told }, { subject: 'cd-1.zhao' });
    const suit = await scene.shows('objection-suit', 'yy-1');
    isNow(suit, 'open');
    holds((suit.targetDue ?? '') >= addDays(told, 15), 'fifteen days to sue', suit.targetDue);
    await mayNot('auction.decided', 'not-approved', {}, { subject: 'a-1' });

    const last = suit.targetDue ?? told;
    await scene.until(addDays(last, 1));
    await mayNot('remedy.sought', 'objection-too-late', { way: 'lawsuit', party: '赵大海', on: await scene.day() }, { subject: 'yy-1' }); // prettier-ignore
    await does('auction.decided', {}, { subject: 'a-1' });
  },
};
