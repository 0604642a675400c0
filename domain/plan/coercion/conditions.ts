import { law, plan } from '../../nodes/basis.ts';
import { addressee } from '../../nodes/documents.ts';
import { fineCaps } from '../../nodes/fine-caps.ts';
import type { Case } from '../../record/case.ts';
import { parties } from '../../record/parties.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addDays, type CivilDate } from '../../time/civil-date.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { unknownParties } from '../parties/known.ts';

const basis = plan('三·一(三)3');
const lacks = (zh: string, ...fields: readonly string[]): Refusal =>
  refuse(
    'missing-field',
    zh,
    basis,
    fields.map((id) => ({ id, zh: '缺少' })),
  );

const knownRestricted: FactGuard<'restriction.decided'> = (c, { payload: { persons }, at }) => {
  const named = persons.filter((person) => typeof person === 'string');
  const known = unknownParties(c, named, { at });
  if (known !== undefined) return known;
  const own = new Set(parties(c).map(({ id }) => id));
  const twice = persons.find((person) => typeof person !== 'string' && own.has(person.id));
  if (twice === undefined) return undefined;
  return refuse('subject-taken', `${addressee(twice)}是本案当事人，请直接写其编号`, basis);
};

/** A list of the dishonest takes a ground of the law, a refusal its reason, a restriction one or the other (失信规定1). */
const grounded: FactGuard<'restriction.decided'> = (_, { payload, at }) => {
  const { kind, granted, persons, ground, reason, until } = payload;
  const isReasoned = (reason ?? '').trim() !== '';
  if (granted && persons.length === 0) return lacks('准许的请写明所限制的人（persons）', 'persons');
  if (granted && kind === 'dishonesty' && ground === undefined)
    return lacks('纳入失信名单应当写明失信规定第一条的情形（ground）', 'ground');
  if (!isReasoned && (!granted || ground === undefined)) return lacks('请写明理由（reason）', 'reason');
  return until === undefined ? undefined : notBefore(until, at);
};

const notBefore = (day: CivilDate, at: Instant): Refusal | undefined =>
  day < dateOf(at) ? refuse('dates-out-of-order', `${day}早于决定之日${dateOf(at)}`, basis) : undefined;

/** Something that began in the case ended on a day from its beginning to when this is said to have happened. */
const dayAfter = (c: Case, subject: string, { on, at }: { readonly on: CivilDate; readonly at: Instant }) => {
  const first = dateOf(c.subjects.get(subject)?.at ?? 0);
  if (on >= first && on <= dateOf(at)) return undefined;
  return refuse('dates-out-of-order', `on 应在${first}至${dateOf(at)}之间`, basis);
};

/** Only what was granted, and has not been lifted, is lifted. */
const restricted: AskGuard<'restriction.lifted'> = (c, draft) => {
  const id = subjectOf(draft);
  if (c.first('restriction.decided', id)?.payload.granted === true && c.first('restriction.lifted', id) === undefined)
    return undefined;
  return refuse('not-in-force', `${id} 没有生效的限制，无从解除`, basis, [{ id, zh: '未准许或者已经解除' }]);
};

/** What a fine may be depends on who is fined (民诉法118). */
function outOfCap(c: Case, party: string, fen = 0): Refusal | undefined {
  const { leastFen, mostFen, zh, basis: of } = fineCaps[parties(c).find(({ id }) => id === party)?.kind ?? 'person'];
  if (fen >= leastFen && fen <= mostFen) return undefined;
  return refuse('beyond-the-cap', zh, of, [{ id: 'amountFen', zh: `${leastFen}分至${mostFen}分` }]);
}

/** A detention says its days, a fine its sum, and nobody is detained twice for one act (plan §5). */
const measured: FactGuard<'sanction.decided'> = (
  c,
  { payload: { kind, party, ground, days, amountFen } },
  { isRecorded },
) => {
  if (kind === 'detention' && days === undefined) return lacks('拘留应当写明天数（days）', 'days');
  if (kind === 'fine' && amountFen === undefined) return lacks('罚款应当写明金额（amountFen）', 'amountFen');
  const fined = kind === 'fine' && isRecorded !== true ? outOfCap(c, party, amountFen) : undefined;
  if (fined !== undefined) return fined;
  return kind === 'detention' ? detainedBefore(c, party, ground) : undefined;
};

/** Nobody is detained twice for one act, however it is worded and however it ended; a decision that was set aside before it was carried out counts for none (民诉解释184). */
function detainedBefore(c: Case, party: string, ground: string): Refusal | undefined {
  const act = (text: string): string => text.replaceAll(/[\s\p{P}]/gu, '');
  const before = c
    .all('sanction.decided')
    .filter(
      ({ subject }) =>
        c.first('detention.started', subject) !== undefined ||
        c.first('sanction.ended', subject)?.payload.how !== 'revoked',
    ) // prettier-ignore
    .find(({ payload: was }) => was.kind === 'detention' && was.party === party && act(was.ground) === act(ground));
  if (before === undefined) return undefined;
  return refuse('detained-already', '对同一行为不得再次拘留；另有行为的请写明', law('民诉解释184'), [
    { id: before.subject ?? '', zh: '已有的拘留决定' },
  ]);
}

const ended: FactGuard<'restriction.lifted' | 'sanction.ended'> = (c, draft) =>
  dayAfter(c, subjectOf(draft), { on: draft.payload.on, at: draft.at });

/** Served to its last day is a detention only on that day; before it is lifted or revoked (民诉解释182). */
const servedWhole: FactGuard<'sanction.ended'> = (c, draft, { believed, isRecorded }) => {
  const id = subjectOf(draft);
  const { how, on } = draft.payload;
  const [decided, started] = [c.first('sanction.decided', id), c.first('detention.started', id)];
  if (decided?.payload.kind !== 'detention' || believed === true || isRecorded === true) return undefined;
  if (how === 'paid') return refuse('not-qualified', '拘留没有缴清：期满写 served，提前解除写 lifted，撤销写 revoked', basis, [{ id: 'how', zh: '如何结束' }]); // prettier-ignore
  if (how !== 'served' || started === undefined) return undefined;
  const last = addDays(dateOf(started.at), decided.payload.days ?? 0);
  return on >= last
    ? undefined
    : refuse('too-early', `拘留${decided.payload.days ?? 0}日，至${last}期满；提前解除的，how 写 lifted`, basis, [{ id: 'how', zh: 'lifted' }]); // prettier-ignore
};

export const coercionConditions = {
  'restriction.decided': { check: [knownRestricted, grounded] },
  'restriction.lifted': { asks: [restricted], check: [ended] },
  'sanction.decided': { check: [measured] },
  'sanction.ended': { check: [ended, servedWhole] },
} satisfies Conditions;
