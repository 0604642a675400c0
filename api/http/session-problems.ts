const later = { 'retry-after': '5' };

/** What can be wrong with a log-in, a session, its cookie or what is told in it, by code: rows of the table of `errors.ts`. */
export const sessionProblems = {
  // the cookie of a request
  'bad-cookie': { status: 400, title: '会话 cookie 有误', detail: '会话 cookie 已清除，请重新登录' },
  'two-identities': {
    status: 400,
    title: '身份不明',
    detail: '会话 cookie 和 Authorization 首部只能带一个：浏览器用 cookie，程序用令牌',
  },
  'session-unknown': { status: 401, title: '没有此会话', detail: '请重新登录（GET /api/session/login）' },
  'session-expired': { status: 401, title: '会话已到期', detail: '请重新登录（GET /api/session/login）' },
  'session-idle': { status: 401, title: '会话因闲置已结束', detail: '请重新登录（GET /api/session/login）' },
  'session-ended': {
    status: 401,
    title: '会话已结束',
    detail: '已经退出或者被终止，请重新登录（GET /api/session/login）',
  },
  'office-ended': { status: 403, title: '已不再任职', detail: '会话已结束；仍应任职的，请联系安全管理员' },
  'foreign-origin': {
    status: 403,
    title: '请求来自其他网站',
    detail: '以会话办理的请求须由本系统的页面发出，并带有 Origin 或 Sec-Fetch-Site 首部；程序请改用令牌',
  },
  'foreign-host': {
    status: 421,
    title: '不以此名答复',
    detail: '试用环境只以 localhost 或者 IP 地址答复，请改用 http://127.0.0.1 加端口访问',
  },
  'no-such-session': { status: 404, title: '没有此会话', detail: '本人的会话见 GET /api/sessions' },
  // the inbox
  'no-such-notice': { status: 404, title: '没有此通知', detail: '收件箱见 GET /api/inbox' },
  'bad-event-id': { status: 400, title: 'Last-Event-ID 有误', detail: '请原样使用最后收到的 id，或者不带' },
  'too-many-streams': { status: 429, title: '同时打开的页面过多', detail: '一人至多同时接收6路通知；请关闭不用的页面' },
  'no-such-calendar': {
    status: 404,
    title: '没有此日历',
    detail: '地址有误，或者已经撤销、到期；请本人重新生成（POST /api/worklist/calendars）',
  },
  // where it is told besides
  'mail-not-allowed': { status: 422, title: '不是本院的邮箱', detail: '请用本院的邮箱' },
  'not-a-mobile': { status: 422, title: '不是手机号码', detail: '请写境内的11位手机号码' },
  'digest-for-leaders': {
    status: 422,
    title: '每日汇总只供负责人选择',
    detail:
      '请选择随到随发：经办的提醒不能等到次日；任团队负责人、执行局长、分管领导、院长或者岗位负责人的，可以选择每日汇总',
  },
  // what a gateway of short messages reports
  'reports-not-set': {
    status: 404,
    title: '没有配置送达报告',
    detail: '请系统管理员设置 SMS_REPORT_KEY（见 docs/operations.md）后重启',
  },
  'bad-report-signature': {
    status: 401,
    title: '送达报告的签名不符',
    detail: '没有登记；请以 SMS_REPORT_KEY 按 /docs 所列的写法签名',
  },
  'report-too-old': { status: 401, title: '送达报告的时刻不符', detail: '没有登记；请以现在的时刻重新签名后再发' },
  'no-such-message': { status: 404, title: '没有此短信', detail: '请原样使用发送时的编号' },
  'report-too-early': {
    status: 503,
    title: '短信的发出尚在登记',
    detail: '没有登记；请稍后再报',
    headers: { 'retry-after': '60' },
  },
  'no-disclosure-account': {
    status: 422,
    title: '没有可以登记的账号',
    detail: '请安全管理员将“执行流程信息公开平台”（sys:disclosure）授予一个账号',
  },
  // logging in
  'bad-return': {
    status: 400,
    title: 'return 有误',
    detail: 'return 须为本系统内的路径，以一个 / 开头，至多500个字符',
  },
  'login-not-set': {
    status: 404,
    title: '没有配置登录服务',
    detail: '请系统管理员设置 OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_REDIRECT（见 docs/operations.md）后重启；程序可用令牌',
  },
  'login-not-begun': {
    status: 400,
    title: '登录没有从这里开始',
    detail: '此浏览器没有正在进行的登录，或者已超过10分钟；请重新登录（GET /api/session/login）',
  },
  'login-state-wrong': {
    status: 400,
    title: '登录答复不属于这次登录',
    detail: '可能同时打开了几个登录页面；请关闭其他的，重新登录（GET /api/session/login）',
  },
  'login-refused': { status: 403, title: '登录服务没有准许登录', detail: '请重新登录，或者联系系统管理员' },
  'login-too-weak': {
    status: 403,
    title: '登录方式强度不够',
    detail: '本院要求以更强的方式（如双因素）登录；请以该方式重新登录，或者联系系统管理员（OIDC_ACR）',
  },
  'login-code-used': {
    status: 400,
    title: '登录答复已经用过或者过期',
    detail: '请重新登录（GET /api/session/login）',
  },
  'login-answer-bad': {
    status: 400,
    title: '登录答复未通过核验',
    detail: '登录服务的答复与这次登录不符；请重新登录，仍不行的请联系系统管理员',
  },
  'login-unavailable': {
    status: 503,
    title: '登录服务暂时不可用',
    detail: '没有登录；已登录的会话不受影响。请稍后重新登录',
    headers: later,
  },
} as const;
