import Fastify from 'fastify';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { orNull } from '../../../api/http/common.ts';
import { oneOf } from '../../../domain/nodes/fields.ts';

test.each([
  ['a choice of words', orNull(oneOf({ yes: '是', no: '否' }, '是否')), 'yes'],
  ['a text', orNull(Type.String()), '甲'],
  ['an object', orNull(Type.Object({ a: Type.Integer() })), { a: 1 }],
])('%s or nothing: both are answered as they are', async (_, value, given) => {
  const app = Fastify();
  for (const [url, sent] of Object.entries({ '/given': given, '/none': null }))
    app.get(url, { schema: { response: { 200: Type.Object({ value }) } } }, () => ({ value: sent }));
  expect((await app.inject('/given')).json()).toEqual({ value: given });
  expect((await app.inject('/none')).json()).toEqual({ value: null });
});
