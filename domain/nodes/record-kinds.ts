import type { Role } from './roles.ts';

/** What a kind of record is called, and the nodes between which it stands (plan.md §10). */
interface RecordKindRow {
  readonly zh: string;
  readonly foundedBy: string;
  /** What brings it to its end, whichever comes first; none: it is kept for good. */
  readonly endedBy: readonly string[];
  /** Until then it waits for somebody to take it up; left out: it is handled from its founding on. */
  readonly takenUpBy?: string;
  /**
   * It judges what was done in the case that it is about: that case is looked up for its guards, nobody who carried out in it
   * has a part in it, and what founds and what decides it the engine writes into that case too.
   */
  readonly judges?: true;
  /** Whoever is officer of any case acts in it as such, if they may know of it: it has none of its own. */
  readonly anyOfficer?: true;
  /** The offices that alone may know of it, beside those whom it names; left out: the court's own people. */
  readonly readBy?: readonly Role[];
  /** Where others than those see that it runs, on Temporal's own pages, it names nobody and nothing (docs/decisions/076). */
  readonly unnamed?: true;
  /** Who does in it what the internal group does elsewhere. */
  readonly reviewedBy?: Role;
}

/** The kinds of record that the machine runs (plan.md §10). */
export const recordKinds = {
  case: { zh: '执行案件', foundedBy: 'case.filed', endedBy: ['case.closed'] },
  petition: {
    zh: '信访',
    foundedBy: 'petition.received',
    endedBy: ['petition.concluded'],
    takenUpBy: 'petition.registered',
  },
  entrustment: { zh: '受托事项', foundedBy: 'entrustment.received', endedBy: ['entrustment.answered'] },
  order: { zh: '上级督办', foundedBy: 'order.received', endedBy: ['order.reported'] },
  assist: { zh: '应急协助', foundedBy: 'assist.requested', endedBy: ['assist.done'] },
  agency: { zh: '辅拍机构', foundedBy: 'agency.enlisted', endedBy: [] },
  'objection-case': { zh: '执行异议案', foundedBy: 'objection.filed', endedBy: ['objection.decided'], judges: true },
  report: { zh: '定期报告', foundedBy: 'period.opened', endedBy: ['report.submitted'] },
  'dual-check': {
    zh: '一案双查',
    foundedBy: 'dual-check.opened',
    endedBy: ['dual-check.concluded'],
    readBy: ['president'],
    unnamed: true,
    reviewedBy: 'president',
  },
  'unidentified-receipt': {
    zh: '不明款',
    foundedBy: 'funds.unidentified',
    endedBy: ['funds.claimed', 'funds.sent-back', 'funds.reversed'],
    readBy: ['funds', 'finance', 'review', 'director'],
    anyOfficer: true,
  },
  // a month is kept open: what is signed stays, fees are remitted later too
  reconciliation: {
    zh: '对账',
    foundedBy: 'reconciliation.opened',
    endedBy: ['day.reconciled'],
    readBy: ['funds', 'finance', 'review', 'director'],
  },
} as const satisfies Readonly<Record<string, RecordKindRow>>;

export type RecordKind = keyof typeof recordKinds;

/** A kind's row without its own type: what generic code reads. */
export const recordKindRow = (kind: RecordKind): RowOfNodes => recordKinds[kind];
type Rows = (typeof recordKinds)[RecordKind];
/** The same, its nodes by their ids. */
interface RowOfNodes extends Omit<RecordKindRow, 'foundedBy' | 'endedBy' | 'takenUpBy'> {
  readonly foundedBy: Rows['foundedBy'];
  readonly endedBy: readonly Rows['endedBy'][number][];
  readonly takenUpBy?: Extract<Rows, { readonly takenUpBy: string }>['takenUpBy'];
}

/** A registered matter: a record that is not a case (plan.md §10). */
export type MatterKind = Exclude<RecordKind, 'case'>;

/** The node that founds matters of a kind. */
export type FoundingNode<K extends MatterKind = MatterKind> = (typeof recordKinds)[K]['foundedBy'];

/** The node that founds matters of this kind. */
export const foundingNode = <K extends MatterKind>(kind: K): FoundingNode<K> => recordKinds[kind].foundedBy;

export const recordKindIds = Object.keys(recordKinds) as RecordKind[]; // the keys of a constant record are exactly its type

export const matterKindIds = recordKindIds.filter((kind): kind is MatterKind => kind !== 'case');

export const matterKinds = Object.fromEntries(matterKindIds.map((kind) => [kind, recordKinds[kind].zh])) as Record<
  MatterKind,
  string
>; // one entry for each

/** The nodes that found records: sent to none that there is already, though the engine may write one into a case. */
export const foundingNodes: ReadonlySet<string> = new Set(recordKindIds.map((kind) => recordKinds[kind].foundedBy));

export const isMatterKind = (kind: string): kind is MatterKind => Object.hasOwn(matterKinds, kind);

/** Where a row of nodes or deadlines stands: in cases unless it says otherwise. */
export type Where = RecordKind | 'every' | readonly RecordKind[];

/** Whether a row that stands there is for records of this kind. */
export const standsIn = (where: Where = 'case', kind: RecordKind): boolean =>
  where === 'every' || where === kind || (typeof where === 'object' && where.includes(kind));
