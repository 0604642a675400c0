import { createTransport } from 'nodemailer';
import type { Channel } from './channel.ts';
import { isLoopbackUrl } from './open-line.ts';

/** Where mail is handed over, and in whose name. */
export interface MailSettings {
  /** `smtp://user:password@host:587`; `smtps:` speaks TLS from the first. */
  readonly url: string;
  /** The sender's address. */
  readonly from: string;
}

const WAIT_MS = 20_000;
const PERMANENT = 500; // replies of SMTP from here on are for good (RFC 5321 4.2.1)

/** A password and what parties are told go over no open line, but to this machine itself. */
export const wantsTls = (url: string): boolean => !isLoopbackUrl(url);

/** Mail by SMTP. The same message again has the same Message-ID, by which its receiver sees that it is one. */
export function mailChannel({ url, from }: MailSettings): { readonly send: Channel; readonly close: () => void } {
  const waits = { connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS, socketTimeout: WAIT_MS };
  const transport = createTransport({ url, ...waits, requireTLS: wantsTls(url), pool: true, maxConnections: 2 });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const send: Channel = async ({ id, to, subject, text }) => {
    try {
      await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domain}>` });
      return {};
    } catch (error) {
      const { responseCode = 0, code = 'unknown' } = error as { responseCode?: number; code?: string }; // nodemailer's own fields
      if (responseCode >= PERMANENT && code === 'EENVELOPE') return { refused: `邮件服务器拒收（${responseCode}）` };
      // no cause: the server's own words name the receiver
      // eslint-disable-next-line preserve-caught-error
      throw new Error(`the mail server did not take a message: ${code} ${responseCode}`);
    }
  };
  return { send, close: () => transport.close() };
}
