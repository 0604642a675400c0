import Type, { type Static } from 'typebox';
import { readCaseRow } from '../../db/cases/case.ts';
import { lawInForce, readStanding } from '../../db/cases/read.ts';
import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { readPeople } from '../../db/people/read.ts';
import { checkRight, type Completion, personsNamed, readForm } from '../../domain/engine/decide.ts';
import { type Foreseen, foreseeSteps, type Foresight, turnNames } from '../../domain/engine/foresee.ts';
import { roles } from '../../domain/nodes/roles.ts';
import type { Derived } from '../../domain/plan/derived.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import type { Person } from '../../domain/record/actor.ts';
import { readCase } from '../../domain/record/case.ts';
import { isRefusal } from '../../domain/record/refusal.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { lookElsewhere } from '../../db/cases/elsewhere.ts';
import { inSlices } from '../../process/in-slices.ts';
import { oneAtATime } from '../http/one-at-a-time.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { ApiProblem, HTTP, refused } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { type Area, noSuchRecord, recordId } from './areas.ts';
import { instantOrNull } from './deadline-view.ts';
import { AnyNodeBody, judgements } from './node-bodies.ts';
import { NodePreview } from './node-preview-schema.ts';

/**
 * A preview of a large record is a second of work for the process that answers everybody: they take turns, and no more
 * wait than are answered before anybody loses patience.
 */
const MOST_WAITING = 10;
const inTurn = oneAtATime(
  MOST_WAITING,
  () => new ApiProblem('busy', '等待预览的请求过多，请稍后再发；预览不登记任何内容'),
);

/** Deadlines that a preview lists; all are counted. */
const MOST_LISTED = 500;

const description =
  '只看后果，不登记：同样的人、同样的内容现在登记会怎样。会被拒绝的，答复与登记时相同，但不记入日志；会予登记的，列出起算、变动和了结的期限。';

/** `POST /api/cases/{id}/nodes/{node}/preview`, `POST /api/matters/{id}/nodes/{node}/preview` */
export function nodePreviewRoutes(
  app: App,
  { store: { db } }: Pick<ApiDeps, 'store'>,
  laws: LawLibrary,
  area: Area,
): void {
  app.post(
    `${area.path}/:id/nodes/:node/preview`,
    {
      config: { access: 'person' },
      schema: {
        tags: [area.tag],
        summary: '预览登记',
        description,
        params: Type.Object({ ...recordId(area).properties, node: Type.String() }),
        body: AnyNodeBody,
        response: answers({ [HTTP.ok]: ref(NodePreview) }, judgements),
      },
    },
    async (request) => {
      const { id, node } = request.params;
      const completion = { ...request.body, node };
      const malformed = readForm(completion);
      if (isRefusal(malformed)) throw refused(malformed);
      const asked = { completion, person: personOf(request) };
      const { foreseen, now } = await inTurn(() => foresee({ db, laws, area }, id, asked));
      return previewView(foreseen, now);
    },
  );
}

interface Asked {
  readonly completion: Completion;
  readonly person: Person;
}

interface Where {
  readonly db: Db;
  readonly laws: LawLibrary;
  readonly area: Area;
}

/**
 * What a completion whose form is in order would do to a record as it is now. Whoever may not record it learns nothing of
 * the record, and nobody it names is looked up. Throws the refusal as the completion itself would be answered.
 */
async function foresee({ db, laws, area }: Where, id: string, { completion, person }: Asked) {
  const row = await readCaseRow(db, id);
  if (row === undefined || !area.shows(row.kind)) throw noSuchRecord(area, id);
  const [standing, inForce] = await Promise.all([readStanding(db, id, null), lawInForce(db)]);
  const now = Date.now() + row.clockOffset;
  const actor = { ...person, via: 'api' as const };
  const formed = readForm(completion);
  const barred = isRefusal(formed) ? formed : checkRight(readCase(standing.record), formed.node, { actor, now });
  if (barred !== undefined) throw refused(barred);
  const c = readCase(standing.record);
  const [people, elsewhere] = await Promise.all([
    readPeople(db, [person.id, ...personsNamed(completion, c)]),
    lookElsewhere(db, [completion], { caseId: id, c, person }),
  ]);
  const library = await laws.load(db, [...lawsMet(standing.record), inForce]);
  const moment = { now, wokenFor: row.nextWakeAt, inForce, laws: library };
  const foreseen = await inSlices(
    foreseeSteps(standing, { kind: 'complete', completion, actor, people, elsewhere }, moment),
  );
  if (isRefusal(foreseen)) throw refused(foreseen);
  return { foreseen, now };
}

function previewView({ fact, deadlines }: Foresight, now: Instant): Static<typeof NodePreview> {
  const listed = deadlines.slice(0, MOST_LISTED).flatMap(foreseenView);
  return { accepted: true, fact, now: formatInstant(now), count: deadlines.length, deadlines: listed };
}

function foreseenView({ before, after, turns, rungs, becomesOverdue }: Foreseen) {
  const d = after ?? before;
  if (d === undefined) return [];
  return {
    id: d.id,
    rule: d.rule,
    zh: d.name,
    owner: d.owner,
    ownerZh: roles[d.owner],
    turns: [...turns],
    turnsZh: turns.map((turn) => turnNames[turn]),
    openedAt: formatInstant(d.openedAt),
    from: standingView(before),
    to: standingView(after),
    rungs: [...rungs],
    becomesOverdue,
  };
}

const standingView = (d: Derived | undefined) =>
  d === undefined
    ? null
    : { status: d.status, targetDue: d.targetDue, legalDue: d.legalDue, dueAt: instantOrNull(d.dueAt) };
