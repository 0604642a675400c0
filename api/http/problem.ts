import Type from 'typebox';
import { namedSchema } from './named.ts';

/** One thing that stands in the way. */
const Missing = Type.Object({
  id: Type.String({ description: '期限、节点、条件、字段或记录的编号' }),
  zh: Type.String({ description: '说明' }),
  basis: Type.Optional(Type.String({ description: '依据' })),
});

/** RFC 9457. */
export const ProblemSchema = namedSchema(
  'Problem',
  Type.Object(
    {
      type: Type.String({ description: 'urn:zhixing:problem:<code>' }),
      title: Type.String(),
      status: Type.Integer(),
      detail: Type.String({ description: '应当怎么做' }),
      code: Type.String({ description: '稳定的代码' }),
      basis: Type.Unsafe<string | null>({ type: ['string', 'null'], description: '依据的条文' }),
      missing: Type.Array(Missing, { description: '还缺什么' }),
      instance: Type.String({ description: '本次请求的编号，日志里以它查找' }),
    },
    { description: '错误（RFC 9457，application/problem+json）' },
  ),
);
