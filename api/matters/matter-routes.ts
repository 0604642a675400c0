import { hash } from 'node:crypto';
import Type, { type Static } from 'typebox';
import type { Db } from '../../db/client.ts';
import { readFilingHash, readRecordHead } from '../../db/cases/case.ts';
import { readNextDeadlines } from '../../db/cases/deadlines.ts';
import { readFacts } from '../../db/cases/read.ts';
import { readMatters } from '../../db/cases/matters.ts';
import { namesOf } from '../../db/people/names.ts';
import { checkFounder, checkFounding, Founding, titleOfFounding } from '../../domain/engine/found.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { matterKinds } from '../../domain/nodes/record-kinds.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import type { Person } from '../../domain/record/actor.ts';
import { readCase } from '../../domain/record/case.ts';
import { isKeptFrom, isStaff } from '../../domain/plan/matters/readers.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { bodyHash } from '../../gateway/seal.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { matterArea, recordId } from '../cases/areas.ts';
import { foundingExample } from '../cases/node-bodies.ts';
import { previewFounding } from '../cases/founding-preview.ts';
import { NodePreview } from '../cases/node-preview-schema.ts';
import { ForeseeOnly } from '../cases/node-routes.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { loadBrought, loadMatterView } from './load-matter.ts';
import { founderOf, notFounded } from './not-founded.ts';
import { idempotencyKey, KeyHeaders } from '../http/idempotency-key.ts';
import { validatorCompiler } from '../http/validation.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { HTTP, refused } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { KnownHeaders, NotModified } from '../http/record-version.ts';
import { personOf } from '../http/plugins/auth.ts';
import { InstantKey, pageOf, readCursor } from '../http/query.ts';
import { MatterDocument, MatterLine, MatterReceipt } from './matter-schema.ts';
import { matterLine } from './matter-view.ts';

const tags = [matterArea.tag];

const description = `登记一项不是案件的事项：它是一份自己的记录，有自己的节点、期限和读者。\`id\` 不写的，由种类和
Idempotency-Key 得来：同一键再发一次，还是同一事项；带 \`dryRun=true\` 的只看后果，不登记；当事人自行提交的都由系统编号，答复的是回执。内容随种类而定，见 \`GET /api/nodes\` 中 \`in\` 为该种类的节点。`;

const Founded = Type.Union([ref(MatterLine), ref(MatterReceipt)]);

const example = foundingExample('petition');

/** `POST /api/matters` */
export function matterFoundingRoutes(
  app: App,
  {
    store: { db },
    gateway,
    courtCode,
    laws,
  }: Pick<ApiDeps, 'store' | 'gateway' | 'courtCode'> & { readonly laws: LawLibrary },
): void {
  app.post(
    matterArea.path,
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: '登记事项',
        description,
        headers: KeyHeaders,
        querystring: ForeseeOnly,
        body: { ...Founding, examples: [example] },
        response: answers(
          { [HTTP.ok]: { ...Type.Union([ref(MatterLine), ref(MatterReceipt), ref(NodePreview)]), description: '此前已登记；或者只看后果' }, [HTTP.created]: { ...Founded, description: '已登记' } }, // prettier-ignore
          ['bad-json', 'missing-field', 'unknown-field', 'wrong-type', 'bad-instant', 'bad-idempotency-key', 'wrong-role', 'subject-not-allowed', 'case-exists', 'key-reused', 'at-in-future', 'dates-out-of-order', 'not-qualified', 'not-in-office', 'wrong-court', 'already-recorded', 'unknown-case', 'body-too-large', 'unsupported-media-type', 'busy', 'temporal-unavailable', 'timeout'], // prettier-ignore
        ),
      },
      // the form of a founding is more than its schema; its check is the engine's own
      validatorCompiler: (part) =>
        part.httpPart === 'body'
          ? (body: unknown) => {
              const refusal = checkFounding(body);
              return refusal === undefined ? { value: body } : { error: refused(refusal) };
            }
          : validatorCompiler(part),
    },
    async (request, reply) => {
      const key = idempotencyKey(request.headers['idempotency-key']);
      if (request.query.dryRun === true)
        return reply
          .code(HTTP.ok)
          .send(await preview({ db, laws, courtCode }, personOf(request), { body: request.body, key }));
      reply.header('idempotency-key', key);
      const { id, isNew } = await found(personOf(request), request.body, key);
      return reply
        .code(isNew ? HTTP.created : HTTP.ok)
        .header('location', `${matterArea.path}/${id}`)
        .send(await loadBrought(db, id, personOf(request)));
    },
  );

  /** Founds a matter unless it is there already; answers which. Throws an ApiProblem where it may not be founded. */
  async function found(person: Person, body: Founding, key: string): Promise<{ id: string; isNew: boolean }> {
    const barred = checkFounder(person, body);
    if (barred !== undefined) throw refused(barred);
    const id = idFor(person, body, key);
    const known = await readFilingHash(db, id);
    if (known !== undefined) {
      if (known === bodyHash(body) && (await mayKnow(db, id, person))) return { id, isNew: false };
      throw refused(otherwiseUsed(body, id));
    }
    const refusal = await notFounded(db, { id, body, person, courtCode });
    if (refusal !== undefined) throw refused(refusal);
    const answer = await gateway.fileCase(
      { caseId: id, caseNo: id, title: titleOfFounding(body) },
      { body, by: person.id },
    );
    if (answer.accepted) return { id, isNew: true };
    throw refused(answer.code === 'case-exists' ? otherwiseUsed(body, id) : answer);
  }
}

