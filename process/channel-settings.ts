import Type, { type Static } from 'typebox';
import type { MailSettings } from './mail-channel.ts';
import { type SmsConfig, smsConfig, SMS_SETTINGS } from './sms-settings.ts';

const QUIET = '^([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d$';

export const CHANNEL_SETTINGS = Type.Object({
  MAIL_URL: Type.Optional(
    Type.String({ pattern: '^smtps?://', description: 'smtp://user:password@host:port', writeOnly: true }),
  ),
  MAIL_FROM: Type.Optional(Type.String({ pattern: '^[^@\\s<>]+@[^@\\s<>]+$', description: 'an address' })),
  STAFF_QUIET: Type.String({ default: '20:00-07:30', pattern: QUIET, description: 'from-to, as 20:00-07:30' }),
  PARTY_QUIET: Type.String({ default: '20:00-07:30', pattern: QUIET, description: 'from-to, as 20:00-07:30' }),
  ...SMS_SETTINGS.properties,
});

/** By what parties and the court's own people are told; without any of them the sandbox tells parties, and the inbox the others. */
export interface ChannelConfig {
  readonly mail: MailSettings | undefined;
  readonly sms: SmsConfig | undefined;
  /** When the court's own people are left alone: minutes of the day, from and to. */
  readonly quiet: QuietTime;
  /** When parties get no short messages. */
  readonly partyQuiet: QuietTime;
}

interface QuietTime {
  readonly from: number;
  readonly to: number;
}

/** Reads it; what does not go together is a problem. */
export function channelConfig(s: Static<typeof CHANNEL_SETTINGS>, problems: string[]): ChannelConfig {
  if ((s.MAIL_URL === undefined) !== (s.MAIL_FROM === undefined))
    problems.push('  MAIL_URL and MAIL_FROM go together: give both or none');
  const { MAIL_URL: url, MAIL_FROM: from } = s;
  return {
    mail: url === undefined || from === undefined ? undefined : { url, from },
    sms: smsConfig(s, problems),
    quiet: quietOf(s.STAFF_QUIET),
    partyQuiet: quietOf(s.PARTY_QUIET),
  };
}

function quietOf(text = ''): QuietTime {
  const [from = 0, to = 0] = text.split('-').map(minutesOf);
  return { from, to };
}

const minutesOf = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
};
