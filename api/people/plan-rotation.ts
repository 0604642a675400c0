import type { Static } from 'typebox';
import { lookElsewhere } from '../../db/cases/elsewhere.ts';
import { readFacts } from '../../db/cases/read.ts';
import type { Db } from '../../db/client.ts';
import { readHeads, readHeldDeadlines, readNamedDeadlines, readNaming } from '../../db/people/naming.ts';
import { readPeople } from '../../db/people/read.ts';
import { decide, personsNamed } from '../../domain/engine/decide.ts';
import { type Role, roles } from '../../domain/nodes/roles.ts';
import { heldByName, type HandOver } from '../../domain/people/holdings.ts';
import { deadlineRow, isRuleId } from '../../domain/plan/deadlines.ts';
import { isKeptFrom } from '../../domain/plan/matters/readers.ts';
import { formsApart, formsInHand } from '../../domain/plan/money/in-hand.ts';
import { notInOffice, type Person } from '../../domain/record/actor.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import { isRefusal, named, refuse, type Refusal } from '../../domain/record/refusal.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { bodyHash } from '../../gateway/seal.ts';
import type { RotationStep } from '../../workflows/rotation-messages.ts';
import { ApiProblem, refused } from '../http/errors.ts';
import { courtHoldings, heldInRecord, type Item, keptOnce } from './load-holdings.ts';
import { MOST_ROTATED, type RotationBody, type RotationPreview } from './rotation-schema.ts';

/** What is asked of a desk, by whom. */
export interface RotationAsked extends Omit<Static<typeof RotationBody>, 'digest'> {
  readonly role: Role;
  readonly reader: Person;
}

/** What goes over, as it is shown and as it is carried out. */
export interface RotationPlan {
  readonly preview: Static<typeof RotationPreview>;
  readonly steps: readonly RotationStep[];
}

type Naming = Awaited<ReturnType<typeof readNaming>>[number];
type Shown = Static<typeof RotationPreview>['items'][number];

const PAGE = 200; // records looked at together

/** Works out what somebody has in hand in a role goes to whom. Throws why nothing can: nobody such, or not in office. */
export async function planRotation(db: Db, asked: RotationAsked): Promise<RotationPlan> {
  const takers = await takersOf(db, asked);
  const court = await courtHoldings(db, asked.from, undefined);
  const leads = court.flatMap(({ kind, role }) => (kind === 'lead' ? [role] : []));
  const found: Item[] = court.filter(({ role }) => role === asked.role);
  const planned: { shown: Shown; step: RotationStep }[] = [];
  let more = false;
  for (let after: string | undefined = ''; after !== undefined && !more;) {
    const rows: readonly Naming[] = await readNaming(db, { person: asked.from, leads, after, limit: PAGE });
    for (const row of rows) {
      if (planned.length >= MOST_ROTATED) more = true;
      const made = more ? undefined : await planOne(db, { ...asked, leads, takers }, row);
      found.push(...(made?.left ?? []));
      if (made?.planned !== undefined) planned.push(made.planned);
    }
    after = rows.length < PAGE ? undefined : rows.at(-1)?.id;
  }
  await allMet(db, asked, { met: new Set(planned.map(({ step }) => step.record)), left: found, more });
  const left = keptOnce(found);
  const items = planned.map(({ shown }) => shown);
  const digest = bodyHash({ role: asked.role, from: asked.from, items, left: left.map(({ zh }) => zh) });
  return { preview: { dryRun: true, role: asked.role, digest, items, left, more }, steps: planned.map(({ step }) => step) }; // prettier-ignore
} // prettier-ignore

/** Who takes over, by id: each holds the role, tomorrow too, and is not who gives it. */
async function takersOf(db: Db, { role, from, to, split = [] }: RotationAsked): Promise<ReadonlyMap<string, Person>> {
  const ids = [...new Set([...(to === undefined ? [] : [to]), ...split.map((each) => each.to)])];
  if (ids.length === 0) throw refused(refuse('missing-field', '请在 to 或者 split 写明接手的人', undefined, [{ id: 'to', zh: '接手的人' }])); // prettier-ignore
  const known = await readPeople(db, [from, ...ids]);
  for (const id of [from, ...ids])
    if (!known.has(id)) throw new ApiProblem('no-such-person', `没有编号为 ${id} 的人员`);
  for (const id of ids) {
    const person = known.get(id);
    const away = person && notInOffice(person, role);
    if (away !== undefined) throw refused(refuse('not-in-office', `${person?.name ?? id}${away}，请另行指定`, undefined, [{ id, zh: away }])); // prettier-ignore
    if (id === from || person?.roles.includes(role) !== true)
      throw refused(refuse('not-qualified', `接手的应为另一名${roles[role]}`, undefined, [{ id, zh: id === from ? '是交出的人' : `不是${roles[role]}` }])); // prettier-ignore
  }
  const listed = split.flatMap(({ records }) => records);
  const twice = listed.filter((id, i) => listed.indexOf(id) !== i);
  if (twice.length > 0) throw refused(refuse('bad-value', `${named([...new Set(twice)])}在 split 中写了两次`, undefined, twice.map((id) => ({ id, zh: '写了两次' })))); // prettier-ignore
  return known;
}

