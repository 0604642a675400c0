import { parseInstant } from '../../time/instant.ts';
import { cellText, ownAmount, type ReadAmount } from './cells.ts';
import type { BrokenCode, SheetRow, Statement, StatementLine } from './line.ts';

/** The first cell of a file in the own layout, and the version that is read. */
export const OWN_MARK = '#zhixing-statement';

const VERSION = '1';

/** The columns of the own layout, in their order. */
export const ownColumns = [
  'serial',
  'bookedAt',
  'direction',
  'amount',
  'balance',
  'ownAccount',
  'subAccount',
  'counterName',
  'counterAccount',
  'counterBank',
  'summary',
  'remark',
] as const;

/** Reads a statement in the own layout; undefined where it is of another version, or has other columns. */
export function readOwnLayout(rows: readonly SheetRow[]): Statement | undefined {
  const [first] = rows;
  const start = rows.findIndex(({ cells }) => cells.join() === ownColumns.join());
  if (first?.cells[0] !== OWN_MARK || first.cells[1] !== VERSION || start < 0) return undefined;
  const said = (name: string) => rows.slice(0, start).find(({ cells }) => cells[0] === name)?.cells[1] ?? null;
  const fenOf = (text: string | null) => fen(ownAmount(text ?? ''));
  const filled = rows.slice(start + 1).filter(({ cells }) => cells.some((cell) => cell !== ''));
  return {
    layout: 'own',
    account: said('#account'),
    openingFen: fenOf(said('#opening')),
    closingFen: fenOf(said('#closing')),
    lines: filled.flatMap((row) => lineOf(row) ?? []),
    ignored: [
      ...rows.slice(0, start).map(({ row }) => ({ row, why: 'metadata' as const })),
      ...rows.slice(start, start + 1).map(({ row }) => ({ row, why: 'header' as const })),
      ...filled.filter((row) => lineOf(row) === undefined).map(({ row }) => ({ row, why: 'note' as const })),
    ],
  };
}

const fen = (read: ReadAmount) => ('fen' in read ? read.fen : null);

function lineOf({ row, cells }: SheetRow): StatementLine | undefined {
  const at = (column: (typeof ownColumns)[number]) => cellText(cells[ownColumns.indexOf(column)]);
  const serial = at('serial');
  if (serial === null) return undefined;
  const bookedAt = parseInstant(at('bookedAt') ?? '') ?? null;
  const written = at('direction');
  const direction = written === 'credit' || written === 'debit' ? written : null;
  const amount = ownAmount(at('amount') ?? '');
  const broken = [directionFlaw(written), amountFlaw(amount), bookedAt === null ? ('bad-date' as const) : null];
  return {
    row,
    serial,
    bookedAt,
    direction,
    amountFen: fen(amount),
    balanceFen: fen(ownAmount(at('balance') ?? '')),
    subAccount: at('subAccount'),
    counterName: at('counterName'),
    counterAccount: at('counterAccount'),
    counterBank: at('counterBank'),
    summary: at('summary'),
    remark: at('remark'),
    broken: broken.find((code) => code !== null) ?? null,
  };
}

function directionFlaw(written: string | null): BrokenCode | null {
  if (written === 'credit' || written === 'debit') return null;
  return written === 'both' ? 'both-sides' : 'bad-direction';
}

function amountFlaw(read: ReadAmount): BrokenCode | null {
  if ('broken' in read) return read.broken;
  return read.fen === 0n ? 'amount-not-positive' : null;
}
