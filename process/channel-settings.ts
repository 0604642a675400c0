import Type, { type Static } from 'typebox';
import type { MailSettings } from './mail-channel.ts';
import { isOpenLine } from './open-line.ts';
import type { SmsSettings } from './sms-channel.ts';

export const CHANNEL_SETTINGS = Type.Object({
  MAIL_URL: Type.Optional(
    Type.String({ pattern: '^smtps?://', description: 'smtp://user:password@host:port', writeOnly: true }),
  ),
  MAIL_FROM: Type.Optional(Type.String({ pattern: '^[^@\\s<>]+@[^@\\s<>]+$', description: 'an address' })),
  SMS_URL: Type.Optional(Type.String({ pattern: '^https?://', description: 'an http address' })),
  SMS_TOKEN: Type.Optional(Type.String({ description: 'a token', writeOnly: true })),
});

/** By what parties are told; without any of them the sandbox tells them. */
export interface ChannelConfig {
  readonly mail: MailSettings | undefined;
  readonly sms: SmsSettings | undefined;
}

/** Reads it; what does not go together is a problem. */
export function channelConfig(s: Static<typeof CHANNEL_SETTINGS>, problems: string[]): ChannelConfig {
  if ((s.MAIL_URL === undefined) !== (s.MAIL_FROM === undefined))
    problems.push('  MAIL_URL and MAIL_FROM go together: give both or none');
  if (s.SMS_TOKEN !== undefined && s.SMS_URL === undefined)
    problems.push('  SMS_TOKEN is for the gateway at SMS_URL, which is not given');
  if (isOpenLine(s.SMS_URL))
    problems.push('  SMS_URL must be https: what parties are told and the token would lie open on the way');
  const { MAIL_URL: url, MAIL_FROM: from } = s;
  return {
    mail: url === undefined || from === undefined ? undefined : { url, from },
    sms: s.SMS_URL === undefined ? undefined : { url: s.SMS_URL, token: s.SMS_TOKEN },
  };
}
