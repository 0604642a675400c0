// What the cases that rest cost the court that runs: sixty cases worked on at once in a court with twenty thousand terminated ones, and in one
// without, in turns.
import { formatInstant } from '../../domain/time/instant.ts';
import { CACHED_CASES } from '../../process/worker-settings.ts';
import { closedNoProperty } from '../../test/support/no-property.ts';
import { atLeast, type Figure, percentile } from './figure.ts';
import { workedAtOnce } from './pace.ts';
import { parkAlike } from './park.ts';
import { inParallel, openSite, type Site } from './site.ts';

/** How many rest, unless the command says otherwise. */
export const PARKED = 20_000;

const ROUNDS = 5;

/** What a court took over of such a case: all that was recorded in it until it ended without property, and its archiving. */
const history = (): readonly object[] => [
  ...closedNoProperty()
    .record.filter(({ via, node }) => via !== 'system' && node !== 'case.filed')
    .map(({ node, at, subject, payload }) => ({
      node,
      at: formatInstant(at),
      payload,
      ...(subject !== null && { subject }),
    })),
  { node: 'dossier.archived', at: '2026-04-24T09:00:00+08:00', payload: { archiveNo: '2026-执-1', volumes: 1 } },
];

/** One case that ended without property, filed through the door: it sleeps from one half-yearly query to the next. */
const terminated = ({ court }: Site): Promise<string> =>
  court.file(Date.parse('2026-01-20T16:20:00+08:00'), { history: history() });

/** Two courts that differ in nothing but the cases that rest, each round in both: what disturbs this machine disturbs both. */
export async function benchParked(count: number): Promise<Figure[]> {
  const full = await openSite();
  try {
    const empty = await openSite();
    try {
      const perSecond = await parkAlike(full.site, await terminated(full.site), count);
      return [
        ...(await inTurns(full.site, empty.site, count)),
        { name: 'parked: cases that fell asleep', figure: `${perSecond.toFixed(0)}/s` },
      ];
    } finally {
      await empty.close();
    }
  } finally {
    await full.close();
  }
}

async function inTurns(full: Site, empty: Site, count: number): Promise<Figure[]> {
  for (const site of [full, empty]) await warm(site);
  const [withThem, without]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    // who comes first changes
    for (const site of round % 2 === 0 ? [full, empty] : [empty, full])
      (site === full ? withThem : without).push(await workedAtOnce(site));
  }
  const [took, tookWithout] = [percentile(withThem, 0.5), percentile(without, 0.5)];
  const of = `${(took / 1_000).toFixed(1)} s a round, ${(tookWithout / 1_000).toFixed(1)} s without them`;
  return [atLeast(`parked: pace with ${count} terminated cases to that without`, tookWithout / took, 0.95, { unit: '', digits: 2, of })]; // prettier-ignore
}

/** Both workers have been running for weeks: what they keep in memory are cases in which people work. */
async function warm(site: Site): Promise<void> {
  await inParallel(8, Array.from({ length: CACHED_CASES }), async () => void (await site.court.file()));
  await workedAtOnce(site);
}
