// After the deliveries: what each party was to be told, what the gateway took, what the record says.
import type { Store } from '../../db/client.ts';
import type { Figure } from '../bench/figure.ts';
import type { Taken } from './gateway.ts';
import { wrongOf } from './reckoning.ts';

interface Hearing {
  readonly effect: number;
  readonly party: string;
  readonly fact: number;
  readonly caseId: string;
}

/** Which fact was to be told to which party, by which batches. */
async function heard(store: Store): Promise<readonly Hearing[]> {
  const { rows } = await store.pool.query<{ effect: string; case_id: string; party: string; fact: number }>(
    `select o.id as effect, o.case_id, h.party, f.fact::int as fact from outbox o, jsonb_to_recordset(o."to") h (party text, facts jsonb),
     jsonb_array_elements_text(h.facts) f (fact) where o.effect = 'disclosure' order by o.id`,
  );
  return rows.map(({ effect, case_id: caseId, party, fact }) => ({ effect: Number(effect), caseId, party, fact }));
}

/** How often the record says of each that it was told, in the order in which it says so. */
async function marked(store: Store): Promise<readonly string[]> {
  const { rows } = await store.pool.query<{ said: string }>(
    `select f.case_id || ' ' || (d.value ->> 'party') || ' ' || t.fact as said from facts f,
     jsonb_array_elements(f.payload -> 'deliveries') with ordinality d, jsonb_array_elements_text(f.payload -> 'facts') with ordinality t (fact, n)
     where f.node = 'node.disclosed' order by f.case_id, f.seq, t.n`,
  );
  return rows.map(({ said }) => said);
}

const keyOf = ({ caseId, party, fact }: Hearing): string => `${caseId} ${party} ${fact}`;

/** Each was told at least once, marked once, in order; nothing waits, and nobody was given up. */
export async function toldStands(store: Store, taken: ReadonlyMap<string, Taken>): Promise<readonly Figure[]> {
  const [all, said] = [await heard(store), await marked(store)];
  const tookIt = new Set([...taken.values()].map(({ effect, party }) => `${effect} ${party}`));
  const due = Map.groupBy(all, keyOf);
  const untold = [...due].filter(([, hearings]) => !hearings.some(({ effect, party }) => tookIt.has(`${effect} ${party}`))); // prettier-ignore
  const times = new Map<string, number>();
  for (const each of said) times.set(each, (times.get(each) ?? 0) + 1);
  const keys = [...new Set([...due.keys(), ...times.keys()])];
  const misMarked = keys.filter((key) => times.get(key) !== 1 || !due.has(key));
  const { rows } = await store.pool.query<{ waiting: number; failed: number }>(
    `select (select count(*) from outbox where sent_at is null)::int as waiting,
            (select count(*) from facts where node = 'delivery.failed')::int as failed`,
  );
  const { waiting = 0, failed = 0 } = rows[0] ?? {};
  return [
    wrongOf('parties that were told nothing of something', untold.map(([key]) => key), `${due.size} tellings, ${taken.size} messages`), // prettier-ignore
    wrongOf(
      'tellings marked otherwise than once',
      misMarked.map((key) => `${key}: ${times.get(key) ?? 0} times`),
    ),
    wrongOf('tellings out of order', [...outOfOrder(all, taken), ...marksOutOfOrder(said)]),
    wrongOf('batches that wait', waiting === 0 ? [] : [`${waiting} wait`]),
    wrongOf('deliveries given up', failed === 0 ? [] : [`${failed} given up`]),
  ];
}

/** Batches of a case that one party got in another order than they were made. */
function outOfOrder(all: readonly Hearing[], taken: ReadonlyMap<string, Taken>): readonly string[] {
  const caseOf = new Map(all.map(({ effect, caseId }) => [effect, caseId]));
  const each = Map.groupBy(taken.values(), ({ effect, party }) => `${caseOf.get(effect)} ${party}`);
  return [...each].flatMap(([whose, messages]) => {
    const came = messages.toSorted((a, b) => a.place - b.place).map(({ effect }) => effect);
    return came.every((effect, i) => i === 0 || (came[i - 1] ?? 0) < effect) ? [] : [`${whose}: ${came.join(', ')}`];
  });
}

/** What the record says was told to somebody later though it happened earlier. */
function marksOutOfOrder(said: readonly string[]): readonly string[] {
  const each = Map.groupBy(said, (one) => one.slice(0, one.lastIndexOf(' ')));
  return [...each].flatMap(([whose, ones]) => {
    const facts = ones.map((one) => Number(one.slice(one.lastIndexOf(' '))));
    return facts.every((fact, i) => i === 0 || (facts[i - 1] ?? 0) < fact) ? [] : [`${whose}: ${facts.join(', ')}`];
  });
}
