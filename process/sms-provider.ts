import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, SmsFate } from './channel.ts';
import type { SmsFields, SmsTemplate } from './sms-template.ts';

/** One message as a provider takes it. */
export interface SmsMessage {
  /** The same for ever: the provider gives it back with what became of the message. */
  readonly id: string;
  /** A mobile number of the mainland, eleven digits. */
  readonly phone: string;
  readonly template: SmsTemplate;
  readonly fields: SmsFields;
}

/** What a provider answers: that it has the message, why it never will, or why not now. */
export type SmsAnswer = 'taken' | { readonly refused: string } | { readonly later: string };

/** A public provider of short messages, by its own API. Each call throws where no answer came that can be read: then the message may be there. */
export interface SmsProvider {
  readonly send: (message: SmsMessage) => Promise<SmsAnswer>;
  /** What has become of a message; undefined: the provider knows of none. */
  readonly find: (message: Pick<SmsMessage, 'id' | 'phone'>) => Promise<SmsFate | undefined>;
}

/** An access key of a provider. */
export interface SmsAccess {
  readonly url: string;
  readonly keyId: string;
  readonly secret: string;
  readonly sign: string;
}

/** How long a provider is waited for (ms). */
export const SMS_WAIT_MS = 20_000;
/** When it is asked for a message whose answer was lost: it does not know of it at once (ms). */
const ASKED_AFTER = [1_000, 3_000, 8_000];

/**
 * Short messages by a provider's template. A provider takes the same message twice for two, so it is asked before each sending whether it has it
 * already, and again where its answer was lost: nobody's telephone rings twice.
 */
export const providerChannel =
  (provider: SmsProvider, template: SmsTemplate, askedAfter: readonly number[] = ASKED_AFTER): Channel =>
  async ({ id, to: phone, fields }) => {
    const message = { id, phone, template, fields };
    const before = await provider.find(message);
    if (before !== undefined) return fateOf(before);
    try {
      const answer = await provider.send(message);
      if (answer === 'taken') return {};
      if ('refused' in answer) return { refused: `短信服务商拒收（${answer.refused}）` };
      throw new NotNow(answer.later);
    } catch (error) {
      if (error instanceof NotNow) throw error;
      return await looked(provider, message, askedAfter);
    }
  };

/** It said so itself: it has not taken the message. */
class NotNow extends Error {
  constructor(code: string) {
    super(`the provider of short messages takes nothing now: ${code}`);
  }
}

async function looked(provider: SmsProvider, message: SmsMessage, askedAfter: readonly number[]) {
  for (const pause of askedAfter) {
    await delay(pause);
    const fate = await provider.find(message).catch(() => undefined);
    if (fate !== undefined) return fateOf(fate);
  }
  throw new Error('the provider of short messages did not answer');
}

const fateOf = (fate: SmsFate): { readonly refused?: string } =>
  fate.state === 'failed' ? { refused: `短信未送达（${fate.reason}）` } : {};

/** A provider's answer as JSON. Throws where there is none: of what it throws nothing names anybody. */
export async function answered(request: Promise<Response>): Promise<unknown> {
  const answer = await request.catch((error: unknown) => {
    throw new Error(`the provider of short messages did not answer: ${(error as Error).name}`); // fetch throws nothing else
  });
  const text = await answer.text().catch(() => '');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error(`the provider of short messages answered ${answer.status} without JSON`);
  }
}
