// The stories of the tour, by name: `npm run tour -- --story=NAME`.
import { type Story, wholeCase } from './story.ts';
import { deposit } from './stories/deposit.ts';
import { detention } from './stories/detention.ts';
import { fast } from './stories/fast.ts';
import { inKind } from './stories/in-kind.ts';
import { noProperty } from './stories/no-property.ts';
import { threeRespondents } from './stories/respondents.ts';
import { officersDay } from './stories/officers-day.ts';
import { partysDay } from './stories/partys-day.ts';
import { rotation } from './stories/rotation.ts';
import { silence } from './stories/silence.ts';
import { springFestival } from './stories/spring-festival.ts';
import { overlappingStops } from './stories/stops.ts';
import { takeover } from './stories/takeover.ts';
import { thirdParty } from './stories/third-party.ts';
import { deferred } from './stories/deferred.ts';
import { fiveYears } from './stories/five-years.ts';
import { restored } from './stories/restored.ts';
import { sixInstalments } from './stories/instalments.ts';
import { wrongReceipt } from './stories/wrong-receipt.ts';

/** Two languages, one line each: the names under which a story is asked for. */
export const storyList = (): string =>
  Object.entries(stories)
    .map(([name, { title }]) => `  ${name.padEnd(16)} ${title[1]} ${title[0]}`)
    .join('\n');

/** The story that `--story=NAME` asks for, else the whole tour; undefined for a name that none has. */
export function storyOf(args: readonly string[]): Story | undefined {
  const [at, joined] = [args.indexOf('--story'), args.find((arg) => arg.startsWith('--story='))];
  const name = joined?.slice('--story='.length) ?? (at < 0 ? undefined : (args[at + 1] ?? ''));
  if (name === undefined) return wholeCase;
  return Object.hasOwn(stories, name) ? told(stories[name as keyof typeof stories]) : undefined; // just looked at
}

/** A story under its heading. */
const told = (story: Story): Story => ({
  ...story,
  async tell(court, print, signal) {
    print.chapter(story.title, story.about);
    await story.tell(court, print, signal);
    print.lines('', print.say('一切都如所述发生。', 'Everything happened as told.'));
  },
});

/** One case each, or two to compare, of what a court lives through. */
export const stories = {
  fast,
  deposit,
  'no-property': noProperty,
  'in-kind': inKind,
  'spring-festival': springFestival,
  stops: overlappingStops,
  silence,
  'wrong-receipt': wrongReceipt,
  rotation,
  respondents: threeRespondents,
  takeover,
  detention,
  'third-party': thirdParty,
  'five-years': fiveYears,
  restored,
  instalments: sixInstalments,
  deferred,
  'party-day': partysDay,
  'officer-day': officersDay,
} as const satisfies Record<string, Story>;
