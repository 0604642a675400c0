import { createHash, createHmac, randomUUID } from 'node:crypto';
import { answered, type SmsAccess, type SmsProvider, SMS_WAIT_MS } from './sms-provider.ts';

const VERSION = '2017-05-25';
const ALGORITHM = 'ACS3-HMAC-SHA256';
/** A message that was sent over midnight is looked for on the day before too. */
const DAYS_BACK = [0, 1];
const DAY_MS = 24 * 60 * 60_000;

/** What it refuses of this very message, for good: whatever else it refuses is ours to mend, or passes. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'isv.MOBILE_NUMBER_ILLEGAL',
  'isv.BLACK_KEY_CONTROL_LIMIT',
  'isv.PARAM_LENGTH_LIMIT',
  'isv.PARAM_NOT_SUPPORT_URL',
]);
/** Where it says these, it may have sent the message all the same. */
const OPEN = /^(?:isp\.|InternalError|ServiceUnavailable)/;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** As RFC 3986 has it, `!'()*` too. */
const encoded = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`); // prettier-ignore

interface Answer {
  readonly Code?: string;
  readonly SmsSendDetailDTOs?: { readonly SmsSendDetailDTO?: readonly Detail[] };
}
interface Detail {
  readonly OutId?: string;
  /** 1: waits for the operator's word, 2: failed, 3: delivered. */
  readonly SendStatus?: number;
  readonly ErrCode?: string;
}

/** 阿里云短信 (Dysmsapi 2017-05-25): SendSms and QuerySendDetails, signed by ACS3-HMAC-SHA256. The message's id travels as its OutId. */
export function aliyunSms({ url, keyId, secret, sign }: SmsAccess): SmsProvider {
  const call = async (action: string, asked: Readonly<Record<string, string>>): Promise<Answer> => {
    const query = Object.entries(asked).map(([key, value]) => `${encoded(key)}=${encoded(value)}`).toSorted().join('&'); // prettier-ignore
    const headers: Readonly<Record<string, string>> = {
      'x-acs-action': action,
      'x-acs-content-sha256': sha256(''),
      'x-acs-date': new Date().toISOString().replace(/\.\d+/, ''),
      'x-acs-signature-nonce': randomUUID(),
      'x-acs-version': VERSION,
    };
    const { host, origin } = new URL(url); // the host fetch sends by itself
    const authorization = authorizationOf({ keyId, secret, query, signed: { host, ...headers } });
    const options = { method: 'POST', headers: { ...headers, authorization }, redirect: 'error' } as const;
    const request = fetch(`${origin}/?${query}`, { ...options, signal: AbortSignal.timeout(SMS_WAIT_MS) });
    return (await answered(request)) as Answer;
  };
  return {
    async send({ id, phone, template, fields }) {
      const own = Object.fromEntries(template.fields.map((name) => [name, fields[name] ?? '']));
      const { Code: code } = await call('SendSms', { PhoneNumbers: phone, SignName: sign, TemplateCode: template.id, TemplateParam: JSON.stringify(own), OutId: id }); // prettier-ignore
      if (code === 'OK') return 'taken';
      if (code === undefined || OPEN.test(code)) throw new Error(`the provider of short messages answered ${code}`);
      return FOR_GOOD.has(code) ? { refused: code } : { later: code };
    },
    async find({ id, phone }) {
      for (const back of DAYS_BACK) {
        const day = new Date(Date.now() + 8 * 3_600_000 - back * DAY_MS).toISOString().slice(0, 10).replaceAll('-', ''); // its days are China's
        const { Code: code, SmsSendDetailDTOs: found } = await call('QuerySendDetails', { PhoneNumber: phone, SendDate: day, PageSize: '50', CurrentPage: '1' }); // prettier-ignore
        if (code !== 'OK') throw new Error(`the provider of short messages answered ${code}`);
        const own = found?.SmsSendDetailDTO?.find(({ OutId }) => OutId === id);
        if (own === undefined) continue;
        if (own.SendStatus === 2) return { state: 'failed', reason: own.ErrCode ?? '未说明' };
        return { state: own.SendStatus === 3 ? 'delivered' : 'taken' };
      }
      return undefined;
    },
  };
}

interface Signing {
  readonly keyId: string;
  readonly secret: string;
  readonly query: string;
  readonly signed: Readonly<Record<string, string>>;
}

function authorizationOf({ keyId, secret, query, signed }: Signing): string {
  const names = Object.keys(signed).toSorted();
  const headers = names.map((name) => `${name}:${signed[name]}\n`).join('');
  const canonical = ['POST', '/', query, headers, names.join(';'), sha256('')].join('\n');
  const signature = createHmac('sha256', secret)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest('hex');
  return `${ALGORITHM} Credential=${keyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
}
