import { isDeepStrictEqual } from 'node:util';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { CaseCommand } from '../../activities/decided.ts';
import { readFacts } from '../../db/cases/read.ts';
import { openStore, type Store } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { readCase } from '../../domain/record/case.ts';
import { fastChance, oneBy } from './chance.ts';
import { BEGIN, operation, simulatedPeople } from './court.ts';
import { HOUR, MINUTE } from '../../domain/time/instant.ts';

/** What to simulate in a database: one case a seed, two workers that write to it at the same time. */
export interface InPostgres {
  readonly databaseUrl: string;
  readonly seeds: readonly number[];
  /** Operations of each worker in each case. */
  readonly each: number;
  readonly onProgress?: (done: number) => void;
}

const AGAIN = 0.2; // of the accepted commands are sent once more as they were, to either worker

/** What does not hold, in the case of which seed; undefined: all held. */
export interface Found {
  readonly accepted: number;
  readonly refused: number;
  readonly broken?: { readonly seed: number; readonly law: string };
}

/**
 * The same operations through the activity and real transactions: both workers look, choose and write at once, each command is sent by now and then
 * twice, and after each case what is stored is compared with what its facts come to, and looked at whether it balances.
 */
export async function simulateInPostgres({ databaseUrl, seeds, each, onProgress }: InPostgres): Promise<Found> {
  const store = openStore(databaseUrl, 6);
  const deps = {
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: 'a key that is only for simulations, 32+',
    unsealedNodes: new Set<string>(nodeIds),
    failed: () => undefined,
    sink: () => Promise.resolve(),
    caseLaw: () => Promise.resolve('untouched' as const),
  };
  const workers = [decideAndRecord(deps), decideAndRecord(deps)];
  let [accepted, refused] = [0, 0];
  try {
    await register(store);
    for (const [i, seed] of seeds.entries()) {
      const caseNo = `（2026）豫0823执${700_000 + (seed % 100_000_000)}号`;
      const id = caseIdOf(caseNo);
      const ask = async (worker: (typeof workers)[number], time: number, command: CaseCommand) =>
        (await worker({ caseId: id, time, clock: 0, seen: null, command })).answer;
      let sentAgain: string | undefined;
      const [first] = workers;
      if (first === undefined) throw new Error('there is no worker');
      const body = { ...(nodeRow('case.filed').example as object), caseNo, filedAt: new Date(BEGIN).toISOString() };
      await ask(first, BEGIN, { kind: 'file', message: { body, by: 'p-filing-1' }, spent: false });
      const assigned = { node: 'case.assigned', payload: { officer: 'p-officer-1' }, by: 'p-command-1' };
      await ask(first, BEGIN, {
        kind: 'complete',
        message: assigned,
        commandId: 'assigned',
        spent: false,
        waits: true,
      });
      await Promise.all(
        workers.map(async (worker, w) => {
          const chance = fastChance(seed * 2 + w);
          for (let n = 0; n < each; n++) {
            const record = await readFacts(store.db, id);
            const now = BEGIN + 9 * HOUR + (n + 1) * 45 * MINUTE;
            const { completion, actor } = operation(chance, { ...seenIn(record), record, now });
            const commandId = `${w}-${chance() < 0.05 ? n - 1 : n}`; // now and then one that was used
            const { node, subject, at, payload } = completion;
            const message = { node, payload, by: actor.id, ...(typeof subject === 'string' && { subject }), ...(at !== undefined && { at }) }; // prettier-ignore
            const command = { kind: 'complete', message, commandId, spent: false, waits: true } as const;
            const answer = await ask(worker, now, command).catch(() => null);
            if (answer?.accepted === true) accepted += 1;
            else refused += 1;
            if (answer?.accepted !== true || chance() >= AGAIN) continue; // what was refused is decided anew
            const again = await ask(oneBy(chance, workers), now + MINUTE, command).catch(() => answer);
            if (!isDeepStrictEqual(again, answer)) sentAgain = `M10: command ${commandId} sent again was answered ${JSON.stringify(again)}, at first ${JSON.stringify(answer)}`; // prettier-ignore
          }
        }),
      );
      const law = sentAgain ?? (await brokenIn(store, id));
      if (law !== undefined) return { accepted, refused, broken: { seed, law } };
      onProgress?.(i + 1);
    }
    return { accepted, refused };
  } finally {
    await store.close();
  }
}

const seenIn = (record: Awaited<ReturnType<typeof readFacts>>) => ({
  receipts: [...new Set(record.flatMap((f) => (f.node === 'funds.arrived' ? [f.subject ?? ''] : [])))],
  forms: [...new Set(record.flatMap((f) => (f.node === 'payout.applied' ? [f.payload.form] : [])))],
});

/** The people of the simulation, beside those of the trial court. */
async function register({ pool }: Store): Promise<void> {
  for (const { id, roles } of simulatedPeople) {
    await pool.query('insert into people (id, name) values ($1, $1) on conflict do nothing', [id]);
    for (const role of roles)
      await pool.query(`insert into assignments (person, role) select $1, $2 where not exists (select from assignments where person = $1 and role = $2)`, [id, role]); // prettier-ignore
  }
}

/** M1, M2, M8, M9, M10 of a case as it is stored. */
async function brokenIn({ db, pool }: Store, id: string): Promise<string | undefined> {
  const { entries, book } = journalOf(readCase(await readFacts(db, id)));
  const folded = entries.flatMap((e) => e.lines.map((l, i) => `${e.fact}/${e.n}/${i + 1}|${l.account}|${l.key}|${l.lot}|${l.side[0]}|${l.fen}`)); // prettier-ignore
  const lines = await pool.query<{ line: string }>(`select concat_ws('|', concat_ws('/', fact, n, line), account, key, lot, side, fen) as line from ledger_lines where record = $1 order by fact, n, line`, [id]); // prettier-ignore
  if (lines.rows.map(({ line }) => line).join('\n') !== folded.join('\n'))
    return 'M9: what is stored is not what the facts come to';
  const balances = await pool.query<{ at: string }>(`select concat_ws('|', account, key, lot, fen) as at from ledger_balances where starts_with(lot, $1) and fen <> 0`, [`${id}/`]); // prettier-ignore
  const owed = book.balances().filter(({ account }) => !['bank', 'cash', 'recoverable'].includes(account));
  const [stored, should] = [balances.rows.map(({ at }) => at), owed.map((b) => `${b.account}|${b.key}|${b.lot}|${b.fen}`)]; // prettier-ignore
  if (stored.toSorted().join('\n') !== should.toSorted().join('\n'))
    return 'M9: balances are not what the lines come to';
  const twice = await pool.query(`select from form_persons where record = $1 group by form, person having count(*) > 1`, [id]); // prettier-ignore
  return twice.rows.length > 0 ? 'M8: somebody has two parts in a form' : undefined;
}
