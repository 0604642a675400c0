import type { Static } from 'typebox';
import { lawInForce, readStanding } from '../../db/cases/read.ts';
import type { WorklistRow } from '../../db/cases/worklist.ts';
import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { namesOf } from '../../db/people/names.ts';
import { foreseeSteps } from '../../domain/engine/foresee.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { type Request, requests } from '../../domain/plan/approvals/readings.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import { readCase } from '../../domain/record/case.ts';
import type { Fact } from '../../domain/record/fact.ts';
import { isRefusal } from '../../domain/record/refusal.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { inSlices } from '../../process/in-slices.ts';
import type { ApprovalItem } from './approval-schema.ts';
import { foreseenView, inTurn } from './node-preview.ts';
import { worklistView } from './worklist-view.ts';

interface From {
  readonly db: Db;
  readonly laws: LawLibrary;
}

type Item = Static<typeof ApprovalItem>;

/** A request whose step is on somebody's desk; none where it has gone since the list was read. */
export async function approvalView({ db, laws }: From, row: WorklistRow, realNow: number): Promise<readonly Item[]> {
  const { caseId, subject } = row.deadline;
  const [standing, inForce] = await Promise.all([readStanding(db, caseId, null), lawInForce(db)]);
  const request = requests(readCase(standing.record)).get(subject ?? '');
  if (request === undefined) return [];
  const said = [request.made, ...request.passed.map(({ fact }) => fact)];
  const names = await namesOf(
    db,
    said.map(({ by }) => by),
  );
  const library = await laws.load(db, [...lawsMet(standing.record), inForce]);
  const moment = { now: realNow + row.case.clockOffset, wokenFor: null, inForce, laws: library };
  const foreseen = await inTurn(() => inSlices(foreseeSteps(standing, decisionOf(request), moment)));
  const { of, about = null, payload } = request.made.payload;
  return [
    {
      ...{ id: request.id, of, ofZh: nodeRow(of).zh, basis: nodeRow(of).basis.zh, about, payload: { ...payload } },
      asked: saidView(request.made, names),
      chain: waiting(request),
      passed: request.passed.map(({ fact }) => saidView(fact, names)),
      isDue: request.isDue,
      follows: isRefusal(foreseen)
        ? { refusal: { code: foreseen.code, zh: foreseen.zh }, deadlines: [] }
        : { refusal: null, deadlines: foreseen.deadlines.flatMap((each) => foreseenView(each, names)) },
      clock: worklistView(row, realNow),
    },
  ];
}

/** The decision as it was asked for, by somebody who may make it: for its consequences alone, whoever's turn it is. */
function decisionOf({ made }: Request) {
  const { of, about, payload } = made.payload;
  const { by } = nodeRow(of);
  const actor = { id: made.by, name: roles[by[0] ?? 'officer'], roles: by, via: 'api' as const };
  const completion = { node: of, ...(about !== undefined && { subject: about }), payload };
  return { kind: 'complete' as const, completion, actor, people: new Map() };
}

const waiting = ({ chain, decidedBy, next, isDue }: Request): Item['chain'] =>
  [...chain.slice(isDue ? chain.length : chain.indexOf(next)), decidedBy].map((role, i) => ({
    role,
    roleZh: roles[role],
    isNext: i === 0,
  }));

/** What is said on a request: its reason, somebody's remarks, a panel's decision. */
function saidView({ seq, at, by, payload }: Fact, names: ReadonlyMap<string, string>): Item['asked'] {
  const { reason, remarks, decision } = payload as Readonly<Record<string, string | undefined>>; // of those three nodes
  return {
    ...{ fact: seq, at: formatInstant(at), by, byName: names.get(by) ?? by },
    text: reason ?? remarks ?? decision ?? null,
  };
}
