import { randomUUID } from 'node:crypto';
import Type from 'typebox';
import { stated } from '../../domain/nodes/fields.ts';
import { ApiProblem } from './errors.ts';

/** The header of commands that are done once however often they are sent. */
export const KeyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      ...stated({ pattern: '^[!-~]{1,200}$' }),
      description: '1至200个可见 ASCII 字符；同一键同一内容只登记一次。不带则由系统生成，在答复的同名首部告知',
    }),
  ),
});

/** The key that was sent, or a new one. Throws `bad-idempotency-key`. */
export function idempotencyKey(given: string | undefined): string {
  if (given === undefined) return randomUUID();
  if (!/^[\x21-\x7e]{1,200}$/.test(given)) throw new ApiProblem('bad-idempotency-key');
  return given;
}
