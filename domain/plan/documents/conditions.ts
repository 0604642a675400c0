import { law, plan } from '../../nodes/basis.ts';
import { documentFields, documentKind } from '../../nodes/document-kinds.ts';
import { addressee } from '../../nodes/documents.ts';
import { readInstant } from '../../gate/instant.ts';
import type { DraftOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf, formatInstant } from '../../time/instant.ts';
import type { Case } from '../../record/case.ts';
import { type Conditions, type AskGuard, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { unknownParties } from '../parties/known.ts';
import { isTakenOver } from '../persons.ts';
import { documents, isService, sendingOf } from './readings.ts';

type Making = 'documents.issued' | 'document.ready';
const initial = plan('三·一(三)2');
const sending = plan('三·一(三)4');
const serving = plan('三·一(三)5');

/** Whoever is called by an id alone is party to the case, of a document for respondents a respondent; anybody else is no party. */
const knownRecipients: FactGuard<Making> = (c, { payload: { kind, recipients }, at }) => {
  const side = documentKind(kind).toRespondents ? 'respondent' : undefined;
  const asParties = side === undefined ? recipients.filter((r) => typeof r === 'string') : recipients.map(addressee);
  const own = new Set(parties(c).map(({ id }) => id));
  const twice = recipients.filter((r) => typeof r !== 'string' && own.has(r.id)).map(addressee);
  const unknown = unknownParties(c, asParties, { at, side });
  if (unknown !== undefined)
    return side === undefined
      ? {
          ...unknown,
          zh: `${unknown.zh}；不是当事人的受送达人（如申请参与分配的债权人）写 {"id": 编号, "name": 姓名名称}`,
        }
      : unknown;
  if (twice.length === 0) return undefined;
  return refuse('subject-taken', `${named(twice)}是本案当事人，受送达人请直接写其编号`, sending);
};

/** A document says what its kind has to say (plan §0 D6): of what stands for one another, one. */
const saysItsOwn: FactGuard<Making> = (_, { payload }) => {
  const { zh, says = [] } = documentKind(payload.kind);
  for (const group of says) {
    const given = group.filter((field) => payload[field] !== undefined && payload[field] !== '');
    const what = group.map((field) => documentFields[field]).join('或者');
    const missing = group.map((field) => ({ id: field, zh: documentFields[field] }));
    if (given.length === 0 || (given[0] === 'account' && !payload.account?.trim()))
      return refuse('missing-field', `${zh}应当写明${what}`, initial, missing);
    if (given.length > 1) return refuse('wrong-type', `${zh}的${what}只写一项`, initial, missing);
  }
  return undefined;
};

/** Whatever it asks for lies ahead of it. */
const asksForLater: FactGuard<Making> = (_, { payload: { performBy, reportBy, appearOn }, at }) => {
  const today = dateOf(at);
  const passed = [performBy, reportBy].find((day) => day !== undefined && day < today);
  if (passed !== undefined)
    return refuse('dates-out-of-order', `文书所定的期限${passed}早于文书作出之日${today}`, initial);
  if (appearOn === undefined) return undefined;
  const instant = readInstant(appearOn.instant);
  if (instant === undefined) return refuse('bad-instant', '应到时刻 appearOn.instant 有误，应为带时区的时刻', initial);
  if (instant > at) return undefined;
  return refuse('dates-out-of-order', `应到时刻应在传票作出（${formatInstant(at)}）之后`, initial);
};

/** A plan is made before it is served: a paper of before tells nobody of it, and no time to object runs (民诉解释509). */
const planFirst: FactGuard<Making> = (c, draft, standing) =>
  draft.payload.kind !== 'distribution-plan' || standing.isRecorded === true || isTakenOver(c, draft, standing) || c.first('distribution.planned') !== undefined
    ? undefined
    : lacking('distribution.planned'); // prettier-ignore

const making = { check: [knownRecipients, saysItsOwn, asksForLater, planFirst] };

/** What is sent lay ready. */
const layReady: AskGuard<'document.sent'> = (c, draft) =>
  documents(c).get(subjectOf(draft))?.node === 'documents.issued'
    ? refuse('already-recorded', `${subjectOf(draft)} 登记制作时已经发出，无需再登记寄出`, sending)
    : undefined;

/** It goes to those whom it is addressed to. */
const knownSending: FactGuard<'document.sent'> = (c, draft) => {
  const id = subjectOf(draft);
  const document = documents(c).get(id);
  const own = document?.payload.recipients.map(addressee) ?? [];
  const strange = draft.payload.recipients.filter((to) => !own.includes(to));
  if (strange.length === 0) return undefined;
  const zh = `${named(strange)}不是 ${id} 的受送达人，可用：${named(own)}`;
  return refuse('unknown-subject', zh, sending, strange.map((to) => ({ id: to, zh: '不是受送达人' }))); // prettier-ignore
};

/** A day on which something is said to have been done for a delivery: not after it was recorded as done, not before the document was made. */
function dayOf(c: Case, draft: DraftOf<'service.recorded' | 'notice.published'>): Refusal | undefined {
  const { on } = draft.payload;
  const [first, last] = [madeOn(c, subjectOf(draft)), dateOf(draft.at)];
  if (on <= last && on >= first) return undefined;
  return refuse('dates-out-of-order', `on 应在文书作出之日${first}至登记所写的发生之日${last}之间`, serving);
}

const madeOn = (c: Case, delivery: string): CivilDate => dateOf(c.subjects.get(delivery)?.at ?? 0);

/** Only what went out is served: sent is not served, and what lies ready is neither. */
const wentOut: AskGuard<'service.recorded'> = (c, draft) =>
  sendingOf(c, subjectOf(draft)) === undefined ? lacking('document.sent', `${subjectOf(draft)} `) : undefined;

/** What was served needs no other way. */
const notServed: AskGuard<'service.exhausted' | 'notice.published'> = (c, draft) => {
  const done = c.all('service.recorded', subjectOf(draft)).find(isService);
  if (done === undefined) return undefined;
  return refuse(
    'already-recorded',
    `${subjectOf(draft)} 已经送达（第${done.seq}号记录），无需另行送达`,
    law('民诉法95'),
    [{ id: String(done.seq), zh: '已登记的送达' }],
  );
};

export const documentConditions = {
  'documents.issued': making,
  'document.ready': making,
  'document.sent': { asks: [layReady], check: [knownSending] },
  'service.recorded': { asks: [wentOut], check: [dayOf] },
  'service.exhausted': { asks: [notServed] },
  'notice.published': { asks: [notServed], check: [dayOf] },
} satisfies Conditions;
