import type { Static } from 'typebox';
import { exactNumber } from '../../domain/money/fen.ts';
import type { countLines, StatementLineRow, StatementRow } from '../../db/money/statements.ts';
import type { AddsUp } from '../../domain/money/statement/read.ts';
import type { Statement } from '../../domain/money/statement/line.ts';
import { disposedOf, type FatedLine } from '../../domain/plan/money/line-outcome.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { ImportProgress } from '../../workflows/messages.ts';
import type { StatementLineView, StatementView } from './statement-schemas.ts';

type View = Static<typeof StatementView>;
type LineView = Static<typeof StatementLineView>;

const MOST_SHOWN = 200;

const number = (fen: bigint | null): number | null => (fen === null ? null : exactNumber(fen));
const instant = (at: number | null): string | null => (at === null ? null : formatInstant(at));

/** A line that is stored, or that would be. */
export function statementLineView(
  line: FatedLine & Partial<Pick<StatementLineRow, 'state' | 'record' | 'reason'>>,
): LineView {
  const { fate, bookedAt, amountFen, balanceFen, row, serial, direction, subAccount } = line;
  const { counterName, counterAccount, counterBank, summary, remark } = line;
  const { state = disposedOf(line).state, record = null, reason = disposedOf(line).reason } = line;
  return {
    ...{ row, serial, direction, subAccount, counterName, counterAccount, counterBank, summary, remark },
    ...{ bookedAt: instant(bookedAt), amountFen: number(amountFen), balanceFen: number(balanceFen) },
    bankSerial: fate.answer?.bankSerial ?? null,
    ...{ status: fate.status, kind: fate.kind, code: fate.code ?? null, case: fate.caseNo ?? null },
    forms: [...(fate.forms ?? [])],
    proposals: (fate.proposals ?? []).map(({ caseNo, sign }) => ({ case: caseNo, sign })),
    flags: [...(fate.flags ?? [])],
    ...{ state, record, reason },
  };
}

type Counts = Awaited<ReturnType<typeof countLines>>;

/** A statement that is stored. */
export function statementView(row: StatementRow, counts: Counts, progress: ImportProgress | undefined): View {
  const { id, account, day, layout, lines, by, at, doneAt } = row;
  return {
    ...{ id, account, day, layout, lines },
    ...{
      openingFen: number(row.openingFen),
      closingFen: number(row.closingFen),
      differenceFen: number(row.differenceFen),
    },
    breaks: [...row.breaks],
    counts: counts.map(({ n, ...each }) => ({ ...each, count: n })),
    ignored: row.ignored.map((each) => ({ ...each })),
    ...{ importedBy: by, importedAt: formatInstant(at), doneAt: instant(doneAt), progress: progress ?? null, lead: [] },
  };
}

/** What a file would come to. */
export function previewView(
  { id, account, day }: Pick<StatementRow, 'id' | 'account' | 'day'>,
  {
    statement,
    adds,
    lines,
  }: { readonly statement: Statement; readonly adds: AddsUp; readonly lines: readonly FatedLine[] },
): View {
  const keyed = lines.map((line) => {
    const { status, kind, code = null } = line.fate;
    return { status, kind, code, state: disposedOf(line).state };
  });
  const counted = Map.groupBy(keyed, (each) => JSON.stringify(each));
  return {
    ...{ id, account, day, layout: statement.layout, lines: lines.length },
    ...{
      openingFen: number(statement.openingFen),
      closingFen: number(statement.closingFen),
      differenceFen: number(adds.differenceFen),
    },
    breaks: [...adds.breaks],
    counts: [...counted.values()].flatMap((own) => (own[0] === undefined ? [] : [{ ...own[0], count: own.length }])),
    ignored: statement.ignored.map((each) => ({ ...each })),
    ...{ importedBy: null, importedAt: null, doneAt: null, progress: null },
    lead: lines.filter(({ fate }) => fate.status !== 'matched').slice(0, MOST_SHOWN).map(statementLineView), // prettier-ignore
  };
}
