import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { readFilingHash } from '../../db/cases/case.ts';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { checkFiler, checkFiling, filedAhead, Filing } from '../../domain/engine/filing.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { nodes } from '../../domain/nodes/index.ts';
import { maskedTitle } from '../../domain/words/titles.ts';
import { bodyHash } from '../../gateway/seal.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP, refused } from '../http/errors.ts';
import { loadCaseView } from './load-case.ts';
import { previewFounding } from './founding-preview.ts';
import { NodePreview } from './node-preview-schema.ts';
import { ForeseeOnly } from './node-routes.ts';
import { lookedUp, notFiled } from './not-filed.ts';
import { personOf } from '../http/plugins/auth.ts';
import { CaseDocument } from './case-schema.ts';
import { answers } from '../http/common.ts';
import { validatorCompiler } from '../http/validation.ts';
import { ref } from '../http/named.ts';

const description = `案件编号由案号得来。同一内容再发一次答 200 和同一案件（两个相同的请求同时到达的，可能都答 201）；
同一案号而内容不同的答 409。\`filedAt\` 可以在过去：接管的案件以 \`history\` 带来已经办理的节点，要么全部记入，要么都不记入；
一次至多1000条，财产合计至多5000项。带 \`dryRun=true\` 的只看后果，不立案：会被拒绝的，答复与立案时相同；会予立案的，列出起算的期限。`;

const example = {
  ...nodes['case.filed'].example,
  filedAt: '2026-01-20T16:20:00+08:00',
};

/** `POST /api/cases` */
export function filingRoutes(
  app: App,
  { store, gateway, courtCode, laws }: Pick<ApiDeps, 'store' | 'gateway' | 'courtCode'> & { readonly laws: LawLibrary },
): void {
  app.post(
    '/api/cases',
    {
      schema: {
        tags: ['案件'],
        summary: '立案',
        description,
        querystring: ForeseeOnly,
        body: { ...Filing, examples: [example] },
        response: answers(
          { [HTTP.ok]: { ...Type.Union([ref(CaseDocument), ref(NodePreview)]), description: '此前已立；或者只看后果' }, [HTTP.created]: { ...ref(CaseDocument), description: '已立案' } }, // prettier-ignore
          ['bad-json', 'missing-field', 'unknown-field', 'wrong-type', 'id-number-doubtful', 'bad-case-number', 'wrong-court', 'wrong-year', 'not-enforcement', 'bad-instant', 'wrong-role', 'unknown-node', 'case-exists', 'filed-in-future', 'too-many-assets', 'body-too-large', 'unsupported-media-type', 'busy', 'temporal-unavailable', 'timeout'], // prettier-ignore
        ),
      },
      // the form of a filing is more than its schema; its check is the engine's own
      validatorCompiler: (part) =>
        part.httpPart === 'body'
          ? (body: unknown) => {
              const refusal = checkFiling(body, courtCode);
              return refusal === undefined ? { value: body } : { error: refused(refusal) };
            }
          : validatorCompiler(part),
    },
    async (request, reply) => {
      const { body } = request;
      const where = { db: store.db, laws, gateway };
      if (request.query.dryRun === true) return reply.code(HTTP.ok).send(await preview(request, body, where));
      const caseId = await file(request, body, where);
      const view = await loadCaseView(store.db, caseId.id, personOf(request));
      return reply
        .code(caseId.isNew ? HTTP.created : HTTP.ok)
        .header('location', `/api/cases/${caseId.id}`)
        .send(view);
    },
  );
}

interface Where {
  readonly db: Db;
  readonly laws: LawLibrary;
  readonly gateway: ApiDeps['gateway'];
}

/** What filing now would start. Throws an ApiProblem where it may not be filed, or has been. */
async function preview(request: FastifyRequest, body: Filing, { db, laws }: Omit<Where, 'gateway'>) {
  const person = personOf(request);
  const barred = checkFiler(person) ?? filedAhead(body, Date.now());
  if (barred !== undefined) throw refused(barred);
  const number = parseCaseNumber(body.caseNo);
  if (number === undefined) throw new Error('a filing without case number has passed its check');
  if ((await readFilingHash(db, number.id)) !== undefined)
    throw refused(refuse('case-exists', `${number.text}已经立案`));
  const { filer } = await lookedUp(db, { id: number.id, body, person });
  return previewFounding({ db, laws }, number.id, { kind: 'file', body, ...filer });
}

/** Files a case unless it is there already; answers which. Throws an ApiProblem where it may not be filed. */
async function file(
  request: FastifyRequest,
  body: Filing,
  { db, laws, gateway }: Where,
): Promise<{ id: string; isNew: boolean }> {
  const person = personOf(request);
  const barred = checkFiler(person);
  if (barred !== undefined) throw refused(barred);
  const number = parseCaseNumber(body.caseNo);
  if (number === undefined) throw new Error('a filing without case number has passed its check');
  const { id, text: caseNo } = number;
  const known = await readFilingHash(db, id);
  if (known !== undefined) {
    if (known === bodyHash(body)) return { id, isNew: false };
    throw refused(
      refuse(
        'case-exists',
        `${caseNo}已经立案，内容不同；立案时刻、标的、案件类型有误的，由内勤以 filing.corrected 更正，其他有误的以 fact.corrected 更正`,
      ),
    );
  }
  const ahead = filedAhead(body, Date.now());
  if (ahead !== undefined) throw refused(ahead);
  const refusal = await notFiled({ db, laws }, { id, body, person });
  if (refusal !== undefined) throw refused(refusal);
  const title = maskedTitle(body);
  const answer = await gateway.fileCase({ caseId: id, caseNo, title }, { body, by: person.id });
  if (answer.accepted) return { id, isNew: true };
  throw refused(answer);
}
