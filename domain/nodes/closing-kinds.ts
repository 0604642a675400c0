/** The ways a first-enforcement case ends (执行工作规定64) that the engine can judge. */
export const closingKinds = {
  performed: '执行完毕',
  'no-property': '终结本次执行程序',
} as const;

export type ClosingKind = keyof typeof closingKinds;

export const closingKindIds = Object.keys(closingKinds) as ClosingKind[]; // the keys of a constant record are exactly its type
