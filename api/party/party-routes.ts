import { createHash } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { casesTiedTo, wasTied } from '../../db/cases/ties.ts';
import type { Db } from '../../db/client.ts';
import { namesOf } from '../../db/people/names.ts';
import { submissionsOf } from '../../domain/engine/party-sight.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import type { Person } from '../../domain/record/actor.ts';
import { canonical } from '../../domain/record/canonical.ts';
import type { Fact } from '../../domain/record/fact.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { caseArea, noSuchRecord } from '../cases/areas.ts';
import { answers, CaseId, Cursor, Limit, Page } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { pageOf, readCursor } from '../http/query.ts';
import { PartyCase, PartyCaseLine, PartySubmission, PartyToldItem } from './party-schema.ts';
import { type SeenCase, seenIn } from './load-sight.ts';
import { noteRead } from './reading.ts';
import { officerTold, partyCaseLine, partyCaseView } from './party-view.ts';

const tags = ['当事人'];
const config = { access: 'person' } as const;
const Asked = (initial: number, most: number) =>
  Type.Object({ limit: Limit(initial, most), cursor: Cursor }, { additionalProperties: false });
const After = Type.Tuple([Type.String({ maxLength: 200 })]);
/** Where a page ended: how many came before. What parties hear is only ever added to. */
const Place = Type.Tuple([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })]);

const ABOUT =
  '只有已经告知本人的事项。没有任何事项告知本人的案件，对本人不存在：答复与没有这一案件相同。财产控制生效以前，被执行人看不到案件，只看得到已经送达本人的文书。所代表的当事人退出本案的，此前告知的仍可查阅。';

/** What a party's own people see: their cases, and nothing else (engine.md 22, 23). `GET /api/party/cases`, `GET /api/party/cases/{id}` */
export function partyRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/party/cases',
    {
      config,
      schema: {
        tags,
        summary: '本人的案件',
        description: `本人（或者作为代理人）代表一方当事人的案件，各走到哪一步。${ABOUT}`,
        querystring: Asked(20, 50),
        response: answers({ [HTTP.ok]: Page(ref(PartyCaseLine)) }, ['bad-query', 'bad-cursor']),
      },
    },
    async (request) => {
      const { limit = 20, cursor } = request.query;
      const [after] = readCursor(After, cursor) ?? [undefined];
      const found = await seenFrom(db, personOf(request), { after, limit: limit + 1 });
      return pageOf(
        found,
        limit,
        ({ id }) => [id],
        ({ id, c, sight }) => partyCaseLine(id, c, sight),
      );
    },
  );
  app.get(
    '/api/party/cases/:id',
    {
      config,
      schema: {
        tags,
        summary: '本人的一个案件',
        description: `走到哪一步，接下来由谁、在何时以前办理什么，案款在哪里，本人可以提交什么。${ABOUT}`,
        params: CaseId,
        response: answers({ [HTTP.ok]: ref(PartyCase) }, ['unknown-case']),
      },
    },
    async (request) => {
      const { id } = request.params;
      const seen = await see(db, id, personOf(request));
      const officer = officerTold(seen.c, seen.sight);
      const names = await namesOf(db, [officer]);
      return partyCaseView(id, { ...seen, officer: names.get(officer ?? '') ?? null });
    },
  );
}

/** `GET /api/party/cases/{id}/told`, `GET /api/party/cases/{id}/submissions` */
export function partyPageRoutes(app: App, { store, gateway }: Pick<ApiDeps, 'store' | 'gateway'>): void {
  const { db } = store;
  app.get(
    '/api/party/cases/:id/told',
    {
      config,
      schema: {
        tags,
        summary: '告知本人的事项',
        description: `法院做了什么，先告知的在前。看到一批告知的最后一项的，登记为本人已经阅看。${ABOUT}`,
        params: CaseId,
        querystring: Asked(50, 200),
        response: answers({ [HTTP.ok]: Page(ref(PartyToldItem)) }, ['bad-query', 'bad-cursor', 'unknown-case']),
      },
    },
    async (request) => {
      const person = personOf(request);
      const seen = await see(db, request.params.id, person);
      const { page, from, to } = placed(seen.sight.heard, request.query, ({ fact, zh, toldAt }) => ({
        at: formatInstant(fact.at),
        zh,
        toldAt: toldAt === null ? null : formatInstant(toldAt),
      }));
      if (request.method === 'GET') await noteRead({ store, gateway }, seen, { person: person.id, from, to }, request.log); // prettier-ignore
      return page;
    },
  );
  app.get(
    '/api/party/cases/:id/submissions',
    {
      config,
      schema: {
        tags,
        summary: '本人提交的事项',
        description: `本人在本案中提交过什么，各有回执。${ABOUT}`,
        params: CaseId,
        querystring: Asked(50, 200),
        response: answers({ [HTTP.ok]: Page(ref(PartySubmission)) }, ['bad-query', 'bad-cursor', 'unknown-case']),
      },
    },
    async (request) => {
      const { id } = request.params;
      const person = personOf(request);
      const { c } = await see(db, id, person);
      return placed(submissionsOf(c, person.id), request.query, (fact) => submissionView(id, fact)).page;
    },
  );
}

/** A page of what is only ever added to, and which places stand on it. */
function placed<T, V>(
  all: readonly T[],
  { limit = 50, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  view: (each: T) => V,
) {
  const [before] = readCursor(Place, cursor) ?? [0];
  const rest = all.slice(before, before + limit + 1).map((each, i) => ({ each, place: before + i + 1 }));
  const page = pageOf(
    rest,
    limit,
    ({ place }) => [place],
    ({ each }) => view(each),
  );
  return { page, from: before, to: before + page.items.length };
}

/** A case as it is to this person. Throws `unknown-case`: also for one that is nothing to them. */
async function see(db: Db, id: string, person: Person): Promise<SeenCase> {
  // whether there is such a case makes no difference to what is looked up (docs/decisions/071)
  const seen = (await wasTied(db, id, person.id)) ? await seenIn(db, id, person) : undefined;
  if (seen === undefined) throw noSuchRecord(caseArea, id);
  return seen;
}

/** The next of a person's cases of which anything has come to them. */
async function seenFrom(
  db: Db,
  person: Person,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly SeenCase[]> {
  const found: SeenCase[] = [];
  for (let from = after; found.length < limit;) {
    const ids = await casesTiedTo(db, person.id, { after: from, limit });
    for (const id of ids) {
      const seen = await seenIn(db, id, person);
      if (seen !== undefined) found.push(seen);
    }
    if (ids.length < limit) break;
    from = ids.at(-1);
  }
  return found.slice(0, limit);
}

const submissionView = (id: string, fact: Fact): Static<typeof PartySubmission> => {
  const { seq, node, payload, subject, recordedAt } = fact;
  const of = canonical([id, seq, node, subject, payload, recordedAt]);
  return {
    receipt: `HZ-${createHash('sha256').update(of).digest('hex').slice(0, 16)}`,
    node,
    zh: nodeRow(node).zh,
    at: formatInstant(recordedAt),
    subject,
    payload,
  };
};
