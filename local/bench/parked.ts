// What the cases that rest cost the court that runs: the pace of sixty cases with twenty thousand terminated ones in the same court, and without.
import { formatInstant } from '../../domain/time/instant.ts';
import { closedNoProperty } from '../../test/support/no-property.ts';
import { atLeast, type Figure, percentile } from './figure.ts';
import { workedAtOnce } from './pace.ts';
import { inParallel, type Site } from './site.ts';

const PARKED = 20_000;
const CLIENTS = 60;
const ROUNDS = 3;

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

/** Cases that ended without property: each sleeps from one half-yearly query to the next. */
async function park({ court }: Site): Promise<void> {
  const taken = { history: history() };
  const filedAt = Date.parse('2026-01-20T16:20:00+08:00');
  await inParallel(CLIENTS, Array.from({ length: PARKED }), async () => void (await court.file(filedAt, taken)));
}

/** The same work before they are there and after: nothing but the parked cases differs. */
export async function benchParked(site: Site): Promise<Figure[]> {
  const rounds = async () => {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round++) took.push(await workedAtOnce(site));
    return percentile(took, 0.5);
  };
  await workedAtOnce(site); // warm
  const without = await rounds();
  const began = performance.now();
  await park(site);
  const filing = (PARKED * 1_000) / (performance.now() - began);
  const withThem = await rounds();
  const of = `${(withThem / 1_000).toFixed(1)} s a round, ${(without / 1_000).toFixed(1)} s without them`;
  return [
    atLeast(`parked: pace with ${PARKED} terminated cases to that without`, without / withThem, 0.95, { unit: '', digits: 2, of }), // prettier-ignore
    { name: 'parked: cases taken over', figure: `${filing.toFixed(0)}/s` },
  ];
}