interface Previewing {
  readonly db: Db;
  readonly laws: LawLibrary;
  readonly courtCode: string;
}

/** What founding one now would start. Throws an ApiProblem where it may not be founded. */
async function preview(
  { db, laws, courtCode }: Previewing,
  person: Person,
  { body, key }: { readonly body: Founding; readonly key: string },
): Promise<Static<typeof NodePreview>> {
  const barred = checkFounder(person, body);
  if (barred !== undefined) throw refused(barred);
  const id = idFor(person, body, key);
  if ((await readFilingHash(db, id)) !== undefined) throw refused(otherwiseUsed(body, id));
  const refusal = await notFounded(db, { id, body, person, courtCode });
  if (refusal !== undefined) throw refused(refusal);
  const founder = await founderOf(db, { id, body, person });
  const { fact, count, deadlines, ...preview } = await previewFounding({ db, laws }, id, { kind: 'found', body, ...founder }); // prettier-ignore
  return isStaff(person.roles)
    ? { ...preview, ...(fact !== undefined && { fact }), count, deadlines }
    : { ...preview, count: 0, deadlines: [] }; // the court's own clocks
}

/** What a matter is called: as whoever founds it says, or after their command. */
const idFor = (person: Person, body: Founding, key: string): string =>
  body.id ?? `${body.kind}-${hash('sha256', `${person.id} ${key}`).slice(0, 20)}`;

/** Whether somebody may know that a matter is there: who may read it, and whoever brought it. To others it is any number that is taken. */
async function mayKnow(db: Db, id: string, person: Person): Promise<boolean> {
  const head = await readRecordHead(db, id);
  if (head !== undefined && isKeptFrom(head, person)) return false;
  return isStaff(person.roles) || readCase(await readFacts(db, id)).founding.by === person.id;
}

/** The number is another matter's: one that was given, or the one that comes of a key. */
const otherwiseUsed = ({ id: given }: Founding, id: string) =>
  given === undefined
    ? refuse('key-reused', '这个 Idempotency-Key 已用于另一请求，请换一个')
    : refuse('case-exists', `编号 ${id} 已经用于内容不同的一件，请另用编号`);

const Query = Type.Object(
  {
    kind: Type.Optional(oneOf(matterKinds, '种类')),
    case: Type.Optional(Type.String({ maxLength: 64, description: '所涉案件的编号，也可写案号' })),
    concluded: Type.Optional(Type.Boolean({ description: '是否已办结' })),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description:
          '编号、种类、文号的一部分，来信来函的人或单位在标题中所显示的文字，或者所涉案件的案号、案由、当事人姓名的一部分，不分全角半角、大小写、间隔号的写法',
      }),
    ),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
/** Where a page ended: when it was received, which. */
const Key = Type.Tuple([InstantKey, Type.String()]);

/** `GET /api/matters`, `GET /api/matters/{id}` */
export function matterRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    matterArea.path,
    {
      schema: {
        tags,
        summary: '登记事项列表',
        description: '新近收到的在前；只有本人可以知道的。',
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(MatterLine)) }, ['bad-query', 'bad-cursor']),
      },
    },
    async (request) => {
      const { limit = 50, cursor, case: named, ...others } = request.query;
      const filters = { ...others, case: named === undefined ? undefined : caseIdOf(named) };
      const after = readCursor(Key, cursor);
      const rows = await readMatters(db, { ...filters, reader: personOf(request), after, limit: limit + 1 });
      const ids = rows.map((row) => row.id);
      const [nexts, names] = await Promise.all([
        readNextDeadlines(db, ids, Date.now()),
        namesOf(db, rows.map((row) => row.officer)), // prettier-ignore
      ]);
      return pageOf(
        rows,
        limit,
        (row) => [row.filedAt, row.id],
        (row) => matterLine(row, nexts.get(row.id), names),
      );
    },
  );
  app.get(
    `${matterArea.path}/:id`,
    {
      config: { isVersioned: true },
      schema: {
        tags,
        summary: '一项登记事项',
        params: recordId(matterArea),
        headers: KnownHeaders,
        response: answers({ [HTTP.ok]: ref(MatterDocument), [HTTP.notModified]: NotModified }, ['unknown-case']),
      },
    },
    (request) => loadMatterView(db, request.params.id, personOf(request)),
  );
}
