import Type, { type Static } from 'typebox';
import type { Channel, FindSms } from './channel.ts';
import { isOpenLine } from './open-line.ts';
import { aliyunSms } from './sms-aliyun.ts';
import { smsChannel, type SmsSettings } from './sms-channel.ts';
import { providerChannel, type SmsAccess, type SmsProvider } from './sms-provider.ts';
import { readTemplate, templateFields, type SmsTemplate } from './sms-template.ts';
import { type TencentAccess, tencentSms } from './sms-tencent.ts';

const text = (description: string, more: object = {}) => Type.Optional(Type.String({ description, ...more }));

export const SMS_SETTINGS = Type.Object({
  SMS_PROVIDER: Type.Optional(
    Type.Enum(['http', 'aliyun', 'tencent'], { description: 'one of http, aliyun, tencent' }),
  ),
  SMS_URL: text('an http address', { pattern: '^https?://' }),
  SMS_TOKEN: text('a token', { writeOnly: true }),
  SMS_KEY_ID: text('the id of an access key', { pattern: '^\\S+$' }),
  SMS_KEY_SECRET: text('the secret of that access key', { pattern: '^\\S+$', writeOnly: true }),
  SMS_SIGN: text('an approved signature, without 【】', { pattern: '^[^【】\\s]{1,20}$' }),
  SMS_TEMPLATE: text('id:text of an approved template'),
  SMS_STAFF_TEMPLATE: text('id:text of an approved template'),
  SMS_APP_ID: text('digits', { pattern: '^\\d+$' }),
  SMS_REGION: text('a region, as ap-guangzhou', { pattern: '^[a-z]+-[a-z]+$' }),
});

type Settings = Static<typeof SMS_SETTINGS>;

/** A public provider and its templates: one for parties, one for the court's own people where that is given. */
interface ProviderConfig {
  readonly provider: 'aliyun' | 'tencent';
  readonly access: TencentAccess;
  readonly template: SmsTemplate;
  readonly staffTemplate: SmsTemplate | undefined;
}

/** By what short messages go. */
export type SmsConfig = ({ readonly provider: 'http' } & SmsSettings) | ProviderConfig;

const endpoints = { aliyun: 'https://dysmsapi.aliyuncs.com', tencent: 'https://sms.tencentcloudapi.com' } as const;
const ofProviders = ['SMS_KEY_ID', 'SMS_KEY_SECRET', 'SMS_SIGN', 'SMS_TEMPLATE', 'SMS_STAFF_TEMPLATE', 'SMS_APP_ID', 'SMS_REGION'] as const; // prettier-ignore

/** Reads them; what does not go together, or no provider would take, is a problem. */
export function smsConfig(s: Settings, problems: string[]): SmsConfig | undefined {
  const provider = s.SMS_PROVIDER ?? 'http';
  if (isOpenLine(s.SMS_URL))
    problems.push('  SMS_URL must be https: what parties are told and the token would lie open on the way');
  return provider === 'http' ? gateway(s, problems) : atProvider(s, provider, problems);
}

function gateway(s: Settings, problems: string[]): SmsConfig | undefined {
  if (s.SMS_TOKEN !== undefined && s.SMS_URL === undefined)
    problems.push('  SMS_TOKEN is for the gateway at SMS_URL, which is not given');
  if (s.SMS_PROVIDER === 'http' && s.SMS_URL === undefined) problems.push('  SMS_PROVIDER=http wants SMS_URL');
  const stray = ofProviders.filter((name) => s[name] !== undefined);
  if (stray.length > 0) problems.push(`  ${stray.join(', ')}: for SMS_PROVIDER aliyun or tencent, which is not given`);
  return s.SMS_URL === undefined ? undefined : { provider: 'http', url: s.SMS_URL, token: s.SMS_TOKEN };
}

function atProvider(s: Settings, provider: ProviderConfig['provider'], problems: string[]): SmsConfig | undefined {
  const needed = ['SMS_KEY_ID', 'SMS_KEY_SECRET', 'SMS_SIGN', 'SMS_TEMPLATE', ...(provider === 'tencent' ? (['SMS_APP_ID'] as const) : [])] as const; // prettier-ignore
  const missing = needed.filter((name) => s[name] === undefined);
  if (missing.length > 0) problems.push(`  SMS_PROVIDER=${provider} wants ${missing.join(', ')}`);
  if (s.SMS_TOKEN !== undefined) problems.push('  SMS_TOKEN is for SMS_PROVIDER=http');
  const sign = s.SMS_SIGN ?? '';
  const template = templateIn('SMS_TEMPLATE', s.SMS_TEMPLATE, { sign, needed: templateFields.party, problems });
  const staffTemplate = templateIn('SMS_STAFF_TEMPLATE', s.SMS_STAFF_TEMPLATE, { sign, needed: templateFields.staff, problems }); // prettier-ignore
  if (template === undefined) return undefined;
  const access = {
    url: s.SMS_URL ?? endpoints[provider],
    ...{ keyId: s.SMS_KEY_ID ?? '', secret: s.SMS_KEY_SECRET ?? '', sign },
    ...{ appId: s.SMS_APP_ID ?? '', region: s.SMS_REGION ?? 'ap-guangzhou' },
  };
  return { provider, access, template, staffTemplate };
}

interface Reading {
  readonly sign: string;
  readonly needed: readonly string[];
  readonly problems: string[];
}

function templateIn(name: string, setting: string | undefined, { sign, needed, problems }: Reading) {
  if (setting === undefined) return undefined;
  const found = readTemplate(setting, sign, needed);
  if (!('code' in found)) return found;
  problems.push(`  ${name}: ${found.code}: ${found.why}`);
  return undefined;
}

/** The channels of short messages that settings give: to parties, to the court's own people, and how to ask what became of one. */
export interface SmsChannels {
  readonly parties: Channel;
  /** Left out: no template was approved for them. */
  readonly staff?: Channel;
  /** Left out: the gateway reports by itself. */
  readonly find?: FindSms;
}

const adapters: Readonly<Record<ProviderConfig['provider'], (access: TencentAccess) => SmsProvider>> = {
  aliyun: (access: SmsAccess) => aliyunSms(access),
  tencent: tencentSms,
};

/** Opens them. */
export function smsChannels(config: SmsConfig): SmsChannels {
  if (config.provider === 'http') return { parties: smsChannel(config), staff: smsChannel(config) };
  const provider = adapters[config.provider](config.access);
  return {
    parties: providerChannel(provider, config.template),
    ...(config.staffTemplate && { staff: providerChannel(provider, config.staffTemplate) }),
    find: provider.find,
  };
}
