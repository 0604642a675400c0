// A database whose sealed tables are written to by the application, sealed, and verified, for the tests of the audit chain.
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { exportAudit } from '../../db/audit/export.ts';
import { type Sealing, sealWhatWaits } from '../../db/audit/seal.ts';
import { openStore, type Store } from '../../db/client.ts';
import type { AuditFault } from '../../domain/audit/fault.ts';
import { type AuditSeen, auditVerifier } from '../../domain/audit/verify.ts';
import type { AuditTrust } from '../../domain/audit/walk.ts';
import { makeDatabase } from './database.ts';

export const COURT = '豫0823';
export const CASE = '2026-ha0823-zhi-1';

/** What of it a test asks. */
export interface SealedCourt {
  readonly url: string;
  readonly store: Store;
  /** Who may do all that the owner of the database can. */
  readonly owner: pg.Client;
  /** The statement that appends a fact of the case, with its values. */
  readonly fact: (seq: number) => [string, unknown[]];
  /** The number of the next fact, `count` of them taken. */
  readonly next: (count?: number) => number;
  /** A fact and its line of the log, in one transaction of the application's; answers its seq. */
  readonly recorded: () => Promise<number>;
  readonly seal: () => Promise<Sealing | undefined>;
  /** Until nothing is left; answers how many records. */
  readonly sealAll: () => Promise<number>;
  /** Exports all, and verifies it. */
  readonly verified: (
    trust?: AuditTrust,
  ) => Promise<{ readonly faults: readonly AuditFault[]; readonly seen: AuditSeen }>;
}

const insertCase = `insert into cases (id, case_no, court, filing, filing_hash, version, stage, filed_at, entered_at, next_due_at, snapshot)
  values ('${CASE}', '${CASE}', '${COURT}', '{}', '', 1, 'intake', now(), now(), now(), '{}')`;
const insertFact = `insert into facts (case_id, seq, node, subject, payload, at, recorded_at, by, "as", via, answer)
  values ('${CASE}', $1, 'asset.frozen', 'a-1', $2, now(), now(), 'p-1', '{officer}', 'api', '{"b":1,"a":[1.50,null]}')`;
const insertLog = `insert into case_log (case_id, type, at, recorded_at, by, data) values ('${CASE}', 'fact', now(), now(), 'p-1', '{}')`;

/** Stands while the tests of its file run. */
export function sealedCourt(): SealedCourt {
  let open: { url: string; store: Store; owner: pg.Client; drop: () => Promise<void> } | undefined;
  let seq = 0;
  const there = () => {
    if (open === undefined) throw new Error('a court stands only while its tests run');
    return open;
  };
  beforeAll(async () => {
    const { url, drop } = await makeDatabase({ isTelling: true }); // as it was migrated: no row of it was taken out
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    await owner.query(insertCase);
    open = { url, store: openStore(url, 6), owner, drop };
  });
  afterAll(async () => {
    await open?.owner.end();
    await open?.store.close();
    await open?.drop();
  });
  const court: SealedCourt = {
    get url() {
      return there().url;
    },
    get store() {
      return there().store;
    },
    get owner() {
      return there().owner;
    },
    fact: (n) => [insertFact, [n, { 金额: n }]],
    next: (count = 1) => (seq += count) - count + 1,
    async recorded() {
      const n = court.next();
      const client = await court.store.pool.connect();
      try {
        for (const [text, values] of [['begin'], court.fact(n), [insertLog], ['commit']] as [string, unknown[]?][])
          await client.query(text, values);
      } finally {
        client.release();
      }
      return n;
    },
    seal: () => sealWhatWaits(court.store, COURT),
    async sealAll() {
      let all = 0;
      for (let isMore = true; isMore;) {
        const done = await court.seal();
        all += done?.records ?? 0;
        isMore = done === undefined || done.isMore;
      }
      return all;
    },
    async verified(trust) {
      const verifier = auditVerifier(trust);
      const found: AuditFault[] = [];
      await exportAudit(court.store, COURT, (text) => {
        found.push(...verifier.line(text.slice(0, -1)));
        return Promise.resolve();
      });
      const { faults, seen } = verifier.end();
      return { faults: [...found, ...faults], seen };
    },
  };
  return court;
}
