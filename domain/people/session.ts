/** How somebody came to a session; a calendar's address is one that reads their deadlines, and nothing else. */
export const sessionVias = { oidc: '登录服务', trial: '试用', calendar: '日历订阅' } as const;

export type SessionVia = keyof typeof sessionVias;

/** How a session can end. */
export const sessionEnds = {
  'logged-out': '退出',
  ended: '终止',
  expired: '到期',
  idle: '闲置',
  'office-ended': '不再任职',
} as const;

export type SessionEnd = keyof typeof sessionEnds;

/** What is kept of sessions. */
export const sessionEventKinds = {
  'logged-in': '登录',
  'calendar-made': '生成日历地址',
  refused: '未准登录',
  ...sessionEnds,
} as const;

export type SessionEventKind = keyof typeof sessionEventKinds;
