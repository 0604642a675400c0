import type { Story } from '../story.ts';
import { addDays, addMonths } from '../../../domain/time/civil-date.ts';
import { filingOf, isNow, sceneOf } from '../scene.ts';
import { holds, same } from '../guide.ts';
import { receiveCase } from './scenes.ts';

const panel = ['p-panel-1', 'p-officer-2', 'p-leader-1'];
const chain = ['team-leader', 'director'] as const;

export const overlappingStops: Story = {
  title: ['两次扣除重叠，之后延长', 'Two stops that overlap, then an extension'],
  about: [
    '公告三十日与评估四十日重叠，重叠的日子只扣一次；六个月将满，合议庭、分管领导、院长依次同意延长。',
    'Thirty days of notice and forty of appraisal overlap: a day is taken out once. Then panel, supervising leader and president extend.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf());
    await receiveCase(scene);
    const before = await scene.shows('case-limit-statutory');
    await scene.pass(10);
    const approve = async (request: string, payload: object) => {
      await scene.does('request.made', { of: 'exclusion.approved', payload }, { subject: request });
      await scene.mayNot('exclusion.approved', 'not-approved', { ...payload, request });
      for (const by of chain) await scene.does('request.passed', {}, { subject: request, by });
      return scene.does('exclusion.approved', { ...payload, request });
    };
    const from = await scene.day();
    const document = { document: `${scene.caseNo}公告` };
    await approve('BP-1', { ground: 'announcement', from, to: addDays(from, 29), ...document });
    const once = await scene.shows('case-limit-statutory');
    holds((once.targetDue ?? '') > (before.targetDue ?? ''), 'the first stop moves the limit', once.targetDue);
    await scene.pass(20);
    const second = await scene.day();
    await approve('BP-2', { ground: 'appraisal', from: second, to: addDays(second, 39), document: '评估委托书' });
    const both = await scene.shows('case-limit-statutory');
    const excluded = both.because.find((b) => b.step === 'excluded');
    same(
      excluded !== undefined && 'days' in excluded ? excluded['days'] : 0,
      60,
      'ten days stand in both and count once',
    );

    await scene.pass(170);
    const day = await scene.day();
    await scene.mayNot('extension.approved', 'node-missing', { until: addMonths(day, 3) });
    await scene.does('long-case.reported');
    await scene.does('case.assigned', { panel });
    await scene.does('panel.decided', { about: 'long-case', members: panel });
    const until = addMonths(String(both.targetDue).slice(0, 10), 2);
    await scene.does(
      'request.made',
      { of: 'extension.approved', payload: { until, reason: '处置尚需时日' } },
      { subject: 'BP-3' },
    );
    await scene.does('request.passed', {}, { subject: 'BP-3', by: 'supervising-leader' });
    await scene.does('extension.approved', { until, reason: '处置尚需时日', request: 'BP-3' });
    const extended = await scene.shows('case-limit-statutory');
    isNow(extended, 'open');
    holds(
      (extended.targetDue ?? '') >= until,
      'the limit ends when the president said, no day before',
      extended.targetDue,
    );
  },
};
