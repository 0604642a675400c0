import Type from 'typebox';
import { withTx } from '../../db/client.ts';
import { readKnown } from '../../db/money/known.ts';
import { readForms } from '../../db/money/known-forms.ts';
import {
  countLines,
  importUnderWay,
  lockAccount,
  readStatementRow,
  storeStatement,
} from '../../db/money/statements.ts';
import { isDayClosed } from '../../db/money/days.ts';
import { isAnswers } from '../../domain/money/statement/answers.ts';
import { answeredLines } from '../../domain/plan/money/answer-fate.ts';
import { fatedLines, standsAlone } from '../../domain/plan/money/fated.ts';
import type { FatedLine } from '../../domain/plan/money/line-outcome.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { FileBody, fileTypes, fileValidator, sentFile, takesFiles } from '../http/file-body.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { type FileRead, readFile } from './read-file.ts';
import { StatementView } from './statement-schemas.ts';
import { previewView, statementView } from './statement-view.ts';

const description = `请求内容就是银行的文件本身（本系统的格式、银行的 CSV 或 XLSX；银行对付款指令的答复也由此导入，见 docs/statements.md），至多20 MB、50000笔。\`dryRun=true\` 只预览，
什么也不改变；不写的导入：各笔立即保存，其后逐笔登记到案件、不明款，进度见该文件。同一文件再发一次，或者同一日的另一种格式，都不改变什么。`;

const Query = Type.Object(
  {
    dryRun: Type.Optional(Type.Boolean({ description: '只预览' })),
    account: Type.Optional(Type.String({ maxLength: 64, description: '本院账号：文件未写账号的必填' })),
  },
  { additionalProperties: false },
);

const codes = ['bad-query', 'wrong-role', 'unsupported-media-type', 'file-too-large', 'unknown-layout', 'wrong-encoding', 'broken-file', 'other-account', 'day-closed', 'import-running', 'temporal-unavailable', 'timeout'] as const; // prettier-ignore

type Parts = Pick<ApiDeps, 'store' | 'imports' | 'courtCode' | 'bankAccounts'>;

/** `POST /api/money/statements`: a bank's file, previewed or imported. */
export function importRoutes(app: App, parts: Parts): void {
  const { store, imports, bankAccounts } = parts;
  const { linesOf, keep, viewOf } = importer(parts);
  takesFiles(app, (scope) => {
    scope.post(
      '/api/money/statements',
      {
        config: { access: 'person' },
        onRequest: officesOnly('funds', 'finance'),
        schema: {
          tags: ['案款'],
          summary: '导入银行流水',
          description,
          consumes: fileTypes,
          querystring: Query,
          body: FileBody,
          response: answers(
            { [HTTP.ok]: ref(StatementView, '预览，或者此前已经导入'), [HTTP.accepted]: ref(StatementView, '已保存，正在逐笔登记') }, // prettier-ignore
            codes,
          ),
        },
        validatorCompiler: fileValidator,
      },
      async (request, reply) => {
        const { dryRun = false, account } = request.query;
        const file = await readFile(sentFile(request.body), { account, own: bankAccounts });
        if (dryRun) return previewView(file, { ...file, lines: await linesOf(store.db, file) });
        const isNew = await keep(file, personOf(request).id);
        if (isNew) await imports.start(file.id);
        return reply
          .code(isNew ? HTTP.accepted : HTTP.ok)
          .header('location', `/api/money/statements/${file.id}`)
          .send(await viewOf(file.id));
      },
    );
  });
}

/** What is done with a file once it is read. */
function importer({ store, courtCode }: Pick<Parts, 'store' | 'courtCode'>) {
  /** Its lines with their fates. Throws `day-closed` where it says of a reconciled day anything but what it lacked. */
  async function linesOf(
    db: ApiDeps['store']['db'],
    { statement, account, day }: FileRead,
  ): Promise<readonly FatedLine[]> {
    if (isAnswers(statement)) return answeredLines(statement, account, await readForms(db, statement.lines.map(({ serial }) => serial))); // prettier-ignore
    const known = await readKnown(db, account, { lines: statement.lines, court: courtCode });
    const lines = fatedLines(statement, account, known);
    const odd = lines.some(({ fate }) => fate.status !== 'duplicate' && !standsAlone(fate));
    if (odd && (await isDayClosed(db, account, day))) throw new ApiProblem('day-closed');
    return lines;
  }

  /** Stores a file unless it is there; answers whether it was new. Throws `import-running` while one of its account is on its way. */
  async function keep(file: FileRead, by: string): Promise<boolean> {
    return withTx(store, async (tx) => {
      await lockAccount(tx, file.account);
      const running = await importUnderWay(tx, file.account);
      if (running !== undefined) throw new ApiProblem('import-running', undefined, { missing: [{ id: running, zh: '正在登记' }] }); // prettier-ignore
      if ((await readStatementRow(tx, file.id)) !== undefined) return false;
      await storeStatement(tx, { ...file, by, at: Date.now() }, { ...file, lines: await linesOf(tx, file) });
      return true;
    });
  }

  async function viewOf(id: string) {
    const [row, counts] = await Promise.all([readStatementRow(store.db, id), countLines(store.db, id)]);
    if (row === undefined) throw new ApiProblem('unknown-statement');
    return statementView(row, counts, undefined);
  }

  return { linesOf, keep, viewOf };
}
