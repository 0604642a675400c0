import type { Static } from 'typebox';
import { lawInForce, readStanding } from '../../db/cases/read.ts';
import type { WorklistRow } from '../../db/cases/worklist.ts';
import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { namesOf } from '../../db/people/names.ts';
import { readPeople } from '../../db/people/read.ts';
import { personsNamed } from '../../domain/engine/decide.ts';
import { foreseeSteps } from '../../domain/engine/foresee.ts';
import { yuan } from '../../domain/money/yuan.ts';
import { approvalOf } from '../../domain/nodes/approvals.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { payoutGrounds, payoutsTo } from '../../domain/nodes/payouts-to.ts';
import { type Role, roles } from '../../domain/nodes/roles.ts';
import { concerning } from '../../domain/plan/approvals/concerning.ts';
import { decidedByOwner } from '../../domain/plan/approvals/own-decisions.ts';
import { accountShown, accountShownOf } from '../../domain/plan/money/account-shown.ts';
import { requestUnder } from '../../domain/plan/approvals/payouts.ts';
import type { Request } from '../../domain/plan/approvals/readings.ts';
import { personsBehind } from '../../domain/plan/persons.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { Fact, FactOf } from '../../domain/record/fact.ts';
import { isRefusal } from '../../domain/record/refusal.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { inSlices } from '../../process/in-slices.ts';
import type { ApprovalItem } from './approval-schema.ts';
import { anyDecider, type Waiting, waitingDecision } from './decision-view.ts';
import { payeeAccountView } from '../money/payee-account-schema.ts';
import { foreseenView, inTurn } from './node-preview.ts';
import { worklistView } from './worklist-view.ts';

interface From {
  readonly db: Db;
  readonly laws: LawLibrary;
}

type Item = Static<typeof ApprovalItem>;

/** For whom it is shown: a person, who is told where they may not answer it; undefined: an office. And when. */
interface Shown {
  readonly reader: Person | undefined;
  readonly realNow: number;
}

/** What waits for somebody's decision; none where it has gone since the list was read. */
export async function approvalView(
  { db, laws }: From,
  row: WorklistRow,
  { reader, realNow }: Shown,
): Promise<readonly Item[]> {
  const { caseId } = row.deadline;
  const [standing, inForce] = await Promise.all([readStanding(db, caseId, null), lawInForce(db)]);
  const c = readCase(standing.record);
  const now = realNow + row.case.clockOffset;
  const waiting = decidedByOwner.includes(row.deadline.rule)
    ? waitingDecision(c, row, { reader, now })
    : waitingRequest(c, row);
  if (waiting === undefined) return [];
  const { of, about, payload, content, made, passed, actor } = waiting;
  const said = [made, ...passed];
  const completion = { node: of, ...(about !== null && { subject: about }), payload: content };
  const [names, people, library] = await Promise.all([
    namesOf(
      db,
      said.map(({ by }) => by),
    ),
    readPeople(db, personsNamed(completion, c)),
    laws.load(db, [...lawsMet(standing.record), inForce]),
  ]);
  const moment = { now, wokenFor: null, inForce, laws: library };
  const foreseen = await inTurn(() =>
    inSlices(foreseeSteps(standing, { kind: 'complete', completion, actor, people }, moment)),
  );
  const holders = await namesOf(db, isRefusal(foreseen) ? [] : foreseen.deadlines.map(({ holder }) => holder));
  return [
    {
      ...{
        id: waiting.id,
        of,
        ofZh: waiting.zh,
        basis: waiting.basis,
        also: waiting.also,
        about,
        payload: { ...payload },
      },
      account: accountOf(c, made),
      asked: { ...saidView(made, names), of },
      facts: waiting.facts.map(factView),
      chain: waiting.chain.map((role, i) => ({ role, roleZh: roles[role], isNext: i === 0 })),
      passed: passed.map((fact) => saidView(fact, names)),
      isDue: waiting.isDue,
      follows: isRefusal(foreseen)
        ? { refusal: { code: foreseen.code, zh: foreseen.zh }, deadlines: [] }
        : {
            refusal: decidedByOwner.includes(row.deadline.rule) ? null : hasSpoken(c, said, { reader, now }),
            deadlines: foreseen.deadlines.flatMap((each) => foreseenView(each, holders)),
          },
      clock: worklistView(row, realNow),
    },
  ];
}

