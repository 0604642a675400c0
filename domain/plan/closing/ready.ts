import type { Case } from '../../record/case.ts';
import type { Instant } from '../../time/instant.ts';
import type { DeadlineAbove, Earlier, Opening, Standstill } from '../deadline.ts';
import { firstGround } from './grounds.ts';

/**
 * When a case is ready to be closed: from the first instant at which a ground holds and nothing that blocks that kind is
 * open, until something is (engine.md 18). So the one day of closing never fights the ten days of a payout.
 */
export function closingReady(c: Case, earlier: Earlier): readonly Opening[] {
  const ground = firstGround(c);
  if (ground === undefined) return [];
  const ready: Opening[] = [];
  let free: { readonly at: Instant; readonly seq: number } | undefined = ground.fact;
  for (const block of blocks(earlier.requiredFor(ground.kind))) {
    if (free === undefined) break; // what blocked before has not ended
    if (block.from > free.at) {
      const zh = '又有结案前必须办结的事项';
      ready.push({ ...spotOf(free), until: { at: block.from, seq: block.seq, zh } });
    }
    if (block.end === undefined || block.end.at > free.at) free = block.end;
  }
  return free === undefined ? ready : [...ready, spotOf(free)];
}

const spotOf = ({ at, seq }: { readonly at: Instant; readonly seq: number }) => ({ at, seq, subject: null });

interface Block {
  readonly from: Instant;
  readonly seq: number;
  /** The fact that ended the last of what blocked; undefined while something is open. */
  readonly end: { readonly at: Instant; readonly seq: number } | undefined;
}

/** The stretches in which anything is open, in order, those that touch united. */
function blocks(required: readonly DeadlineAbove[]): readonly Block[] {
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
