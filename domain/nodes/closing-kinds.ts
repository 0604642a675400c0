/** The ways a first-enforcement case ends (执行工作规定64) that the engine can judge. */
export const closingKinds = {
  performed: '执行完毕',
  'no-property': '终结本次执行程序',
} as const;