/** Whoever asked for it or has passed it, or had it done in their place, answers it no more: all persons of a chain differ. */
function hasSpoken(
  c: Case,
  said: readonly Fact[],
  { reader, now }: { readonly reader: Person | undefined; readonly now: Instant },
): Item['follows']['refusal'] {
  const own = said.find((fact) => reader !== undefined && personsBehind(c, fact, now).includes(reader.id));
  return own === undefined
    ? null
    : { code: 'same-person', zh: `第${own.seq}号记录（${nodeRow(own.node).zh}）由你办理，须由另一人答复` };
}

/**
 * A request, and the decision as it was asked for, by somebody who may make it: for its consequences alone, whoever's turn it
 * is. An office is anybody's who has had no part in it.
 */
function waitingRequest(c: Case, { deadline: { subject, ownerRole } }: WorklistRow): Waiting | undefined {
  const found = requestUnder(c, subject ?? '');
  if (found === undefined) return undefined;
  // by when a payout's step opened its approval may be a higher office's: its deadline says so
  const request = found.isDue && found.next !== ownerRole ? { ...found, next: ownerRole, decidedBy: ownerRole } : found;
  const { id, made, asks, decidedBy, isDue } = request;
  const { of, about = null, payload } = asks;
  const { zh, also = null } = approvalOf(of);
  return {
    ...{
      id,
      of,
      zh,
      basis: nodeRow(of).basis.zh,
      also,
      about,
      payload,
      content: payload,
      made,
      isDue,
      chain: stillToSpeak(request),
    },
    passed: request.passed.map(({ fact }) => fact),
    facts: concerning(c, request),
    actor: anyDecider(c, of, { office: decidedBy, otherwise: made.by }),
  };
}

/** The account to which a form would be paid, or which is to be changed; null: it is about none. */
function accountOf(c: Case, made: Fact): Item['account'] {
  if (made.node === 'payout.applied') return payeeAccountView(accountShownOf(c, made));
  return made.node === 'payee-account.change-proposed' ? payeeAccountView(accountShown(c, made.subject ?? '')) : null;
}

const factView = ({ seq, node, subject, at }: Fact): Item['facts'][number] => ({
  ...{ fact: seq, node, zh: nodeRow(node).zh, subject, at: formatInstant(at) },
});

const stillToSpeak = ({ chain, decidedBy, next, isDue }: Request): readonly Role[] => [
  ...chain.slice(isDue ? chain.length : chain.indexOf(next)),
  decidedBy,
];

/** What is said on a request: its reason, somebody's remarks, a panel's decision. */
function saidView(fact: Fact, names: ReadonlyMap<string, string>): Item['passed'][number] {
  const { seq, at, by, payload } = fact;
  const { reason, remarks, decision, text, detail, evidence } = payload as Readonly<Record<string, string | undefined>>; // of those nodes
  return {
    ...{ fact: seq, at: formatInstant(at), by, byName: names.get(by) ?? by },
    text:
      fact.node === 'payout.applied'
        ? appliedFor(fact)
        : (reason ?? remarks ?? decision ?? text ?? detail ?? evidence ?? null),
  };
}

function appliedFor({ subject, payload }: FactOf<'payout.applied'>): string {
  const { amountFen, to, payee, payeeAccount, ground, document } = payload;
  const why = ground === undefined ? '' : `；事由：${payoutGrounds[ground]}`;
  const by = document === undefined ? '' : `；依据：${document}`;
  return `从案款 ${subject} 发放${yuan(amountFen)}（${payoutsTo[to]}）给${payee}，账户 ${payeeAccount}${why}${by}`;
}
