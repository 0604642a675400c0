/** Plausible case histories for property tests: at every step something that the case offers then, about what it knows. */
import fc from 'fast-check';
import { offered } from '../../domain/engine/offered.ts';
import { type NodeId } from '../../domain/nodes/index.ts';
import { deadlineRow } from '../../domain/plan/deadlines.ts';
import { formatInstant, HOUR } from '../../domain/time/instant.ts';
import { type Court, given, type Sent } from './given.ts';
import { lawTold } from './given-law.ts';
import { confirmed } from './histories.ts';
import { adapted, one } from './any-content.ts';

/** A step as drawn: which of the things possible, after how long, how long ago it happened. */
export interface Drawn {
  readonly waitHours: number;
  readonly pick: number;
  readonly detail: number;
  readonly agoHours: number;
}

/** A step as it was taken: it can be taken again in another court. */
export interface Step {
  readonly when: string;
  readonly node: NodeId;
  readonly sent: Sent;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  // mostly hours, sometimes weeks: a case has busy days and quiet months
  waitHours: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 900 }) },
  ),
  pick: fc.nat(),
  detail: fc.nat(),
  agoHours: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }) },
  ),
});

export const drawings = (maxLength: number): fc.Arbitrary<Drawn[]> => fc.array(drawn, { minLength: 4, maxLength });

/** A case that somebody works on, with two respondents. */
export const begun = (): Court => {
  const both = ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const }));
  return given({ respondents: both }).filed('2026-01-20T16:20').assigned();
};

const told = (): Court => given({}, lawTold).filed('2026-01-20T16:20').assigned();

/** Money has come that its creditors are to share; each has been served with the plan. */
const shared = (): Court =>
  ['applicant-1', 'respondent-1'].reduce(
    (court, to) => court.complete('service.recorded', `d-1.${to}`, { on: '2026-02-06', outcome: 'served' }),
    confirmed()
      .complete('distribution.planned', { receipts: ['r-7'], shares: [{ party: 'applicant-1', amountFen: 25_000_000 }] })
      .complete('documents.issued', { id: 'd-1', kind: 'distribution-plan', recipients: ['applicant-1', 'respondent-1'] }), // prettier-ignore
  );

/** The fifteen days to object to how they share it are over. */
const shareable = (): Court => shared().at('2026-03-10T09:00');

const starts = [begun, told, begun, shared, shareable] as const;
const made = new Map<() => Court, Court>(); // they are the same each time, and none is changed

/** Where a history begins, as it was drawn: with a new case, with one whose parties are told of everything, with money to share. */
export function startOf([first]: readonly Drawn[]): Court {
  const start = starts[(first?.detail ?? 0) % starts.length] ?? begun;
  const court = made.get(start) ?? start();
  made.set(start, court);
  return court;
}

/** The batch that waits has come to those it went to, all or all but the first; sometimes it takes longer. */
function delivered(court: Court, reported: Set<string>, { pick, detail }: Drawn): Court {
  const batch = court.batches.at(-1);
  if (batch === undefined || reported.has(batch.key) || pick % 3 === 2) return court;
  reported.add(batch.key);
  const [first] = batch.to;
  return court.delivered(detail % 5 === 0 && first ? [{ party: first.party, failed: '电话停机，短信未达' }] : []);
}

/** The nodes that end something open: every other step is one of them, for people mostly do what is asked for. */
const endingsOpen = (court: Court): ReadonlySet<NodeId> =>
  new Set(
    court.derived
      .filter((d) => d.status === 'open' && d.openedAt <= court.now)
      .flatMap((d) => deadlineRow(d.rule).done.nodes),
  );

/** Takes drawn steps one after the other; what is refused is left out. Gives every court on the way, and the steps. */
export function lived(start: Court, draws: readonly Drawn[], without: (node: NodeId) => boolean = () => false) {
  const courts: Court[] = [start];
  const steps: Step[] = [];
  const reported = new Set<string>();
  let court = start;
  for (const draw of draws) {
    const { waitHours, pick, detail, agoHours } = draw;
    const when = formatInstant(court.now + waitHours * HOUR);
    court = delivered(court.at(when), reported, draw);
    const may = offered(court.c).filter((id) => !without(id));
    const asked = pick % 2 === 0 ? may.filter((id) => endingsOpen(court).has(id)) : [];
    const node = one(asked.length > 0 ? asked : may, Math.floor(pick / 2));
    const sent = node && adapted(court, node, detail);
    if (node === undefined || sent === undefined) continue;
    const at = formatInstant(Math.max(court.now - agoHours * HOUR, court.c.filed.at));
    const next = court.tries(node, { ...sent, at });
    if (next !== court) steps.push({ when, node, sent: { ...sent, at } });
    court = next;
    courts.push(court);
  }
  return { court, courts, steps };
}
