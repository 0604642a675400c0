import { plan } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { partiesHeardFor } from '../../record/parties.ts';
import { foldName } from '../../record/bank-names.ts';
import { named, refuse } from '../../record/refusal.ts';
import { formatInstant, type Instant } from '../../time/instant.ts';
import type { AskGuard, Conditions, FactGuard } from '../guard.ts';
import { unknownParties } from '../parties/known.ts';
import { firstSaying, firstTelling, type Hearer, tellings } from './readings.ts';

const basis = plan('四·二');
type Disclosing = 'node.disclosed';

const mayHear = ({ from }: Hearer, at: Instant): boolean => from !== undefined && from <= at;

const isUntold = (c: Case, at: Instant): boolean => {
  for (const [seq, { to }] of tellings(c))
    if (to.some((hearer) => mayHear(hearer, at) && firstTelling(c, seq, hearer.party) === undefined)) return true;
  return false;
};

const isUnread = (c: Case, at: Instant): boolean => {
  for (const [seq, { to }] of tellings(c))
    if (to.some((hearer) => mayHear(hearer, at) && firstSaying(c, seq, hearer.party, 'read') === undefined))
      return true;
  return false;
};

const allTold = refuse('already-recorded', '能够告知当事人的事项都已告知', basis);

/** Something is left to tell, or to be read. */
const anythingLeft: AskGuard<Disclosing> = (c, { at }) => (isUntold(c, at) || isUnread(c, at) ? undefined : allTold);

/** It says something that nobody has said: of a telling, while anything is left to tell; that something was delivered or read, once, and not before it was told. */
const anythingNew: FactGuard<Disclosing> = (c, { payload: { facts, deliveries }, at }) => {
  const receipts = deliveries.filter(({ outcome }) => outcome !== 'told');
  if (receipts.length === 0) return isUntold(c, at) ? undefined : allTold;
  const isFor = (seq: number, id: string) =>
    tellings(c)
      .get(seq)
      ?.to.some(({ party }) => party === id) === true;
  const own = receipts.flatMap(({ party, outcome }) => facts.filter((seq) => isFor(seq, party)).map((seq) => ({ party, outcome, seq }))); // prettier-ignore
  const early = own.find(({ party, outcome, seq }) => outcome === 'delivered' && firstTelling(c, seq, party) === undefined); // prettier-ignore
  if (early !== undefined)
    return refuse('node-missing', `第${early.seq}号记录没有告知${early.party}，没有送达可言`, basis, [{ id: 'node.disclosed', zh: '尚未告知' }]); // prettier-ignore
  const isKnown = ({ party, outcome, seq }: (typeof own)[number]) =>
    firstSaying(c, seq, party, outcome) !== undefined || (outcome === 'delivered' && firstSaying(c, seq, party, 'read') !== undefined); // prettier-ignore
  const isOld = receipts.length === deliveries.length && own.length > 0 && own.every(isKnown);
  return isOld ? refuse('already-recorded', '所列记录的送达或者阅看都已登记', basis) : undefined;
};

/** Each party is one of the case, and each fact stands in the record and is for somebody among them. */
const toWhomItGoes: FactGuard<Disclosing> = (c, { payload: { facts, deliveries }, at }) => {
  const ids = deliveries.map(({ party }) => party);
  const stranger = unknownParties(c, ids, { at });
  if (stranger !== undefined) return stranger;
  const unknown = facts.filter((seq) => c.fact(seq) === undefined && !tellings(c).has(seq));
  if (unknown.length > 0) return refuse('unknown-fact', `本案没有序号为${named(unknown.map(String))}的有效记录`, basis);
  const parties = new Set(ids);
  const hearers = facts.map((seq) => (tellings(c).get(seq)?.to ?? []).filter(({ party }) => parties.has(party)));
  const idle = facts.filter((_, i) => hearers[i]?.length === 0);
  const others = ids.filter((id) => !hearers.some((those) => those.some(({ party }) => party === id)));
  if (idle.length === 0 && others.length === 0) return undefined;
  const what = [...idle.map((seq) => `第${seq}号记录`), ...others];
  return refuse('not-qualified', `${named(what)}：所列记录不向所列当事人公开`, basis, what.map((id) => ({ id, zh: '不公开' }))); // prettier-ignore
};

