import Type, { type Static } from 'typebox';
import { type AccessReportRow, type AccessRow, readAccess, readAccessReport } from '../../db/access/log.ts';
import { namesOf } from '../../db/people/names.ts';
import { accessOutcomes } from '../../domain/access/outcomes.ts';
import { InstantText, oneOf } from '../../domain/nodes/fields.ts';
import { Month } from '../../domain/nodes/reconciliation.ts';
import { type RecordKind, recordKinds } from '../../domain/nodes/record-kinds.ts';
import { rowNames } from '../../domain/nodes/fields.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { addMonths } from '../../domain/time/civil-date.ts';
import { formatInstant, startOfDay } from '../../domain/time/instant.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers, Cursor, InstantShown, Limit, orNull, Page } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { pageOf, queryInstants, readCursor } from '../http/query.ts';

const tags = ['查阅日志'];
const config = { access: 'person' } as const;
const auditing = officesOnly('auditor');
const kind = orNull(Type.String({ description: '记录种类；不涉及某一记录的、对审计也不公开的为 null' }));

const Entry = Type.Object(
  {
    id: Type.Integer({ description: '序号' }),
    at: InstantShown('何时'),
    person: Type.String({ description: '何人：人员编号' }),
    personName: orNull(Type.String({ description: '姓名；系统中没有此人的为 null' })),
    outcome: oneOf(accessOutcomes, '查阅的结果'),
    outcomeZh: Type.String(),
    record: orNull(Type.String({ description: '案件、登记事项的编号；对审计也不公开的为 null' })),
    kind,
    kindZh: orNull(Type.String()),
    route: Type.String({ description: '所用的接口' }),
    fields: Type.Array(Type.String(), { description: '看到的项目' }),
    reason: orNull(Type.String({ description: '所说的理由' })),
    code: orNull(Type.String({ description: '未予查阅的原因' })),
    times: Type.Integer({ description: '当时同样查阅的次数' }),
  },
  { description: '一次查阅' },
);
const count = (zh: string) => Type.Integer({ description: zh });
const Line = Type.Object({
  person: Type.String({ description: '人员编号' }),
  personName: orNull(Type.String()),
  kind,
  kindZh: orNull(Type.String()),
  records: count('件数'),
  read: count(accessOutcomes.read),
  revealed: count(accessOutcomes.revealed),
  sought: count(accessOutcomes.sought),
  opened: count(accessOutcomes.opened),
  denied: count(accessOutcomes.denied),
});

const text = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }));
const Query = Type.Object(
  {
    person: text('何人查阅的'),
    record: text('哪一案件、登记事项，也可写案号'),
    outcome: Type.Optional(oneOf(accessOutcomes, '结果')),
    from: Type.Optional(InstantText('不早于')),
    to: Type.Optional(InstantText('早于')),
    limit: Limit(100, 500),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Key = Type.Integer({ minimum: 1 });

/** `GET /api/access-log`, `GET /api/access-log/report`: who read what, for the auditor alone. */
export function accessLogRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/access-log',
    { config, onRequest: auditing, schema: { tags, summary: '查阅日志', description: '谁、何时、查阅了哪一案件的哪些个人信息和秘密，以及未予查阅的；新近的在前。不含所查阅的内容。', querystring: Query, response: answers({ [HTTP.ok]: Page(Entry) }, ['bad-query', 'bad-cursor', 'wrong-role']) } }, // prettier-ignore
    async ({ query: { limit = 100, cursor, from, to, record, ...rest } }) => {
      const span = queryInstants({ from, to });
      const rows = await readAccess(db, { ...rest, ...span, record: record === undefined ? undefined : caseIdOf(record), after: readCursor(Key, cursor), limit: limit + 1 }); // prettier-ignore
      const names = await namesOf(db, rows.map(({ person }) => person)); // prettier-ignore
      return pageOf(rows, limit, ({ id }) => id, (row) => entryView(row, names)); // prettier-ignore
    },
  );
  app.get(
    '/api/access-log/report',
    { config, onRequest: auditing, schema: { tags, summary: '查阅月报', description: '一月之中各人查阅各种记录的件数、次数，未予查阅的次数；多的在前，至多以人数和种类为限，不分页。', querystring: Type.Object({ month: Month('哪一月') }, { additionalProperties: false }), response: answers({ [HTTP.ok]: Type.Object({ month: Type.String(), lines: Type.Array(Line) }) }, ['bad-query', 'wrong-role']) } }, // prettier-ignore
    async ({ query: { month } }) => {
      const first = `${month}-01`;
      const rows = await readAccessReport(db, { from: startOfDay(first), to: startOfDay(addMonths(first, 1)) });
      const names = await namesOf(db, rows.map(({ person }) => person)); // prettier-ignore
      return { month, lines: rows.map((row) => lineView(row, names)) };
    },
  );
}

const kindNames = rowNames(recordKinds);
type Names = ReadonlyMap<string, string>;

const entryView = (row: AccessRow, names: Names): Static<typeof Entry> => ({
  ...row,
  at: formatInstant(row.at),
  personName: names.get(row.person) ?? null,
  outcomeZh: accessOutcomes[row.outcome],
  kindZh: row.kind === null ? null : (kindNames[row.kind as RecordKind] ?? null),
});

const lineView = (row: AccessReportRow, names: Names): Static<typeof Line> => ({
  ...row,
  personName: names.get(row.person) ?? null,
  kindZh: row.kind === null ? null : (kindNames[row.kind as RecordKind] ?? null),
});
