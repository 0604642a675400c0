// The only place that knows HTTP statuses. Every code of the engine and of the API has its row; problem+json is RFC 9457.
import { ownIn } from '../../domain/gate/own.ts';
import { accessProblems } from '../access/access-problems.ts';
import { fileProblems } from './file-problems.ts';
import { peopleProblems } from './people-problems.ts';
import { sessionProblems } from './session-problems.ts';
import { webhookProblems } from './webhook-problems.ts';
import { BeyondExact } from '../../domain/money/fen.ts';
import { Unanswered } from '../../gateway/unanswered.ts';
import { type FailureKind, kindOfFailure } from '../../db/failure.ts';
import { type Missing, type Refusal, type RefusalCode, refusalCodes, type RefusalKind } from '../../domain/record/refusal.ts'; // prettier-ignore

/** The statuses of what went well, and of a service that is not ready. */
export const HTTP = { ok: 200, created: 201, accepted: 202, noContent: 204, found: 302, seeOther: 303, notModified: 304, unavailable: 503 } as const; // prettier-ignore

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
  trouble: { status: 500, title: '系统内部错误', detail: '错误已记录，请把 instance 告诉系统管理员' },
};
/** A draft of law that cannot be published as it stands, or not now. */
const draft = (title: string, status = 422): ProblemRow => ({ status, title, detail: '请改正草案后再发' });
/** Codes that are answered otherwise than their kind. */
const exceptions: Partial<Record<RefusalCode, ProblemRow>> = {
  ...peopleProblems,
  ...webhookProblems,
  'unknown-case': { status: 404, title: '没有此案', detail: '请核对案件编号' },
  'unknown-node': { status: 404, title: '没有此节点', detail: '全部节点见 GET /api/nodes' },
  'not-storable': { status: 422, title: '内容无法保存', detail: '请检查内容中的特殊字符和数值后再发' },
  'not-enforcement': { status: 422, title: '不是执行实施案件', detail: '请按案件类型在其他系统立案' },
  'wrong-court': { status: 422, title: '不是本院案件', detail: '请核对案号中的法院代字' },
  'wrong-year': { status: 422, title: '案号年度与立案时刻不符', detail: '请核对案号和 filedAt' },
  'id-number-doubtful': { status: 422, title: '证件号码有疑点', detail: '请核对改正，或写明 idNoUnverified: true' },
  'store-away': {
    status: 503,
    title: '数据库暂时不可用',
    detail: '没有登记；请稍后用同一 Idempotency-Key 再发一次',
    headers: { 'retry-after': '5' },
  },
  'store-busy': {
    status: 504,
    title: '数据库没有及时办完',
    detail: '没有登记；请稍后用同一 Idempotency-Key 再发一次',
    headers: { 'retry-after': '5' },
  },
  'year-gap': draft('日历有空缺'),
  'date-outside-span': draft('日期超出范围'),
  'rest-and-work': draft('同一日写了两次'),
  'not-a-change': draft('没有变动'),
  'not-in-force-yet': draft('施行日期过晚'),
  'looser-than-law': draft('宽于法定期限'),
  'rule-dated-back': draft('施行日期过早'),
  'no-preview': draft('尚未预览'),
  'not-a-draft': draft('不再是草案', 409),
  'warnings-open': draft('疑点尚未确认'),
  'preview-stale': draft('预览已经过时', 409),
  'draft-while-applying': draft('另一草案正在适用', 409),
};

const bearer = { 'www-authenticate': 'Bearer realm="zhixing"' };
const later = { 'retry-after': '5' };

