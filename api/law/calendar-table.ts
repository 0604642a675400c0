import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { isRefusal } from '../../domain/record/refusal.ts';
import { readCalendarTable } from '../../domain/law/calendar-table.ts';
import type { App } from '../app-types.ts';
import { HTTP, refused } from '../http/errors.ts';
import { administratorOnly } from '../http/plugins/administrator.ts';
import { answers } from '../http/common.ts';
import { TableQuery } from './draft-schemas.ts';
import { LawDraftView } from './law-schemas.ts';
import { ref } from '../http/named.ts';
import { tableText } from './table-text.ts';
import { type LawParts, sendingCodes, writeDraft } from './write-draft.ts';

const description = `三列：日期、休（rest）或班（work）、名称；有无表头均可。日期可写 2027-1-1、2027/1/1、2027年1月1日；列以逗号、分号或制表符分隔。
UTF-8，电子表格另存的 GBK、UTF-16 也可，charset 可写在 Content-Type 里。

\`\`\`
日期,休或班,名称
2027-01-01,休,元旦
2027-02-20,班,春节
\`\`\``;

/** `POST /api/law/drafts/calendar`: a year as a simple table. */
export function calendarTableRoutes(app: App, parts: LawParts): void {
  void app.register((inner, _, done) => {
    const scope = inner.withTypeProvider<TypeBoxTypeProvider>();
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (request, body, parsed) => {
      const charset = /;\s*charset="?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
      const text = tableText(Buffer.from(body), charset);
      if (typeof text === 'string') parsed(null, text);
      else parsed(refused(text));
    });
    scope.post(
      '/api/law/drafts/calendar',
      {
        config: { access: 'person' },
        onRequest: administratorOnly,
        schema: {
          tags: ['规则和日历的变动'],
          summary: '以表格拟定一年的日历',
          description,
          consumes: ['text/csv'],
          querystring: TableQuery,
          body: Type.String({ description: '表格' }),
          response: answers({ [HTTP.created]: ref(LawDraftView) }, [...sendingCodes, 'bad-query', 'bad-table']),
        },
      },
      async (request, reply) => {
        const days = readCalendarTable(request.body);
        if (isRefusal(days)) throw refused(days);
        const view = await writeDraft(parts, request, { kind: 'calendar', ...request.query, days });
        return reply.code(HTTP.created).header('location', `/api/law/drafts/${view.id}`).send(view);
      },
    );
    done();
  });
}
