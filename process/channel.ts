/** A message to one person. */
export interface PartyMessage {
  /** The same for ever: whoever carries it takes one id once, or lets its receiver see that two are one. */
  readonly id: string;
  /** A mobile number, a mail address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Hands a message to whoever carries it. Answers why it is refused for good, or nothing if it was taken; throws where it may
 * be taken later. What it throws names nobody: it goes into logs and histories.
 */
export type Channel = (message: PartyMessage) => Promise<{ readonly refused?: string }>;

/** The channels of this court. */
export interface Channels {
  readonly mail?: Channel;
  readonly sms?: Channel;
}
