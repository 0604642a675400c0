import type { Story } from '../story.ts';
import { addDays, dayNumber } from '../../../domain/time/civil-date.ts';
import { formatInstant, HOUR, startOfDay } from '../../../domain/time/instant.ts';
import { filingOf, isNow, sceneOf } from '../scene.ts';
import { same } from '../guide.ts';
import { receiveCase } from './scenes.ts';

/** Days from a day to a Sunday, a week later at least: how long the respondent is detained here. */
const toSunday = (day: string): number => 7 + ((7 - ((dayNumber(day) + 4) % 7)) % 7); // 1970-01-01 was a Thursday

/** Brought in and heard, detained for a lie, the family told, free on a Sunday. */
export const detention: Story = {
  title: ['拘传询问、拘留，到期日是星期日', 'Brought in, detained, and free on a Sunday'],
  about: [
    '拘传到案后八小时内询问完毕；决定拘留的二十四小时内通知家属；到期之日是休息日也当日放人，不顺延。',
    'An inquiry takes eight hours; the family hears within twenty-four; a detention ends on its day, also where that is a day of rest.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf());
    await receiveCase(scene);
    await scene.does('warrant.issued', { kind: 'compel', party: 'respondent-1' });
    await scene.pass(2, 9);
    const day = await scene.day();
    const at = (hour: number) => formatInstant(startOfDay(day) + hour * HOUR);
    await scene.does('respondent.compelled', { arrivedAt: at(9) }, { subject: 'respondent-1' });
    same((await scene.shows('inquiry-end')).targetDue, at(18), 'eight hours from the next full hour');
    await scene.until(day, 15);
    await scene.does('inquiry.ended', { endedAt: at(15) }, { subject: 'respondent-1' });
    isNow(await scene.shows('inquiry-end'), 'done');

    const days = toSunday(day);
    const act = { kind: 'detention', party: 'respondent-1', ground: '虚假报告财产', days };
    await scene.does('sanction.decided', act, { subject: 'jl-1' });
    await scene.mayNot('sanction.decided', 'detained-already', { ...act, ground: '虚假报告财产。' });
    await scene.until(day, 16);
    await scene.does('detention.started', { takenAt: at(16) }, { subject: 'jl-1' });
    await scene.shows('detention-family');
    await scene.until(day, 20);
    await scene.does('detention.family-notified', {}, { subject: 'jl-1' });
    isNow(await scene.shows('detention-family'), 'done');

    const sunday = addDays(day, days);
    const end = await scene.shows('detention-end');
    same([end.targetDue, end.legalDue], [sunday, sunday], 'it ends on that Sunday, and moves to no working day');
    await scene.until(sunday, 10);
    await scene.does('sanction.ended', { how: 'served', on: sunday }, { subject: 'jl-1' });
    isNow(await scene.shows('detention-end'), 'done');
  },
};
