/** The ways a first-enforcement case ends (执行工作规定64) that the engine can judge. */
export const closingKinds = {
  performed: '执行完毕',
  'no-property': '终结本次执行程序',
} as const;

export type ClosingKind = keyof typeof closingKinds;

export const closingKindIds = Object.keys(closingKinds) as ClosingKind[]; // the keys of a constant record are exactly its type

/** After which closings something still comes or runs: after every kind, or after 终本 alone (`A` and `N` in plan §9, `+` and `+N` in §2). */
export type AfterClosing = true | 'no-property';

/** Whether what is so marked comes or runs after a closing of a kind; a record that is no case is closed in none. */
export const outlasts = (mark: AfterClosing | undefined, kind: ClosingKind | undefined): boolean =>
  mark === true || (mark !== undefined && mark === kind);
