import { addMonths } from '../../../domain/time/civil-date.ts';
import { dateOf, parseInstant } from '../../../domain/time/instant.ts';
import { holds, same } from '../guide.ts';
import { filingOf, sceneOf } from '../scene.ts';
import type { Story } from '../story.ts';
import { rest } from './no-property.ts';

const ROUNDS = 10;
/** Five years of a case that rests may take no longer, on a machine that does other things besides. */
const MOST_SECONDS = 20;

export const fiveYears: Story = {
  title: ['终本以后的五年', 'The five years after 终本'],
  about: [
    '每六个月查一次，共十次，都自结案之日起算；五年届满，不再查询，流程随之结束。',
    'Property is looked for every six months, ten times, all counted from the closing; then nothing runs any more.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf());
    await rest(scene);
    const closedOn = await scene.day();
    const began = performance.now();
    for (let n = 1; n <= ROUNDS; n++) {
      await scene.until(addMonths(closedOn, 6 * n), 9);
      const due = (await scene.read()).deadlines.find((d) => d.rule === 'periodic-query' && d.subject === `${n}`);
      holds(due?.status === 'open' && (due.targetDue ?? '') >= (await scene.day()), 'its round is open, and not yet over', due); // prettier-ignore
      await scene.does('periodic-query.done', { toldOn: await scene.day() }, { subject: `${n}` });
    }
    await scene.mayNot('periodic-query.done', 'beyond-the-cap', { toldOn: await scene.day() }, { subject: '11' });
    const end = await scene.until(addMonths(closedOn, 6 * ROUNDS + 1), 9);
    const seconds = (performance.now() - began) / 1000;
    const rounds = end.deadlines.filter((d) => d.rule === 'periodic-query');
    same(rounds.map(({ status }) => status), Array.from({ length: ROUNDS }, () => 'done'), 'ten rounds, each in time'); // prettier-ignore
    holds(seconds < MOST_SECONDS, `five years in under ${MOST_SECONDS} seconds`, seconds);
    const until = dateOf(parseInstant(end.now) ?? 0);
    print.lines(
      print.say(
        `${closedOn}至${until}，五年用时 ${seconds.toFixed(1)} 秒`,
        `${closedOn} to ${until}: five years in ${seconds.toFixed(1)} seconds`,
      ),
    );
  },
};
