import Type, { type Static } from 'typebox';

/** The API's settings of what is told outside. */
export const TELLING_SETTINGS = Type.Object({
  SMS_REPORT_KEY: Type.Optional(
    Type.String({ minLength: 32, description: 'a secret of at least 32 characters', writeOnly: true }),
  ),
  STAFF_MAIL_DOMAINS: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+(,[a-z0-9-]+(\\.[a-z0-9-]+)+)*$',
      description: 'domains of mail addresses with commas between, in small letters',
    }),
  ),
});

/** What comes back of messages, and where the court's own people may have theirs sent. */
export interface TellingConfig {
  /** With which a gateway signs what became of short messages; undefined: none reports. */
  readonly smsReportKey: string | undefined;
  /** The domains of the court's own mail; empty: nobody has mail from here. */
  readonly staffMailDomains: readonly string[];
}

/** Reads them. */
export const tellingConfig = (s: Static<typeof TELLING_SETTINGS>): TellingConfig => ({
  smsReportKey: s.SMS_REPORT_KEY,
  staffMailDomains: s.STAFF_MAIL_DOMAINS?.split(',') ?? [],
});