/** What can go wrong before and around the engine. */
export const apiProblems = {
  'no-token': {
    status: 401,
    title: '需要登录',
    detail: '请登录（GET /api/session/login），或者在 Authorization 首部带上 Bearer 令牌',
    headers: bearer,
  },
  'bad-token': { status: 401, title: '令牌无效', detail: '请重新登录以取得令牌', headers: bearer },
  ...sessionProblems,
  forbidden: { status: 403, title: '无权查看', detail: '此处只对法院工作人员开放' },
  'method-not-allowed': { status: 405, title: '方法不适用', detail: '此地址不接受该方法，可用的方法见 Allow 首部' },
  'not-found': { status: 404, title: '没有此地址', detail: '全部接口见 /docs' },
  'bad-json': { status: 400, title: '不是合法的 JSON', detail: '请发送 UTF-8 编码的 JSON' },
  'bad-url': { status: 400, title: '地址有误', detail: '请检查地址中的字符编码' },
  'bad-query': { status: 400, title: '查询参数有误', detail: '请对照 /docs 改正查询参数' },
  'bad-cursor': { status: 400, title: '翻页标记有误', detail: '请原样使用上一页的 next，并保持排序不变' },
  'bad-idempotency-key': { status: 400, title: 'Idempotency-Key 有误', detail: '请用1至200个可见的 ASCII 字符' },
  'bad-version': { status: 400, title: 'If-Match 有误', detail: '请原样使用读取案件时的 ETag，或者只写版本，如 "12"' },
  'unsupported-media-type': {
    status: 415,
    title: '内容类型不支持',
    detail: '请用 Content-Type: application/json 发送',
  },
  'body-too-large': { status: 413, title: '内容过大', detail: '一次至多 1 MB，请分次发送' },
  ...fileProblems,
  ...accessProblems,
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
  'bad-request': { status: 400, title: '请求无法识读', detail: '发来的不是合法的 HTTP 请求，请检查请求行、首部和长度' },
  'bad-expectation': { status: 417, title: '不支持的 Expect', detail: '请去掉 Expect 首部再发' },
  'request-too-slow': { status: 408, title: '请求没有及时发完', detail: '请在30秒内发完整个请求' },
  'headers-too-large': { status: 431, title: '地址或首部过大', detail: '请求的地址和首部合计至多 16 KB，请减少或缩短' },
  'url-too-long': { status: 414, title: '地址过长', detail: '地址中的编号至多200个字符，请核对' },
  busy: {
    status: 429,
    title: '本案正忙',
    detail: '本案等待办理的请求过多，这一件没有登记；请稍后用同一 Idempotency-Key 再发一次',
    headers: { 'retry-after': '2' },
  },
  // its Retry-After is known only to the limiter
  'too-many-requests': { status: 429, title: '请求过于频繁', detail: '请在 Retry-After 所示秒数之后再发' },
  overloaded: { status: 503, title: '系统过载', detail: '请稍后用同一 Idempotency-Key 再发一次', headers: later },
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
export const badJson = (flaw: string): ApiProblem => new ApiProblem('bad-json', `${flaw}；请发送 UTF-8 编码的 JSON`);
/** A refusal of the engine as a problem. A code this version does not know counts as a guard's. */
export const refused = ({
  code,
  zh,
  basis,
  missing,
}: Omit<Refusal, 'code'> & { readonly code: string }): ApiProblem => {
  const known = Object.hasOwn(refusalCodes, code) ? (code as RefusalCode) : 'node-missing'; // just looked up
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
const byFailure: Readonly<Record<FailureKind, ProblemCode>> = {
  away: 'postgres-unavailable',
  passing: 'timeout',
  data: 'not-storable',
  bug: 'internal',
};

/** Whatever was thrown, as a problem; what nobody foresaw is `internal` and says nothing of its inside. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof Unanswered) return new ApiProblem(error.code, error.message === '' ? undefined : error.message);
  if (error instanceof BeyondExact) return new ApiProblem('sum-too-large');
  const { code, statusCode } = fields(error);
  const known = ownIn(fastifyCodes, String(code));
  // whatever else Fastify turns away is the sender's doing
  const isSenders = String(code).startsWith('FST_') && Number(statusCode) < 500;
  return new ApiProblem(known ?? (isSenders ? 'bad-request' : byFailure[kindOfFailure(error)]));
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>) // read only, absent fields are undefined
    : {};
