import type { Story } from '../story.ts';
import { filingOf, isNow, sceneOf } from '../scene.ts';
import { deadlineOf, holds, same } from '../guide.ts';
import { receiveCase, serve } from './scenes.ts';

export const threeRespondents: Story = {
  title: [
    '三名被执行人：一名后来追加，一名由继承人替代',
    'Three respondents: one joins late, an heir takes the place of one',
  ],
  about: [
    '每名被执行人各有期限：后追加的自追加起算；死亡的不再送达，继承人查明之后期限自其进入起算。',
    'Each respondent has clocks of their own: of who joins late from the joining on; the dead are served nothing, an heir has clocks anew.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(
      court,
      print,
      filingOf({
        respondents: [
          { name: '李卫东', kind: 'person' },
          { name: '王守成', kind: 'person' },
        ],
      }),
    );
    await receiveCase(scene);
    await serve(scene, ['respondent-1', 'respondent-2']);
    isNow(deadlineOf(await scene.read(), 'initial-documents'), 'done');
    await scene.pass(14);
    const joined = await scene.does(
      'party.joined',
      { side: 'respondent', name: '赵新民', kind: 'person' },
      { subject: 'respondent-3' },
    );
    same(
      joined.opened.some((id) => id.includes('respondent-3')),
      true,
      'who joins late has clocks from that day on',
    );
    await serve(scene, ['respondent-3']);
    await scene.does('party.ceased', { on: await scene.day() }, { subject: 'respondent-2' });
    const search = await scene.shows('succession-search', 'respondent-2');
    isNow(search, 'open');
    await scene.pass(20);
    await scene.does(
      'succession.established',
      { successors: ['王小成'], result: 'found' },
      { subject: 'respondent-2' },
    );
    isNow(deadlineOf(await scene.read(), 'succession-search', 'respondent-2'), 'done');
    const heir = await scene.does(
      'party.joined',
      { side: 'respondent', name: '王小成', kind: 'person', inPlaceOf: 'respondent-2' },
      { subject: 'respondent-4' },
    );
    holds(
      heir.opened.some((id) => id.includes('respondent-4')),
      'the heir has clocks of their own',
      heir.opened,
    );
    await serve(scene, ['respondent-4']);
  },
};
