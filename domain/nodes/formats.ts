/** The `format`s that schemas name, each with what it means: written into the description of the API, for people and generators. */
export const formats = {
  fen: '金额：整数，单位为分（一元为100）。不用小数，不用元',
  'case-number': '案号，如 `（2026）豫0823执123号`。括号和数字全角、半角均可，写出时一律为全角括号、半角数字',
  'id-number':
    '证件号码：居民身份证（GB 11643）或者统一社会信用代码（GB 32100），带校验码；`idKind` 写明其他证件的，从其规定',
  instant:
    '时刻，如 `2026-01-20T16:20:00+08:00`：必须带时区，秒可以不写，小数至多9位（只取到毫秒），1990年至2100年。写出时一律为 +08:00',
  date: '日历日（民事日期），如 `2026-01-20`：北京时间的一整日，没有时刻和时区；期限以日计的，当日24时届满',
} as const;

/** A format that the API's schemas name. */
export type Format = keyof typeof formats;
