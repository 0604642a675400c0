import Type from 'typebox';
import { insertAccess } from '../../db/access/log.ts';
import { readSights } from '../../db/access/sights.ts';
import { readFacts } from '../../db/cases/read.ts';
import { outlineOfContent } from '../../domain/access/as-seen.ts';
import { type Outline, outlineOf, type SchemaLike } from '../../domain/access/outline.ts';
import { partsOfPointer, type Pointed, pointed } from '../../domain/access/pointed.ts';
import type { Sight } from '../../domain/access/sights.ts';
import { record, Some, Text } from '../../domain/nodes/fields.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { type Area, caseArea, findRecord, recordId } from '../cases/areas.ts';
import { loadCaseView } from '../cases/load-case.ts';
import { answers } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';
import { loadMatterView } from '../matters/load-matter.ts';

const MOST = 50;

/** What is to be shown, and why. */
const RevealAsked = record({
  fields: Some(
    Type.String({
      maxLength: 300,
      pattern: '^(/[^/]+)+$',
      description: '项目所在（JSON Pointer）',
      examples: ['/respondents/0/idNo'],
    }),
    '所要查看的项目：在 GET 所示内容中的位置，如 /respondents/0/idNo；日志中一项记录的内容，如 /facts/12/number',
    MOST,
  ),
  reason: Text('为办理何事需要查看', { minLength: 2, maxLength: 500 }),
});
const Revealed = Type.Object({
  fields: Type.Array(Type.Object({ field: Type.String(), value: Type.Unknown({ description: '原内容' }) }), {
    description: '所要查看的各项',
  }),
});

/** `POST /api/cases/{id}/reveal`, `POST /api/matters/{id}/reveal`: what is masked, once, for a reason that stays (docs/decisions/139). */
export function revealRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>, area: Area): void {
  const schema = (): SchemaLike => app.getSchemas()[area === caseArea ? 'Case' : 'Matter'] as SchemaLike; // schemas, whatever they are typed as
  const resolve = (ref: string) => app.getSchemas()[ref.replace(/#$/, '')] as SchemaLike | undefined; // likewise
  app.post(
    `${area.path}/:id/reveal`,
    {
      schema: {
        tags: [area.tag],
        summary: '查看隐去的项目',
        description: '说明理由，答复原内容；谁、何时、查看什么、何理由，记入查阅日志。',
        params: recordId(area),
        body: RevealAsked,
        response: answers({ [HTTP.ok]: Revealed }, ['missing-field', 'wrong-type', 'unknown-case', 'not-revealable', 'no-such-field']), // prettier-ignore
      },
    },
    async (request) => {
      const { id } = request.params;
      const { fields, reason } = request.body;
      if (!/[\p{L}\p{N}]/u.test(reason))
        throw new ApiProblem('bad-value', '理由（reason）须写明为办理何事，不能只有标点'); // the auditor reads it
      const person = personOf(request);
      await findRecord(db, area, id, person);
      const [view, facts, sights] = await Promise.all([area === caseArea ? loadCaseView(db, id, person) : loadMatterView(db, id, person), readFacts(db, id), readSights(db, person, [id], Date.now())]); // prettier-ignore
      const found = sights.get(id);
      const from = { view, outline: outlineOf(schema(), { resolve }), c: readCase(facts) };
      const shown = fields.map((field) => ({ field, value: revealed(field, from, found?.sight) }));
      // first it is written who saw it, then it is seen
      await insertAccess(db, [{ at: Date.now(), person: person.id, outcome: 'revealed', record: id, kind: found?.kind ?? null, route: `POST ${area.path}/:id/reveal`, fields, reason, times: 1 }]); // prettier-ignore
      return { fields: shown };
    },
  );
}

interface From {
  readonly view: unknown;
  readonly outline: Outline | undefined;
  readonly c: Case;
}

/** What stands there, for somebody who may have it shown. Throws `no-such-field`, `not-revealable`. */
function revealed(field: string, { view, outline, c }: From, sight: Sight | undefined): unknown {
  const [first = '', second = '', ...rest] = partsOfPointer(field);
  const fact = first === 'facts' ? c.record.find(({ seq }) => String(seq) === second) : undefined;
  const found: Pointed | undefined =
    first === 'facts'
      ? fact && pointed(fact.payload, outlineOfContent(fact.node), rest)
      : pointed(view, outline, partsOfPointer(field));
  if (found === undefined) throw new ApiProblem('no-such-field', `${field} 没有隐去的内容；应如 /respondents/0/idNo、/facts/12/number`); // prettier-ignore
  const how = sight?.[found.seen.class];
  if (how !== 'shown' && !(how === 'masked' && sight?.reveals === true)) throw new ApiProblem('not-revealable');
  return found.value;
}
