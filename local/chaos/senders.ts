// Clerks who work while everything is killed around them, every second of them with money: each command has its key, and is sent
// until its answer is final.
import { setTimeout as delay } from 'node:timers/promises';
import type { Court } from '../bench/court.ts';
import { complain, within } from './life.ts';

const ANSWER_MS = 40_000;
const AGAIN_MS = 300;
const THINK_MS = 150;

/** What arrives each time, in fen. */
export const ARRIVED_FEN = 100;

/** A command that was sent, and what became of it as its sender knows. */
export interface Sent {
  readonly caseId: string;
  readonly key: string;
  /** The seq of its fact, once it was acknowledged. */
  fact?: number;
  tries: number;
}

/** Senders at work. */
export interface Senders {
  /** How many commands have been acknowledged so far. */
  readonly acknowledged: () => number;
  /** Ends them once each has a final answer. */
  readonly stop: () => Promise<readonly Sent[]>;
}

/** What is done in turn: who does it, which node, about what, and where its key stands. */
const turns = [
  { person: 'p-reception-1', node: 'material.received', body: (key: string) => ({ payload: { items: [key] } }) },
  {
    person: 'p-finance-1',
    node: 'funds.arrived',
    body: (key: string, n: number) => ({
      subject: `r-${n}`,
      payload: { amountFen: ARRIVED_FEN, payer: '李卫东', reference: key },
    }),
  },
] as const;

/** One sender for each case. */
export function startSenders(court: Court, ids: readonly string[]): Senders {
  const all: Sent[] = [];
  let isOver = false;
  const work = async (caseId: string): Promise<void> => {
    for (let n = 0; !isOver; n++) {
      const sent: Sent = { caseId, key: `${caseId}/${n}`, tries: 0 };
      all.push(sent);
      await sendUntilFinal(court, sent, n);
      await delay(THINK_MS * Math.random());
    }
  };
  const working = Promise.all(ids.map(work));
  return {
    acknowledged: () => all.filter(({ fact }) => fact !== undefined).length,
    stop: async () => {
      isOver = true;
      await working;
      return all;
    },
  };
}

/** A 5xx, a 429 and a lost connection say nothing of the command: the same is sent again. */
async function sendUntilFinal(court: Court, sent: Sent, n: number): Promise<void> {
  const { caseId, key } = sent;
  const { person, node, body } = turns[n % 2 === 0 ? 0 : 1];
  const path = `/api/cases/${caseId}/nodes/${node}`;
  for (;;) {
    sent.tries += 1;
    const asked = court.send<{ fact: number }>(person, 'POST', path, body(key, n), key);
    const reply = await within(ANSWER_MS, key, asked).catch(() => undefined);
    if (reply?.status === 200) {
      sent.fact = reply.body.fact;
      return;
    }
    if (reply !== undefined && reply.status < 500 && ![408, 429].includes(reply.status)) {
      complain(`${key}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return;
    }
    await delay(AGAIN_MS);
  }
}
