import { createHash, createHmac } from 'node:crypto';
import { answered, type SmsAccess, type SmsProvider, SMS_WAIT_MS } from './sms-provider.ts';

const VERSION = '2021-01-11';
const ALGORITHM = 'TC3-HMAC-SHA256';
const SERVICE = 'sms';
const TYPE = 'application/json; charset=utf-8';
const LOOKED_BACK_S = 2 * 24 * 60 * 60;

/** What it refuses of this very message, for good: whatever else it refuses is ours to mend, or passes. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'InvalidParameterValue.IncorrectPhoneNumber',
  'FailedOperation.PhoneNumberInBlacklist',
  'FailedOperation.ContainSensitiveWord',
  'InvalidParameterValue.ContentLengthLimit',
]);
/** Where it says these, it may have sent the message all the same. */
const OPEN = /^InternalError/;

/** What the API wants besides the key. */
export interface TencentAccess extends SmsAccess {
  /** SdkAppId of the console. */
  readonly appId: string;
  readonly region: string;
}

interface Answer {
  readonly Response?: {
    readonly Error?: { readonly Code?: string };
    readonly SendStatusSet?: readonly { readonly Code?: string }[];
    readonly PullSmsSendStatusSet?: readonly Status[];
  };
}
interface Status {
  readonly SessionContext?: string;
  readonly ReportStatus?: string;
  readonly Description?: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * 腾讯云短信 (2021-01-11): SendSms and PullSmsSendStatusByPhoneNumber, signed by TC3-HMAC-SHA256. The message's id travels as its SessionContext. The
 * other query, PullSmsSendStatus, takes what it answers off a queue: of two workers one would hear nothing.
 */
export function tencentSms({ url, keyId, secret, sign, appId, region }: TencentAccess): SmsProvider {
  const call = async (action: string, asked: object): Promise<NonNullable<Answer['Response']>> => {
    const body = JSON.stringify({ SmsSdkAppId: appId, ...asked });
    const [seconds, { host, origin }] = [Math.floor(Date.now() / 1_000), new URL(url)];
    const authorization = authorizationOf({ keyId, secret, host, action, body, seconds });
    const headers = {
      'content-type': TYPE,
      authorization,
      ...{ 'x-tc-action': action, 'x-tc-version': VERSION, 'x-tc-region': region, 'x-tc-timestamp': `${seconds}` },
    };
    const options = { method: 'POST', headers, body, redirect: 'error' } as const;
    const request = fetch(`${origin}/`, { ...options, signal: AbortSignal.timeout(SMS_WAIT_MS) });
    const { Response: answer } = (await answered(request)) as Answer;
    if (answer === undefined) throw new Error('the provider of short messages answered without a response');
    return answer;
  };
  return {
    async send({ id, phone, template, fields }) {
      const answer = await call('SendSms', {
        ...{ PhoneNumberSet: [`+86${phone}`], SignName: sign, TemplateId: template.id, SessionContext: id },
        TemplateParamSet: template.fields.map((name) => fields[name] ?? ''),
      });
      const code = answer.Error?.Code ?? answer.SendStatusSet?.[0]?.Code;
      if (code === 'Ok') return 'taken';
      if (code === undefined || OPEN.test(code)) throw new Error(`the provider of short messages answered ${code}`);
      return FOR_GOOD.has(code) ? { refused: code } : { later: code };
    },
    async find({ id, phone }) {
      const now = Math.floor(Date.now() / 1_000);
      const { Error: error, PullSmsSendStatusSet: found = [] } = await call('PullSmsSendStatusByPhoneNumber', { PhoneNumber: `+86${phone}`, BeginTime: now - LOOKED_BACK_S, EndTime: now, Offset: 0, Limit: 100 }); // prettier-ignore
      if (error !== undefined) throw new Error(`the provider of short messages answered ${error.Code}`);
      const own = found.find(({ SessionContext }) => SessionContext === id);
      if (own === undefined) return undefined;
      if (own.ReportStatus === 'FAIL') return { state: 'failed', reason: own.Description ?? '未说明' };
      return { state: own.ReportStatus === 'SUCCESS' ? 'delivered' : 'taken' };
    },
  };
}

interface Signing {
  readonly keyId: string;
  readonly secret: string;
  readonly host: string;
  readonly action: string;
  readonly body: string;
  readonly seconds: number;
}

function authorizationOf({ keyId, secret, host, action, body, seconds }: Signing): string {
  const date = new Date(seconds * 1_000).toISOString().slice(0, 10); // UTC
  const [scope, names] = [`${date}/${SERVICE}/tc3_request`, 'content-type;host;x-tc-action'];
  const headers = `content-type:${TYPE}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`;
  const canonical = ['POST', '/', '', headers, names, sha256(body)].join('\n');
  const key = mac(mac(mac(`TC3${secret}`, date), SERVICE), 'tc3_request');
  const signature = mac(key, [ALGORITHM, seconds, scope, sha256(canonical)].join('\n')).toString('hex');
  return `${ALGORITHM} Credential=${keyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}
