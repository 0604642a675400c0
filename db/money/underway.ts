import { and, eq, inArray, sql } from 'drizzle-orm';
import { exactNumber } from '../../domain/money/fen.ts';
import { yuan } from '../../domain/money/yuan.ts';
import { law } from '../../domain/nodes/basis.ts';
import { type NodeId, nodeRow, type PayloadOf } from '../../domain/nodes/index.ts';
import { bankLinesIn, keysOfLine } from '../../domain/plan/money/bank-lines.ts';
import { ledgerOnlyId } from '../../domain/plan/money/day-differences.ts';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import type { Case } from '../../domain/record/case.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import type { Missing } from '../../domain/record/refusal.ts';
import type { Db } from '../client.ts';
import { readRelayed } from '../outbox/read.ts';
import { bankStatementLines, deadlines, facts, ledgerBalances } from '../schema/index.ts';

const basis = law('法发〔2017〕6号').zh;

/** What stands in the way of a closing, by the node that mends it. */
const gap = (id: NodeId, zh: string): Missing => ({ id, zh: `${zh}（${id}，${nodeRow(id).zh}）`, basis });

/**
 * What of a case's money other records know of (docs/spec/money.md 14): what is between two cases of this court, what is claimed for it and not
 * decided yet or not taken yet, the open differences with the bank that concern its receipts.
 */
export async function readUnderway(db: Db, caseId: string, c: Case): Promise<readonly Missing[]> {
  const [passage, claimed, coming, differences] = await Promise.all([
    inPassage(db, caseId),
    proposed(db, caseId),
    notTaken(db, caseId),
    inDoubt(db, caseId, c),
  ]);
  return [...passage, ...claimed, ...coming, ...differences];
}

async function inPassage(db: Db, caseId: string): Promise<readonly Missing[]> {
  const { account, key, fen } = ledgerBalances;
  const [from, to] = [sql<string>`split_part(${key}, '>', 1)`, sql<string>`split_part(${key}, '>', 2)`];
  const rows = await db
    .select({ from, to, fen: sql<string>`sum(${fen})` })
    .from(ledgerBalances)
    .where(and(eq(account, 'in-passage'), sql`${fen} > 0`, sql`(${from} = ${caseId} or ${to} = ${caseId})`))
    .groupBy(from, to);
  return rows.map((row) =>
    gap('funds.arrived', `${row.from} 划转 ${row.to} 的${yuan(exactNumber(row.fen))}尚在途中，待转入的案件收入`),
  );
}

const isOpen = (rule: RuleId) => and(eq(deadlines.rule, rule), inArray(deadlines.status, ['open', 'suspended']));

/** Facts whose clock runs, of every record. */
const ofOpen = (db: Db, rule: RuleId, node: NodeId) =>
  db
    .select({ record: facts.caseId, subject: facts.subject, payload: facts.payload })
    .from(deadlines)
    .innerJoin(
      facts,
      and(eq(facts.caseId, deadlines.caseId), eq(facts.subject, deadlines.subject), eq(facts.node, node)),
    )
    .where(isOpen(rule))
    .orderBy(facts.caseId, facts.seq);

async function proposed(db: Db, caseId: string): Promise<readonly Missing[]> {
  const rows = await ofOpen(db, 'claim-confirm', 'claim.proposed');
  return rows.flatMap(({ record, subject, payload }) => {
    const { cases } = payload as PayloadOf<'claim.proposed'>; // of that node
    const own = cases.filter((each) => caseIdOf(each.case) === caseId);
    return own.map(({ fen }) => gap('funds.claimed', `不明款 ${record} 的${yuan(fen)}已提出认领到本案（${subject ?? ''}），待复核或者退回`)); // prettier-ignore
  });
}

/** What was claimed and this case has not taken yet: it is on its way from the other record. */
async function notTaken(db: Db, caseId: string): Promise<readonly Missing[]> {
  const waiting = await readRelayed(db, caseId);
  return waiting.flatMap(({ body }) => {
    if (body.node !== 'funds.arrived' || body.payload === null) return [];
    const { amountFen, source } = body.payload as PayloadOf<'funds.arrived'>; // of that node
    return source === 'claim' ? [gap('funds.arrived', `认领的${yuan(amountFen)}尚待本案收入`)] : [];
  });
}

/** An open difference is of a line that stands in the case or that it refused, or of what the case has without one. */
async function inDoubt(db: Db, caseId: string, c: Case): Promise<readonly Missing[]> {
  const rows = await ofOpen(db, 'reconciliation-difference', 'difference.found');
  if (rows.length === 0) return [];
  const ids = new Set([...c.subjects.keys()].map((subject) => ledgerOnlyId(caseId, subject)));
  const found = rows.map((row) => ({ ...row, said: row.payload as PayloadOf<'difference.found'> })); // of that node
  const serials = found.flatMap(({ said }) => said.line?.serial ?? []);
  const { account, serial, record } = bankStatementLines;
  const lines =
    serials.length === 0
      ? []
      : await db
          .select({ account, serial })
          .from(bankStatementLines)
          .where(and(eq(record, caseId), inArray(serial, serials)));
  const own = new Set([...bankLinesIn(c).keys(), ...lines.map((line) => keysOfLine(line).line)]);
  return found
    .filter(({ subject, said }) => ids.has(subject ?? '') || (said.line !== undefined && own.has(keysOfLine(said.line).line)))
    .map((row) => gap('difference.settled', `对账 ${row.record} 的差异 ${row.subject ?? ''} 涉及本案案款：${row.said.what}`)); // prettier-ignore
}