interface Met {
  readonly met: ReadonlySet<string>;
  readonly left: readonly Item[];
  readonly more: boolean;
}

/** What is listed goes over, or it is said why not: a record that is left out in silence would be thought to have gone. */
async function allMet(db: Db, { split = [], reader, role }: RotationAsked, { met, left, more }: Met) {
  const missed = split.flatMap(({ records }) => records).filter((id) => !met.has(id));
  if (missed.length === 0) return;
  const heads = new Map((await readHeads(db, missed)).map((head) => [head.id, head]));
  const why = (id: string): string => {
    const head = heads.get(id);
    if (head === undefined || isKeptFrom(head, reader)) return '没有这一案件、事项';
    if (head.isClosed) return '已经结案，没有可以移交的';
    const kept = left.find(({ record, kind }) => record === id && kind === 'role');
    if (kept !== undefined) return kept.zh;
    return more ? `不在其名下，或者在前${MOST_ROTATED}件之外：下次再列` : `${roles[role]}不在其名下`;
  };
  const missing = missed.map((id) => ({ id, zh: why(id) }));
  throw refused(refuse('bad-value', `split 所列的${named(missed)}不能由此移交，请去掉后重新预览`, undefined, missing));
} // prettier-ignore

interface Planning extends RotationAsked {
  readonly leads: readonly Role[];
  readonly takers: ReadonlyMap<string, Person>;
}

/** What of one record goes over, and what stays. */
async function planOne(db: Db, asked: Planning, row: Naming) {
  const { from, role, reader, leads, takers } = asked;
  const at = Date.now() + row.clockOffset;
  const c = readCase(await readFacts(db, row.id));
  const open = (await readNamedDeadlines(db, from, [row.id])).map((d) => d.role);
  const to = asked.split?.find(({ records }) => records.includes(row.id))?.to ?? asked.to;
  const held = heldByName(c, { person: from, at, open, leads, to }).filter((each) => each.role === role);
  const step = isKeptFrom(row, reader) ? undefined : (held.find(({ kind }) => kind === 'role')?.step ?? undefined);
  const taker = to === undefined ? undefined : takers.get(to);
  if (step === undefined || taker === undefined)
    return { left: held.map((each) => whyLeft(heldInRecord(row, each, reader, undefined), role, taker)) };
  const left = held.filter(({ kind }) => kind !== 'role').map((each) => heldInRecord(row, each, reader, undefined));
  const payload = { ...step.payload, reason: asked.reason };
  const problem = await whyNot(db, asked, { row, c, at, step: { ...step, payload }, to: taker });
  const due = await readHeldDeadlines(db, { person: from, role, records: [row.id] });
  const shown: Shown = {
    ...{ record: row.id, recordNo: row.caseNo, to: taker.id, toName: taker.name },
    deadlines: due.map(({ id, rule, dueAt }) => ({ id, zh: isRuleId(rule) ? deadlineRow(rule).zh : rule, dueAt: dueAt === null ? null : formatInstant(dueAt) })), // prettier-ignore
    forms: [...formsInHand(c, role)],
    delegations: delegationsOf(c, asked),
    problem: problem === undefined ? null : { code: problem.code, zh: problem.zh },
  };
  const said = { record: row.id, recordNo: row.caseNo, to: taker.id, node: step.node, payload };
  return { left, planned: { shown, step: { ...said, ...(shown.problem !== null && { refused: shown.problem }) } } };
}

/** What stays with whom it was. Of a desk that several sit at it does where the taker sits there already. */
const whyLeft = (item: Item, role: Role, taker: Person | undefined): Item =>
  role === 'panel' && item.kind === 'role' && item.record !== null && taker !== undefined
    ? { ...item, zh: `${item.zh}，${taker.name}已是本案成员，请另行指定` }
    : item;

/** What the giver has others do in that role. */
const delegationsOf = (c: Case, { from, role }: RotationAsked): string[] =>
  c
    .all('delegation.given')
    .filter(({ payload }) => payload.from === from && payload.roles.some((each) => each === role))
    .map(({ payload: { to, until } }) => `${to}代行至${until}`);

interface OneStep {
  readonly row: Naming;
  readonly c: Case;
  readonly at: Instant;
  readonly step: HandOver;
  readonly to: Person;
}

/** Why a record would not go over: what it would answer itself, or duties that are apart (docs/spec/money.md 4.5). */
async function whyNot(db: Db, { role, reader }: Planning, { row, c, at, step, to }: OneStep): Promise<Refusal | undefined> {
  const apart = formsApart(c, role, to.id, at);
  if (apart.length > 0)
    return refuse('same-person', `${to.name}经办过审批表${named(apart)}，不能再以${roles[role]}办理：请交给另一人，或者待其办结后再移交`); // prettier-ignore
  const [people, others] = await Promise.all([
    readPeople(db, [reader.id, ...personsNamed(step, c)]),
    lookElsewhere(db, [step], { caseId: row.id, c, person: reader }),
  ]);
  const actor = { ...reader, via: 'api' as const };
  const decided = decide(c, step, { now: at, actor, people, ...others, deadlines: () => [], deadlinesOf: () => [] });
  return isRefusal(decided) ? decided : undefined;
} // prettier-ignore
