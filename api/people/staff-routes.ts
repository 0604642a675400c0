import { createHash } from 'node:crypto';
import Type from 'typebox';
import type { Db } from '../../db/client.ts';
import { askedForTheCourt } from '../../db/reader.ts';
import { type Changing } from '../../domain/people/change.ts';
import type { Register } from '../../domain/people/register.ts';
import { flawAt, lineFlaws, readStaff, type StaffFile, type StaffFlaw } from '../../domain/people/staff-file.ts';
import { planStaff, type StaffPlan } from '../../domain/people/staff-plan.ts';
import { refuse } from '../../domain/record/refusal.ts';
import type { Person } from '../../domain/record/actor.ts';
import { fileRows } from '../../process/sheets.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers, orNull } from '../http/common.ts';
import { ApiProblem, HTTP, refused } from '../http/errors.ts';
import { FileBody, fileTypes, fileValidator, sentFile, takesFiles } from '../http/file-body.ts';
import { KeyHeaders } from '../http/idempotency-key.ts';
import { namedSchema, ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { changePeople } from './change-people.ts';
import { HoldingView } from './holding-schema.ts';
import { holdingsOf, MOST_HELD, stillHeld } from './load-holdings.ts';
import { givingRights } from './people-routes.ts';
import { PeopleChangeView } from './people-schema.ts';

const MOST_LINES = 2_000;
const TOO_LARGE = `一个名单至多${MOST_LINES}行、20 MB（电子表格解压后64 MB），请分次导入`;
const NO_HEADINGS = '首行须有编号、姓名、角色三列，各一列，其后至少一行';
/** Why a file is refused whole, in the words of a list of staff. */
const details = {
  'file-too-large': TOO_LARGE,
  'unknown-layout': NO_HEADINGS,
  'wrong-encoding': undefined,
  'broken-file': '文件不完整或者已经损坏：请用电子表格软件打开名单，另存为 XLSX 或者 UTF-8 编码的 CSV，再发',
} as const;

const description = `请求内容就是文件本身：CSV（UTF-8 或 GBK）或 XLSX，至多${MOST_LINES}行，一人一角色一行。首行写列名：编号、姓名、角色，可有自、至、责任人（“是”）。角色写名称或编号；留空的，此人不再担任任何角色。
所列的人，照文件称呼、照文件担任，文件没有写的角色即行终止；没有列入的人不受影响。\`dryRun=true\` 只预览；各行都能办理才办理，有一行不能办理就都不办理（\`lines-refused\`）。责任人是本院设置：答复中的 settings 由系统管理员拟定草案。`;

const StaffQuery = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: '理由：写入人员变更记录' }),
    dryRun: Type.Optional(Type.Boolean({ description: '只预览，不变更' })),
  },
  { additionalProperties: false },
);

const Settings = Type.Object(
  { kind: Type.Literal('settings'), lead: Type.Record(Type.String(), Type.String()) },
  { description: '文件中的责任人，作为设置草案的内容；没有写的为 null' },
);

/** What a file of staff did, or would do. */
export const StaffAnswer = namedSchema(
  'StaffImport',
  Type.Object(
    {
      dryRun: Type.Boolean({ description: '只预览，没有变更' }),
      changes: Type.Array(ref(PeopleChangeView)),
      lines: Type.Array(
        Type.Object({
          row: Type.Integer({ description: '行号' }),
          code: Type.String({ description: `稳定的代码：${Object.keys(lineFlaws).join('、')}，或者授予、终止角色的错误代码` }), // prettier-ignore
          column: orNull(Type.String({ description: '列名；整行的为 null' })),
          value: orNull(Type.String({ description: '所写的内容；没有写的为 null' })),
          zh: Type.String({ description: '何处、为何、怎么办' }),
        }),
        { description: '不能办理的行' },
      ),
      holds: Type.Array(ref(HoldingView), { description: '因此终止的角色下仍在名下的：不因导入而移交，请另行指定；至多列100项' }), // prettier-ignore
      unchanged: Type.Integer({ description: '没有变动的行数' }),
      ignored: Type.Array(Type.String(), { description: '没有用到的列' }),
      settings: orNull(Settings),
    },
    { description: '人员名单的导入' },
  ),
);

