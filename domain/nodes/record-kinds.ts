/**
 * The kinds of record that the machine runs (plan.md §10): what each is called, the node that founds it, and
 * the node that brings it to its end.
 */
export const recordKinds = {
  case: { zh: '执行案件', foundedBy: 'case.filed', endedBy: 'case.closed' },
  petition: { zh: '信访', foundedBy: 'petition.received', endedBy: 'petition.concluded' },
} as const;

export type RecordKind = keyof typeof recordKinds;

/** A registered matter: a record that is not a case (plan.md §10). */
export type MatterKind = Exclude<RecordKind, 'case'>;

export const recordKindIds = Object.keys(recordKinds) as RecordKind[]; // the keys of a constant record are exactly its type

export const matterKindIds = recordKindIds.filter((kind): kind is MatterKind => kind !== 'case');

export const matterKinds = Object.fromEntries(matterKindIds.map((kind) => [kind, recordKinds[kind].zh])) as Record<
  MatterKind,
  string
>; // one entry for each

export const isMatterKind = (kind: string): kind is MatterKind => Object.hasOwn(matterKinds, kind);

/** Where a row of nodes or deadlines stands: in cases unless it says otherwise. */
export type Where = RecordKind | 'every';

/** Whether a row that stands there is for records of this kind. */
export const standsIn = (where: Where | undefined, kind: RecordKind): boolean =>
  where === 'every' || (where ?? 'case') === kind;
