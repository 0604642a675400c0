// The two public providers of short messages as their documents describe them, written apart from our adapters: each request's signature is
// computed anew from what came over the wire, never by the adapters' own code.
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to the next requests for sending, in turn; after that all are taken. */
export type Mishap =
  /** It is taken, and the answer never comes. */
  | 'answer-lost'
  /** Nothing comes of it, and no answer. */
  | 'never-arrived'
  /** It is taken, and a proxy answers. */
  | 'bad-gateway'
  | 'throttled'
  /** The number is refused for good. */
  | 'refused';

interface Taken {
  readonly id: string;
  readonly phone: string;
  readonly template: string;
  readonly sign: string;
  readonly values: unknown;
  /** The operator's word, once there is one: null while none has come. */
  report: 'delivered' | 'failed' | null;
}

export interface SmsSimulator {
  readonly url: string;
  readonly taken: Taken[];
  /** Requests that were turned away, and why. */
  readonly rejected: string[];
  readonly asked: string[];
  readonly mishaps: Mishap[];
  /** So many queries find nothing yet of what was taken. */
  lag: number;
  readonly close: () => Promise<void>;
}

export const KEY = { keyId: 'LTAI-test-key', secret: 'test-secret-0123456789', sign: '执行局', appId: '1400006666', region: 'ap-guangzhou' } as const; // prettier-ignore

const hex = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text, 'utf8').digest();
const header = (headers: IncomingHttpHeaders, name: string): string => String(headers[name] ?? '');

