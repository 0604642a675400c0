import type { Story } from '../story.ts';
import { filingOf, isNow, sceneOf } from '../scene.ts';
import { holds, same } from '../guide.ts';

export const silence: Story = {
  title: ['八个月无人办理', 'Eight months of silence'],
  about: [
    '立案之后无人办理：每项期限逐级预警，督办自动立项，批评留待局长决定；什么也没有丢失。',
    'Filed, and then nothing: every clock climbs its ladder, supervision opens by itself, criticism waits for the director.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf());
    await scene.pass(243);
    const { deadlines } = await scene.read();
    const open = deadlines.filter((d) => d.status === 'open' && d.rule !== 'supervised-matter' && d.owner !== 'system');
    holds(open.length > 0 && open.every((d) => d.overdue), 'every clock that runs is overdue', open);
    for (const { id, rung, rule } of open) {
      const climbed = await scene.rungs(id);
      same(new Set(climbed).size, climbed.length, `no rung of ${rule} fell twice`);
      same(rung, 'supervise', `${rule} stands at its highest rung`);
    }
    const matters = deadlines.filter((d) => d.rule === 'supervised-matter');
    same(matters.length, open.length, 'one supervised matter for each');
    for (const { id } of matters)
      holds((await scene.rungs(id)).includes('criticise'), 'criticism is put to the director', id);
    const limit = await scene.shows('case-limit-statutory');
    isNow(limit, 'open');
    print.lines(
      print.say(
        `${open.length} 项期限逾期，${matters.length} 项督办，都还等着人办。`,
        `${open.length} deadlines are overdue, ${matters.length} matters supervised; all of them still wait for somebody.`,
      ),
    );
  },
};