const codes = ['bad-query', 'wrong-role', 'bad-idempotency-key', 'key-reused', 'unsupported-media-type', 'file-too-large', 'unknown-layout', 'wrong-encoding', 'broken-file', 'lines-refused'] as const; // prettier-ignore

/** `POST /api/people/import`: a court's staff out of a file, previewed or carried out as a whole. */
export function staffRoutes(app: App, { store }: Pick<ApiDeps, 'store'>): void {
  takesFiles(app, (scope) => {
    scope.post(
      '/api/people/import',
      {
        config: { access: 'person' },
        onRequest: givingRights,
        schema: {
          tags: ['人员'],
          summary: '导入人员名单',
          ...{ description, consumes: fileTypes, querystring: StaffQuery, headers: KeyHeaders, body: FileBody },
          response: answers({ [HTTP.ok]: ref(StaffAnswer) }, codes),
        },
        validatorCompiler: fileValidator,
      },
      async (request, reply) => {
        const { reason, dryRun = false } = request.query;
        const bytes = sentFile(request.body, NO_HEADINGS);
        const file = await staffIn(bytes);
        const reader = personOf(request);
        let plan: StaffPlan | undefined;
        let holds: Awaited<ReturnType<typeof stillHeld>> = [];
        return changePeople(store, request, reply, {
          async changes(register, now, tx) {
            plan = await planned(tx, register, file, { reader, now });
            if (!dryRun && plan.flaws.length > 0) throw refused(linesRefused(plan.flaws));
            const ended = plan.changes.flatMap((change) => (change.kind === 'ended' ? [change.assignment] : []));
            holds = await stillHeld(tx, reader, register.assignments.filter(({ id }) => ended.includes(id)), MOST_HELD); // prettier-ignore
            return plan.changes;
          },
          more: () => ({ ...besides(file, plan), holds: [...holds] }),
          reason,
          body: { file: createHash('sha256').update(bytes).digest('hex'), reason },
        });
      },
    );
  });
}

/** The lines of a file. Throws why it is refused whole. */
async function staffIn(bytes: Buffer): Promise<StaffFile> {
  const rows = await fileRows(bytes, MOST_LINES + 1).catch(() => ({ code: 'unknown-layout' as const }));
  if ('code' in rows) throw new ApiProblem(rows.code, details[rows.code]);
  if (rows.rows.length > MOST_LINES + 1) throw new ApiProblem('file-too-large', TOO_LARGE);
  const file = readStaff(rows.rows);
  if (file === undefined || file.lines.length + file.flaws.length === 0)
    throw new ApiProblem('unknown-layout', NO_HEADINGS);
  return file;
}

/** What a file comes to; who would hold nothing any more has nothing in hand (docs/decisions/128). */
async function planned(tx: Db, register: Register, file: StaffFile, { reader, now }: Pick<Changing, 'now'> & { readonly reader: Person }): Promise<StaffPlan> {
  const plan = planStaff(register, file, { by: reader.id, now });
  const flaws: StaffFlaw[] = [];
  for (const { person, row } of plan.leaving) {
    const [first] = await askedForTheCourt(() => holdingsOf(tx, { person, reader }, 1));
    if (first !== undefined)
      flaws.push(flawAt(file.headings, { row, code: 'still-holds', column: 'role' }, `此人将不再担任任何角色，而名下还有事项，请先移交：${first.zh}`)); // prettier-ignore
  }
  return { ...plan, flaws: [...plan.flaws, ...flaws].toSorted((a, b) => a.row - b.row) };
} // prettier-ignore

const linesRefused = (flaws: readonly StaffFlaw[]) =>
  refuse('lines-refused', `名单中有${flaws.length}处不能办理，没有变更`, undefined, flaws.map(({ row, code, zh }) => ({ id: `${row} ${code}`, zh }))); // prettier-ignore

/** What is answered beside the changes. */
function besides({ lines, ignored }: StaffFile, plan: StaffPlan | undefined) {
  const leads = lines.flatMap(({ id, role, lead }) => (lead && role !== null ? [[role, id] as const] : []));
  return {
    ...{ lines: [...(plan?.flaws ?? [])], unchanged: plan?.unchanged ?? 0, ignored: [...ignored] },
    settings: leads.length === 0 ? null : { kind: 'settings' as const, lead: Object.fromEntries(leads) },
  };
}
