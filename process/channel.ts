/** A message to one person. */
export interface PartyMessage {
  /** The same for ever: whoever carries it takes one id once, or lets its receiver see that two are one. */
  readonly id: string;
  /** A mobile number of eleven digits, a mail address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What a template of short messages leaves open; nothing else of the text goes through one. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Hands a message to whoever carries it. Answers why it is refused for good, or nothing if it was taken; throws where it may
 * be taken later. What it throws names nobody: it goes into logs and histories.
 */
export type Channel = (message: PartyMessage) => Promise<{ readonly refused?: string }>;

/** What has become of a message since it was taken: nothing is known yet, it is on the telephone, or it never came there. */
export type SmsFate = { readonly state: 'taken' | 'delivered' } | { readonly state: 'failed'; readonly reason: string };

/** The channels of this court. */
export interface Channels {
  readonly mail?: Channel;
  readonly sms?: Channel;
}

/** What has become of a short message, by its id and number; undefined: nobody knows of it. Left out where the gateway reports by itself. */
export type FindSms = (message: { readonly id: string; readonly phone: string }) => Promise<SmsFate | undefined>;
