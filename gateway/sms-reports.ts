import { readFacts } from '../db/cases/read.ts';
import type { Store } from '../db/client.ts';
import { readDisclosure } from '../db/outbox/read.ts';
import { readHolders } from '../db/people/read.ts';
import type { Answer } from '../domain/engine/answer.ts';
import { reportSaid, type SmsReport } from '../domain/engine/receipts.ts';
import type { SmsOf } from '../domain/engine/sms-id.ts';
import { system } from '../domain/nodes/systems.ts';
import { readCase } from '../domain/record/case.ts';
import type { CompleteNode } from '../workflows/messages.ts';

const DISCLOSURE = system('disclosure');

/** What reports are taken with. */
interface Taking {
  readonly store: Pick<Store, 'db'>;
  /** Puts something to a record. */
  readonly tell: (caseId: string, message: Omit<CompleteNode, 'seal'>) => Promise<Answer>;
}

/** What came of a report: it was recorded, it says nothing that is not known, or it cannot be taken: by the code of why. */
export type ReportTaken = 'recorded' | 'known' | 'no-such-message' | 'report-too-early' | 'no-disclosure-account';

/**
 * Records what became of a short message after it was handed over (13.8: delivery and failure are facts), in its case's own workflow and under the
 * message's own id: twice is once. Throws what the record answers where it cannot be reached.
 */
export async function takeSmsReport(
  { store, tell }: Taking,
  { effect, party }: SmsOf,
  report: SmsReport,
): Promise<ReportTaken> {
  const batch = await readDisclosure(store.db, effect);
  const hearing = batch?.to.find((each) => each.party === party);
  if (batch === undefined || hearing === undefined) return 'no-such-message';
  if (batch.sentAt === null) return 'report-too-early'; // that it was told is being recorded
  const c = readCase(await readFacts(store.db, batch.caseId));
  const said = reportSaid(c, hearing, report);
  if (said === undefined) return 'known';
  const by = (await readHolders(store.db, [DISCLOSURE])).get(DISCLOSURE)?.[0];
  if (by === undefined) return 'no-disclosure-account';
  const answer = await tell(batch.caseId, { ...said, by, commandId: `sms-${effect}-${party}` });
  return answer.accepted ? 'recorded' : 'known'; // another report of it came first
}
