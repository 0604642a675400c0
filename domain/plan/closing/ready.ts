import type { Case } from '../../record/case.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { Instant } from '../../time/instant.ts';
import type { Earlier, Opening, Standstill } from '../deadline.ts';
import { openPlans } from '../money/distributed.ts';
import { firstGround } from './grounds.ts';

/**
 * When a case is ready to be closed: from the first instant at which a ground holds and nothing that blocks that kind is
 * open, until something is (engine.md 18). So the one day of closing never fights the ten days of a payout. A preservation
 * that was carried out further is another ground: the day of the one before it ends there.
 */
export function closingReady(c: Case, earlier: Earlier): readonly Opening[] {
  const ground = firstGround(c);
  if (ground === undefined) return [];
  const required = blocks([...earlier.requiredFor(ground.kind), ...openPlans(c, earlier)]); // what a plan distributes has no payout yet
  const before = c.all('preservation.carried-out').filter((f) => inOrder(f, ground.fact) < 0);
  const grounds = [...before, ground.fact];
  return grounds.flatMap((fact, i) => {
    const next = grounds[i + 1];
    const opened = readyFrom(fact, required).filter(({ at }) => next === undefined || at < next.at);
    if (next === undefined) return opened;
    const until = { at: next.at, seq: next.seq, zh: '又登记了保全实施的结果' };
    return opened.map((o) => (o.until === undefined || o.until.at > next.at ? { ...o, until } : o));
  });
}

function readyFrom(ground: Spot, required: readonly Block[]): readonly Opening[] {
  const ready: Opening[] = [];
  let free: Spot | undefined = ground;
  for (const block of required) {
    if (free === undefined) break; // what blocked before has not ended
    if (block.from > free.at) {
      const zh = '又有结案前必须办结的事项';
      ready.push({ ...spotOf(free), until: { at: block.from, seq: block.seq, zh } });
    }
    if (block.end === undefined || block.end.at > free.at) free = block.end;
  }
  return free === undefined ? ready : [...ready, spotOf(free)];
}

interface Spot {
  readonly at: Instant;
  readonly seq: number;
}

const spotOf = ({ at, seq }: Spot) => ({ at, seq, subject: null });

interface Block {
  readonly from: Instant;
  readonly seq: number;
  /** The fact that ended the last of what blocked; undefined while something is open. */
  readonly end: Spot | undefined;
}

/** The stretches in which anything is open, in order, those that touch united. */
function blocks(required: ReturnType<typeof openPlans>): readonly Block[] {
  const united: Block[] = [];
  for (const { openedAt, seq, endedAt, endedBy } of required.toSorted((a, b) => a.openedAt - b.openedAt)) {
    const end = endedAt === null ? undefined : { at: endedAt, seq: endedBy ?? seq };
    const before = united.at(-1);
    if (before === undefined || (before.end !== undefined && before.end.at < openedAt))
      united.push({ from: openedAt, seq, end });
    else if (before.end !== undefined && (end === undefined || end.at > before.end.at))
      united[united.length - 1] = { ...before, end };
  }
  return united;
}

/** While review has the closing before it, the officer's day stands still; then it runs anew (plan §2). */
export const underReview = (c: Case): readonly Standstill[] =>
  c.all('closing.submitted').map((f) => {
    const answer = answerTo(c, f);
    const end = answer === undefined ? null : { at: answer.at, countedFrom: answer.at };
    return { from: f.at, end, fact: f.seq, zh: '已提交结案审查' };
  });

/** What review said to a submission: passed, or sent back. */
const answerTo = (c: Case, submitted: { readonly at: Instant; readonly seq: number }) =>
  [...c.all('closing.reviewed'), ...c.all('closing.returned')]
    .filter((f) => f.at > submitted.at || (f.at === submitted.at && f.seq > submitted.seq))
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];

/** The submission that review has not answered yet. */
export const pendingSubmission = (c: Case) => {
  const last = c.last('closing.submitted');
  return last === undefined || answerTo(c, last) !== undefined ? undefined : last;
};
