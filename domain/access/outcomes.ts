/** What an entry of the access log says of a reading. */
export const accessOutcomes = {
  read: '查阅个人信息、秘密',
  revealed: '说明理由后查看',
  sought: '以证件号码查找',
  opened: '解密 Temporal 的内容',
  denied: '未予查阅',
} as const;
export type AccessOutcome = keyof typeof accessOutcomes;
