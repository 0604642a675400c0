import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { atOneMoment } from '../../db/client.ts';
import { readMatters } from '../../db/cases/matters.ts';
import { readMoneyFacts } from '../../db/ledger/read.ts';
import { readDayEntries, readEntriesOf } from '../../db/money/entries.ts';
import { readMonthBooks, readUnpaidOn } from '../../db/money/month.ts';
import { readUnidentified } from '../../db/money/unidentified.ts';
import { nothing } from '../../domain/access/sights.ts';
import { namesOf } from '../../db/people/names.ts';
import { askedForTheCourt } from '../../db/reader.ts';
import { Month } from '../../domain/nodes/reconciliation.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { ageOn } from '../../domain/plan/money/unidentified.ts';
import { dayNumber } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { fileReadings } from '../access/noted.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { caseArea, findRecord, noSuchRecord } from '../cases/areas.ts';
import { attachment } from '../http/attachment.ts';
import { answers, CaseId } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { readDate } from '../http/query.ts';
import { formPapers, actorsOf } from './form-paper.ts';
import { ageingPapers, caseLedgerPapers, dayPapers, monthPapers } from './papers.ts';
import { MOST_UNIDENTIFIED } from './unidentified-schema.ts';
import { columnsShown, type Paper, paperBook } from './workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const tags = ['案款'];
const config = { access: 'person' } as const;
const court = officesOnly('funds', 'finance', 'review', 'director', 'president');

/** A workbook as it is answered: its bytes are described, and never read as JSON. */
const workbook = {
  description: '电子表格',
  content: { [XLSX]: { schema: { contentMediaType: XLSX } } },
} as unknown as TSchema; // what OpenAPI takes for an answer that is no JSON

interface Replying {
  readonly request: Pick<FastifyRequest, 'sight' | 'shown' | 'params'>;
  readonly header: (name: string, value: string) => Replying;
  readonly send: (body: never) => unknown;
}

async function sent(reply: Replying, name: string, papers: readonly Paper[]): Promise<unknown> {
  const { request } = reply;
  const sight = request.sight ?? nothing;
  const { id = '' } = request.params as { readonly id?: string }; // of a case's papers
  request.shown = fileReadings([id], columnsShown(papers, sight));
  const file = await paperBook(papers, sight);
  return reply.header('content-type', XLSX).header('content-disposition', attachment(`${name}.xlsx`)).send(file as never); // prettier-ignore
}

/** The money's papers as workbooks (docs/statements.md): a case's ledger and forms, the court's day, what lies how long, a month. */
export function paperRoutes(app: App, deps: Pick<ApiDeps, 'store'>): void {
  casePapers(app, deps);
  courtPapers(app, deps);
}

function casePapers(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/cases/:id/money/ledger.xlsx',
    { schema: { tags, summary: '一个案件的明细账（电子表格）', params: CaseId, response: answers({ [HTTP.ok]: workbook }, ['unknown-case']) } }, // prettier-ignore
    async (request, reply) => {
      const { id } = request.params;
      await findRecord(db, caseArea, id, personOf(request));
      const [c, lines] = await Promise.all([readMoneyFacts(db, id), readEntriesOf(db, id)]);
      if (c === undefined) throw noSuchRecord(caseArea, id);
      return sent(reply, `ledger-${id}`, caseLedgerPapers(c.filed.payload.caseNo, lines, moneyOverview(c)));
    },
  );
  app.get(
    '/api/cases/:id/money/forms/:form/form.xlsx',
    { schema: { tags, summary: '审批表（电子表格）', params: Type.Object({ ...CaseId.properties, form: Type.String({ description: '审批表编号' }) }), response: answers({ [HTTP.ok]: workbook }, ['unknown-case', 'unknown-form']) } }, // prettier-ignore
    async (request, reply) => {
      const { id, form: name } = request.params;
      await findRecord(db, caseArea, id, personOf(request));
      const c = await readMoneyFacts(db, id);
      if (c === undefined) throw noSuchRecord(caseArea, id);
      const found = moneyOverview(c).flatMap((receipt) => receipt.forms.filter((form) => form.id === name).map((form) => ({ receipt, form })))[0]; // prettier-ignore
      if (found === undefined) throw new ApiProblem('unknown-form');
      const names = await namesOf(db, actorsOf(c, name));
      return sent(
        reply,
        `form-${id}`,
        formPapers({ c, ...found }, (person) => names.get(person) ?? person),
      );
    },
  );
}

function courtPapers(app: App, { store }: Pick<ApiDeps, 'store'>): void {
  const { db } = store;
  app.get(
    '/api/money/days/:day/ledger.xlsx',
    { config, onRequest: court, schema: { tags, summary: '全院一日的日记账（电子表格）', params: Type.Object({ day: Type.String({ description: '银行日期', examples: ['2026-03-10'] }) }), response: answers({ [HTTP.ok]: workbook }, ['wrong-role', 'bad-query']) } }, // prettier-ignore
    async (request, reply) => {
      const day = readDate('day', request.params.day) ?? '';
      return sent(reply, `day-${day}`, dayPapers(day, await readDayEntries(db, day, personOf(request))));
    },
  );
  app.get(
    '/api/money/ageing.xlsx',
    { config, onRequest: court, schema: { tags, summary: '不明款、未发放案款的明细和账龄（电子表格）', response: answers({ [HTTP.ok]: workbook }, ['wrong-role']) } }, // prettier-ignore
    async (request, reply) => {
      const on = dateOf(Date.now());
      const rows = await readMatters(db, { reader: personOf(request), kind: 'unidentified-receipt', concluded: false, limit: MOST_UNIDENTIFIED }); // prettier-ignore
      const [lines, unpaid] = await Promise.all([readUnidentified(db, rows.map(({ id }) => id)), readUnpaidOn(db, on)]); // prettier-ignore
      const unidentified = rows.toReversed().flatMap(({ id, filedAt }) => {
        const line = lines.get(id);
        const arrivedOn = dateOf(filedAt);
        return line === undefined ? [] : [{ id, ...line, arrivedOn, days: dayNumber(on) - dayNumber(arrivedOn), age: ageOn(arrivedOn, on) }]; // prettier-ignore
      });
      return sent(reply, `ageing-${on}`, ageingPapers(on, unidentified, unpaid));
    },
  );
  app.get(
    '/api/money/months/:month/reconciliation.xlsx',
    { config, onRequest: court, schema: { tags, summary: '月对账（电子表格）', params: Type.Object({ month: Month('对账之月') }), response: answers({ [HTTP.ok]: workbook }, ['wrong-role', 'wrong-type']) } }, // prettier-ignore
    async ({ params: { month } }, reply) =>
      sent(reply, `reconciliation-${month}`, monthPapers(month, await askedForTheCourt(() => atOneMoment(store, (tx) => readMonthBooks(tx, month))))), // prettier-ignore
  );
}
