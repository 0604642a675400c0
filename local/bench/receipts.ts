import { nodeRow } from '../../domain/nodes/index.ts';
import { atMost, type Figure, percentile } from './figure.ts';
import type { Site } from './site.ts';

const RECEIPTS = 500;
const CONFIRMED = 490; // a takeover has so many rows: the last ten have only arrived
const ASKED = 60;
const WARM_UP = 20;
const DAY = 86_400_000;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** A case taken over with its receipts, most of them confirmed. */
function history(filedAt: number) {
  const at = (minutes: number) => new Date(filedAt + minutes * 60_000).toISOString();
  const example = (node: 'case.assigned' | 'funds.arrived' | 'funds.confirmed') => nodeRow(node).example as object;
  return [
    { node: 'case.assigned', at: at(1), payload: example('case.assigned') },
    ...numbers(RECEIPTS).map((n) => ({
      ...{ node: 'funds.arrived', subject: `r-${n}`, at: at(10 + n) },
      payload: { ...example('funds.arrived'), amountFen: 1_000 * n, reference: `bench-receipts/${n}` },
    })),
    ...numbers(CONFIRMED).map((n) => ({
      ...{ node: 'funds.confirmed', subject: `r-${n}`, at: at(1_000 + n) },
      payload: { ...example('funds.confirmed'), amountFen: 1_000 * n },
    })),
  ];
}

/** `npm run bench -- receipts`: how long the money of a case with five hundred receipts takes over HTTP. */
export async function benchReceipts({ court }: Site): Promise<Figure[]> {
  const filedAt = Date.now() - 30 * DAY;
  const id = await court.file(filedAt, { history: history(filedAt) });
  const times: number[] = [];
  for (const n of numbers(WARM_UP + ASKED)) {
    const began = performance.now();
    const { status, body } = await court.send<{ receipts: readonly object[] }>(
      ...(['p-finance-1', 'GET', `/api/cases/${id}/money`] as const),
    );
    const took = performance.now() - began;
    if (status !== 200 || body.receipts.length !== RECEIPTS)
      throw new Error(`${status}: ${body.receipts?.length} receipts instead of ${RECEIPTS}`);
    if (n > WARM_UP) times.push(took);
  }
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
  return [atMost(`receipts: the money of a case with ${RECEIPTS}`, half, 50, { unit: 'ms', of: `p95 ${most.toFixed(0)} ms` })]; // prettier-ignore
}