interface Request {
  readonly url: URL;
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** 阿里云 V3: https://help.aliyun.com/document_detail/2712195.html. Why a request is turned away; undefined: it is in order. */
function acs3({ rawQuery, headers, body }: Request): string | undefined {
  const [, credential, signedNames = '', signature] =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(header(headers, 'authorization')) ?? []; // prettier-ignore
  if (credential !== KEY.keyId) return 'InvalidAccessKeyId.NotFound';
  const names = signedNames.split(';');
  if (!['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'].every((name) => names.includes(name))) return 'IncompleteSignature'; // prettier-ignore
  if (header(headers, 'x-acs-content-sha256') !== hex(body)) return 'InvalidContentSha256';
  if (Math.abs(Date.parse(header(headers, 'x-acs-date')) - Date.now()) > 15 * 60_000) return 'InvalidTimeStamp.Expired';
  const lines = names.map((name) => `${name}:${header(headers, name).trim()}`).join('\n');
  const query = rawQuery.split('&').filter(Boolean).sort().join('&');
  const canonicalRequest = `POST\n/\n${query}\n${lines}\n\n${signedNames}\n${hex(body)}`;
  const expected = hmac(KEY.secret, `ACS3-HMAC-SHA256\n${hex(canonicalRequest)}`).toString('hex');
  return expected === signature ? undefined : 'SignatureDoesNotMatch';
}

/** 腾讯云 V3: https://cloud.tencent.com/document/api/382/52072. */
function tc3({ headers, body }: Request): string | undefined {
  const [, id, date, service, names = '', signature] =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([^/]+)\/([^/]+)\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(header(headers, 'authorization')) ?? []; // prettier-ignore
  if (id !== KEY.keyId || date === undefined || service !== 'sms') return 'AuthFailure.SecretIdNotFound';
  const timestamp = Number(header(headers, 'x-tc-timestamp'));
  if (Math.abs(timestamp * 1_000 - Date.now()) > 5 * 60_000) return 'AuthFailure.SignatureExpire';
  if (new Date(timestamp * 1_000).toISOString().slice(0, 10) !== date) return 'AuthFailure.SignatureFailure';
  if (!['content-type', 'host'].every((name) => names.split(';').includes(name))) return 'AuthFailure.SignatureFailure';
  const signed = names.split(';').map((name) => `${name}:${header(headers, name).toLowerCase().trim()}\n`).join(''); // prettier-ignore
  const canonicalRequest = `POST\n/\n\n${signed}\n${names}\n${hex(body)}`;
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${hex(canonicalRequest)}`;
  const key = hmac(hmac(hmac(`TC3${KEY.secret}`, date), service), 'tc3_request');
  return hmac(key, toSign).toString('hex') === signature ? undefined : 'AuthFailure.SignatureFailure';
}

/** What a provider calls things. */
interface Dialect {
  readonly verify: (request: Request) => string | undefined;
  readonly action: (request: Request) => string;
  readonly sending: (request: Request) => Omit<Taken, 'report'>;
  readonly phoneAsked: (request: Request) => string;
  readonly answers: Readonly<Record<'taken' | 'throttled' | 'refused', unknown>>;
  readonly rejection: (code: string) => unknown;
  readonly listed: (found: readonly Taken[]) => unknown;
}

interface TencentBody {
  readonly PhoneNumberSet: readonly string[];
  readonly PhoneNumber: string;
  readonly SessionContext: string;
  readonly TemplateId: string;
  readonly SignName: string;
  readonly TemplateParamSet: readonly string[];
}
const tencentBody = ({ body }: Request) => JSON.parse(body) as TencentBody;
const setOf = (Code: string) => ({ Response: { SendStatusSet: [{ Code, SerialNo: '2019:1', Fee: Code === 'Ok' ? 1 : 0 }], RequestId: 'r' } }); // prettier-ignore
const param = ({ url }: Request, name: string): string => url.searchParams.get(name) ?? '';

const dialects: Readonly<Record<'aliyun' | 'tencent', Dialect>> = {
  aliyun: {
    verify: acs3,
    action: ({ headers }) => header(headers, 'x-acs-action'),
    sending: (r) => ({ id: param(r, 'OutId'), phone: param(r, 'PhoneNumbers'), template: param(r, 'TemplateCode'), sign: param(r, 'SignName'), values: JSON.parse(param(r, 'TemplateParam')) as unknown }), // prettier-ignore
    phoneAsked: (r) => param(r, 'PhoneNumber'),
    answers: {
      taken: { Code: 'OK', Message: 'OK', BizId: '9006197469364984400', RequestId: 'r' },
      throttled: { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发分钟级流控Permits:1', RequestId: 'r' },
      refused: { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: '号码不合法', RequestId: 'r' },
    },
    rejection: (Code) => ({ Code, Message: 'rejected', RequestId: 'r' }),
    listed: (found) => ({
      ...{ Code: 'OK', Message: 'OK', TotalCount: String(found.length), RequestId: 'r' },
      SmsSendDetailDTOs: { SmsSendDetailDTO: found.map(({ id, phone, report }) => ({ OutId: id, PhoneNum: phone, SendStatus: { none: 1, failed: 2, delivered: 3 }[report ?? 'none'], ErrCode: report === 'failed' ? 'MOBILE_NOT_ON_SERVICE' : 'DELIVERED' })) }, // prettier-ignore
    }),
  },
  tencent: {
    verify: tc3,
    action: ({ headers }) => header(headers, 'x-tc-action'),
    sending: (r) => {
      const { SessionContext: id, PhoneNumberSet: [phone = ''], TemplateId: template, SignName: sign, TemplateParamSet: values } = tencentBody(r); // prettier-ignore
      return { id, phone, template, sign, values };
    },
    phoneAsked: (r) => tencentBody(r).PhoneNumber,
    answers: { taken: setOf('Ok'), throttled: setOf('LimitExceeded.PhoneNumberThirtySecondLimit'), refused: setOf('FailedOperation.PhoneNumberInBlacklist') }, // prettier-ignore
    rejection: (Code) => ({ Response: { Error: { Code, Message: 'rejected' }, RequestId: 'r' } }),
    // without a report from the operator it lists nothing
    listed: (found) => ({ Response: { PullSmsSendStatusSet: found.filter(({ report }) => report !== null).map(({ id, phone, report }) => ({ SessionContext: id, PhoneNumber: phone, ReportStatus: report === 'failed' ? 'FAIL' : 'SUCCESS', Description: report === 'failed' ? '停机' : 'DELIVRD' })), RequestId: 'r' } }), // prettier-ignore
  },
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

/** Starts one. `reports`: what the operator says of each message at once; null: nothing yet. */
export async function startSmsSimulator(
  kind: 'aliyun' | 'tencent',
  reports: Taken['report'] = null,
): Promise<SmsSimulator> {
  const { verify, action, sending, phoneAsked, answers, rejection, listed } = dialects[kind];
  const server = createServer((incoming, answer) => {
    const say = (body: unknown, status = 200) => answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)); // prettier-ignore
    void readBody(incoming).then((body) => {
      const url = new URL(incoming.url ?? '/', 'http://simulator');
      const request = { url, rawQuery: (incoming.url ?? '').split('?')[1] ?? '', headers: incoming.headers, body };
      const why = verify(request);
      if (why !== undefined) {
        simulator.rejected.push(why);
        return say(rejection(why), 400);
      }
      const name = action(request);
      simulator.asked.push(name);
      if (name !== 'SendSms') {
        if (simulator.lag > 0) {
          simulator.lag -= 1;
          return say(listed([]));
        }
        return say(listed(simulator.taken.filter(({ phone }) => phone === phoneAsked(request))));
      }
      const mishap = simulator.mishaps.shift();
      if (mishap === 'throttled' || mishap === 'refused') return say(answers[mishap]);
      if (mishap !== 'never-arrived') simulator.taken.push({ ...sending(request), report: reports });
      if (mishap === 'bad-gateway') return answer.writeHead(502).end('<html>');
      return mishap === undefined ? say(answers.taken) : incoming.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const simulator: SmsSimulator = {
    ...{ url: `http://127.0.0.1:${port}`, taken: [], rejected: [], asked: [], mishaps: [], lag: 0 },
    close: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }), // prettier-ignore
  };
  return simulator;
}
