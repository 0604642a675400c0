/** A short message to a party: of which batch of the outbox, and to whom. */
export interface SmsOf {
  readonly effect: number;
  readonly party: string;
}

/** By what a message of a batch is known outside: the same for ever. `as` tells a party's messages apart: its way, or that it went to an old number. */
export const messageId = ({ effect, party }: SmsOf, as: string): string => `${effect}-${party}-${as}`;

/** Which message an id is, read back; undefined: none of ours, or one to a number of before, which tells nobody anything. */
export function smsOf(id: string): SmsOf | undefined {
  const [, effect, party] = /^(\d{1,15})-([A-Za-z0-9][A-Za-z0-9._-]*)-sms$/.exec(id) ?? [];
  return effect === undefined || party === undefined ? undefined : { effect: Number(effect), party };
}