/** The respondent hears nothing before the first control has effect or its notice has gone out (plan §6). */
const notTooEarly: FactGuard<Disclosing> = (c, { payload: { facts, deliveries }, at }) => {
  const parties = new Set(deliveries.map(({ party }) => party));
  const early = facts.flatMap((seq) =>
    (tellings(c).get(seq)?.to ?? []).filter((hearer) => parties.has(hearer.party) && !mayHear(hearer, at)),
  );
  const [first] = early;
  if (first === undefined) return undefined;
  const when = first.from === undefined ? '' : `（${formatInstant(first.from)}以后）`;
  return refuse(
    'dates-out-of-order',
    `${first.party}现在不得告知：首次控制生效或者执行通知书发出以后${when}才能告知`,
    basis,
    [...new Set(early.map(({ party }) => party))].map((id) => ({ id, zh: '尚不得告知' })),
  );
};

/** Who is said to have read it is somebody who speaks for that party, or did: only such an account is shown what the party is told (plan §1). */
const readByTheirs: FactGuard<Disclosing> = (c, { payload: { deliveries }, at }) => {
  const strange = deliveries.find(({ party, person }) => person !== undefined && !partiesHeardFor(c, person, at).some(({ id }) => id === party)); // prettier-ignore
  if (strange === undefined) return undefined;
  const { party, person = '' } = strange;
  return refuse('not-qualified', `${person}没有核验为${party}的账号，不能登记由其阅看：请写代表该当事人的账号，不知何人阅看的不写 person`, basis, [{ id: person, zh: '不代表该当事人' }]); // prettier-ignore
};

/** Something is on its way to a party, or may be. */
const anythingSent: AskGuard<'delivery.failed'> = (c, { at }) =>
  [...tellings(c).values()].some(({ to }) => to.some((hearer) => mayHear(hearer, at)))
    ? undefined
    : refuse('not-qualified', '本案现在没有向当事人公开的事项，没有送达可言', basis);

/** What was not delivered stands in the record and was for that party to hear by then. */
const wasForIt: FactGuard<'delivery.failed'> = (c, { payload: { party, facts }, at }) => {
  const gone = facts.filter((seq) => c.fact(seq) === undefined && !tellings(c).has(seq));
  if (gone.length > 0) return refuse('unknown-fact', `本案没有序号为${named(gone.map(String))}的有效记录`, basis);
  const isSent = (seq: number) =>
    tellings(c)
      .get(seq)
      ?.to.some((hearer) => hearer.party === party && mayHear(hearer, at));
  const idle = facts.filter((seq) => isSent(seq) !== true).map((seq) => `第${seq}号记录`);
  if (idle.length === 0) return undefined;
  return refuse('not-qualified', `${named(idle)}：没有向${party}公开，没有送达可言`, basis, idle.map((id) => ({ id, zh: '不向其公开' }))); // prettier-ignore
};

/** The first word counts (docs/decisions/161): what came by a way, or was read there, did not fail to come by it. */
const notCome: FactGuard<'delivery.failed'> = (c, { payload: { party, facts, channel } }) => {
  const came = facts.filter((seq) => (['delivered', 'read'] as const).some((said) => foldName(firstSaying(c, seq, party, said)?.delivery.channel ?? '') === foldName(channel))); // prettier-ignore
  if (came.length === 0) return undefined;
  const what = came.map((seq) => `第${seq}号记录`);
  return refuse('already-recorded', `${named(what)}以“${channel}”向${party}送达或者由其阅看，已经登记，不再是未送达`, basis, what.map((id) => ({ id, zh: '已送达或者阅看' }))); // prettier-ignore
};

export const disclosureConditions = {
  'delivery.failed': { asks: [anythingSent], check: [wasForIt, notCome] },
  'node.disclosed': { asks: [anythingLeft], check: [toWhomItGoes, notTooEarly, readByTheirs, anythingNew] },
} satisfies Conditions;
