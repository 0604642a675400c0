// The only place that knows HTTP statuses. Every code of the engine and of the API has its row; problem+json is RFC 9457.
import { sqlState } from '../db/client.ts';
import {
  type Missing,
  type Refusal,
  type RefusalCode,
  refusalCodes,
  type RefusalKind,
} from '../domain/case/refusal.ts';

/** The statuses of what went well, and of a service that is not ready. */
export const HTTP = { ok: 200, created: 201, accepted: 202, found: 302, unavailable: 503 } as const;

/** How a code is answered. */
export interface ProblemRow {
  readonly status: number;
  readonly title: string;
  /** What to do, where the thrower says nothing more exact. */
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const kinds: Readonly<Record<RefusalKind, ProblemRow>> = {
  form: { status: 400, title: '请求内容不合要求', detail: '请对照 /docs 改正后再发' },
  identity: { status: 403, title: '无权办理', detail: '请由有权的人员办理' },
  conflict: { status: 409, title: '与已有记录冲突', detail: '请核对后换用新的编号' },
  guard: { status: 422, title: '案件现状不允许', detail: '请先完成所缺事项' },
};
/** A draft of law that cannot be published as it stands, or not now. */
const draft = (title: string, status = 422): ProblemRow => ({ status, title, detail: '请改正草案后再发' });
/** Codes that are answered otherwise than their kind. */
const exceptions: Partial<Record<RefusalCode, ProblemRow>> = {
  'unknown-case': { status: 404, title: '没有此案', detail: '请核对案件编号' },
  'unknown-node': { status: 404, title: '没有此节点', detail: '全部节点见 GET /api/nodes' },
  'year-gap': draft('日历有空缺'),
  'date-outside-span': draft('日期超出范围'),
  'rest-and-work': draft('同一日写了两次'),
  'not-a-change': draft('没有变动'),
  'not-in-force-yet': draft('施行日期过晚'),
  'looser-than-law': draft('宽于法定期限'),
  'rule-dated-back': draft('施行日期过早'),
  'no-preview': draft('尚未预览'),
  'not-a-draft': draft('不再是草案', 409),
  'preview-stale': draft('预览已经过时', 409),
  'draft-while-applying': draft('另一草案正在适用', 409),
};

const bearer = { 'www-authenticate': 'Bearer realm="zhixing"' };
const later = { 'retry-after': '5' };

/** What can go wrong before and around the engine. */
export const apiProblems = {
  'no-token': { status: 401, title: '需要登录', detail: '请在 Authorization 首部带上 Bearer 令牌', headers: bearer },
  'bad-token': { status: 401, title: '令牌无效', detail: '请重新登录以取得令牌', headers: bearer },
  forbidden: { status: 403, title: '无权查看', detail: '此处只对法院工作人员开放' },
  'not-found': { status: 404, title: '没有此地址', detail: '全部接口见 /docs' },
  'bad-json': { status: 400, title: '不是合法的 JSON', detail: '请发送 UTF-8 编码的 JSON' },
  'bad-url': { status: 400, title: '地址有误', detail: '请检查地址中的字符编码' },
  'bad-query': { status: 400, title: '查询参数有误', detail: '请对照 /docs 改正查询参数' },
  'bad-cursor': { status: 400, title: '翻页标记有误', detail: '请原样使用上一页的 next，并保持排序不变' },
  'bad-idempotency-key': { status: 400, title: 'Idempotency-Key 有误', detail: '请用1至200个可见的 ASCII 字符' },
  'unsupported-media-type': {
    status: 415,
    title: '内容类型不支持',
    detail: '请用 Content-Type: application/json 发送',
  },
  'body-too-large': { status: 413, title: '内容过大', detail: '一次至多 1 MB，请分次发送' },
  'too-many-questions': { status: 400, title: '问题过多', detail: '一次至多1000个问题，请分次发送' },
  'unknown-year': { status: 404, title: '没有此年', detail: '已公布的年份见 GET /api/calendar' },
  'unknown-version': { status: 404, title: '没有此版本', detail: '各版本见 GET /api/calendar' },
  'unknown-draft': { status: 404, title: '没有此草案', detail: '全部草案见 GET /api/law/drafts' },
  'no-such-deadline': { status: 404, title: '没有此期限', detail: '本案的期限见 GET /api/cases/{id}/deadlines' },
  'not-applying': { status: 409, title: '没有在适用', detail: '该草案没有在逐案适用' },
  'clock-backwards': { status: 422, title: '时间不能倒退', detail: '请给出晚于本案现在的时刻' },
  'clock-too-far': { status: 422, title: '拨得太远', detail: '一次至多十年，请分次推进' },
  'clock-interrupted': { status: 409, title: '时间没有拨到', detail: '本案同时被另一次拨动，请核对现在时刻后再发' },
  'time-skipping-unavailable': {
    status: 409,
    title: '不能拨动时间',
    detail: '所连接的 Temporal 没有开启时间快进；请用 npm start 的试用环境',
  },
  'temporal-unavailable': {
    status: 503,
    title: 'Temporal 暂时不可用',
    detail: '请稍后用同一 Idempotency-Key 再发一次',
    headers: later,
  },
  'postgres-unavailable': {
    status: 503,
    title: '数据库暂时不可用',
    detail: '请稍后用同一 Idempotency-Key 再发一次',
    headers: later,
  },
  'keys-unavailable': {
    status: 503,
    title: '暂时无法核验令牌',
    detail: '取不到登录服务的公钥，请稍后再试',
    headers: later,
  },
  timeout: {
    status: 504,
    title: '没有及时得到答复',
    detail: '是否已经登记尚不确定，请用同一 Idempotency-Key 再发一次，不会重复登记',
    headers: later,
  },
  internal: { status: 500, title: '系统内部错误', detail: '错误已记录，请把 instance 告诉系统管理员' },
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = RefusalCode | keyof typeof apiProblems;

const rowOf = (code: RefusalCode): ProblemRow => exceptions[code] ?? kinds[refusalCodes[code]];
const refusalRows = Object.keys(refusalCodes).map((code) => [code, rowOf(code as RefusalCode)]); // its own keys

/** THE TABLE: every code that the API answers with. */
export const problems = { ...Object.fromEntries(refusalRows), ...apiProblems } as Readonly<
  Record<ProblemCode, ProblemRow>
>; // both parts are complete over their own codes

/** What a problem may carry besides its sentence; the cause is for the log alone. */
export interface ProblemMore {
  readonly basis?: string | null;
  readonly missing?: readonly Missing[];
  readonly cause?: unknown;
}

/** A request that cannot be fulfilled; what it says goes to the caller. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly basis: string | null;
  readonly missing: readonly Missing[];

  constructor(code: ProblemCode, detail?: string, more: ProblemMore = {}) {
    super(detail ?? problems[code].detail, more.cause === undefined ? {} : { cause: more.cause });
    this.code = code;
    this.basis = more.basis ?? null;
    this.missing = more.missing ?? [];
  }
}

/** A body that the gate could not read; `flaw` says why. */
export const badJson = (flaw: string): ApiProblem =>
  new ApiProblem('bad-json', `${flaw}；请发送 UTF-8 编码的 JSON`);

/** A refusal of the engine as a problem. A code this version does not know counts as a guard's. */
export const refused = ({
  code,
  zh,
  basis,
  missing,
}: Omit<Refusal, 'code'> & { readonly code: string }): ApiProblem => {
  const known = Object.hasOwn(refusalCodes, code) ? (code as RefusalCode) : 'not-started'; // just looked up
  return new ApiProblem(known, zh, { basis, missing });
};

/** What RFC 9457 calls a problem document. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly basis: string | null;
  readonly missing: readonly Missing[];
  readonly instance: string;
}

/** The document that a problem is answered with. `requestId` is what the log knows the request by. */
export function problemOf({ code, message, basis, missing }: ApiProblem, requestId: string): Problem {
  const { status, title } = problems[code];
  const instance = `urn:uuid:${requestId}`;
  return { type: `urn:zhixing:problem:${code}`, title, status, detail: message, code, basis, missing, instance };
}

const fastifyCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_BAD_URL: 'bad-url',
};
const unreachable = /^(08|57P0[123]$|53300$|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)/;
const lostConnection = /timeout exceeded when trying to connect|Connection terminated|Client has encountered/;

/** Whatever was thrown, as a problem; what nobody foresaw is `internal` and says nothing of its inside. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const { code, cause, message } = fields(error);
  const { message: causeMessage } = fields(cause);
  const known = fastifyCodes[String(code)];
  if (known !== undefined) return new ApiProblem(known);
  const state = sqlState(error ?? {});
  if (state === '57014' || state === '55P03') return new ApiProblem('timeout');
  if (
    unreachable.test(String(state)) ||
    lostConnection.test(String(message)) ||
    lostConnection.test(String(causeMessage))
  ) {
    return new ApiProblem('postgres-unavailable');
  }
  return new ApiProblem('internal');
}

/** What the log may keep of an error: drizzle's messages hold the parameters, Postgres's details hold the row. */
export function forLog(error: unknown): object {
  const { name, message, code, stack, cause, query } = fields(error);
  if (query !== undefined) return { type: 'DrizzleQueryError', query, cause: forLog(cause) };
  const frames = typeof stack === 'string' ? stack.replace(String(message), '').trim() : undefined;
  return { type: name, message, code, stack: frames, ...(cause === undefined ? {} : { cause: forLog(cause) }) };
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>) // read only, absent fields are undefined
    : {};
