/** The ways a case ends (执行工作规定64), the last three those of 执保 (plan §5). */
export const closingKinds = {
  performed: '执行完毕',
  'no-property': '终结本次执行程序',
  terminated: '终结执行',
  dismissed: '驳回申请',
  refused: '不予执行',
  cancelled: '销案',
  preserved: '保全完毕',
  'partly-preserved': '部分保全',
  'nothing-to-preserve': '无标的物可实施保全',
} as const;

export type ClosingKind = keyof typeof closingKinds;

export const closingKindIds = Object.keys(closingKinds) as ClosingKind[]; // the keys of a constant record are exactly its type

/** The ways in which a case of 执保 ends: what it preserved stays in force. */
export const preservingKinds = [
  'preserved',
  'partly-preserved',
  'nothing-to-preserve',
] as const satisfies readonly ClosingKind[];

export const isPreserving = (kind: ClosingKind): boolean => (preservingKinds as readonly ClosingKind[]).includes(kind);

/** The kinds that free what is in force: all but 终本 and those of 执保 (plan §5). */
export const freeingKinds: readonly ClosingKind[] = closingKindIds.filter(
  (kind) => kind !== 'no-property' && !isPreserving(kind),
);

/** After which closings something still comes or runs: after every kind, or after 终本 alone (`A` and `N` in plan §9, `+` and `+N` in §2). */
export type AfterClosing = true | 'no-property';

/** Whether what is so marked comes or runs after a closing of a kind; a record that is no case is closed in none. */
export const outlasts = (mark: AfterClosing | undefined, kind: ClosingKind | undefined): boolean =>
  mark === true || (mark !== undefined && mark === kind);
