import Type from 'typebox';
import { readRules } from '../../db/law/rules.ts';
import { dateOf } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP } from '../http/errors.ts';
import { datePattern } from '../../domain/nodes/fields.ts';
import { readDate } from '../http/query.ts';
import { answers } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { RuleInfo } from '../tables/table-schemas.ts';
import { ruleTable } from './rule-views.ts';

const Query = Type.Object(
  { on: Type.Optional(Type.String({ description: '哪一日；不写为今天', examples: ['2026-07-01'], ...datePattern })) },
  { additionalProperties: false },
);

/** `GET /api/deadline-rules?on=`: the deadline table as it is in force on a day. */
export function ruleRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/deadline-rules',
    {
      config: { access: 'person' },
      schema: {
        tags: ['规则'],
        summary: '期限表',
        description:
          '所问之日施行的规则：期限自这一日起算的适用它。以前和以后的各版本在 versions。全部列出，不分页：条数由本版本的期限表决定。',
        querystring: Query,
        response: answers({ [HTTP.ok]: Type.Array(ref(RuleInfo)) }, ['bad-query']),
      },
    },
    async ({ query: { on } }) => ruleTable(await readRules(db), readDate('on', on) ?? dateOf(Date.now())),
  );
}
