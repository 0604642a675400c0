import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { ownIn } from '../../domain/gate/own.ts';
import { checkAgainst } from '../../domain/record/form.ts';
import { ApiProblem, refused } from './errors.ts';

/**
 * Checks what comes in against its schema, in the engine's own words: an unknown field is refused, nothing is dropped or
 * turned into another type. Query strings are text, so numbers and truth values are read out of them first.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  if (httpPart === 'body') {
    return (value: unknown) => {
      const refusal = checkAgainst(schema, value, '请求');
      return refusal === undefined ? { value } : { error: refused(refusal) };
    };
  }
  return (value: unknown) => {
    const read = readText(schema, value);
    const refusal = checkAgainst(schema, read, '参数');
    return refusal === undefined
      ? { value: read }
      : { error: new ApiProblem('bad-query', refusal.zh, { missing: refusal.missing }) };
  };
};

function readText(schema: TSchema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { properties = {} } = schema as { properties?: Record<string, { type?: unknown }> }; // any object schema
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name, readAs(ownIn(properties, name)?.type, text)]),
  );
}

function readAs(type: unknown, text: unknown): unknown {
  if (typeof text !== 'string') return text;
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
