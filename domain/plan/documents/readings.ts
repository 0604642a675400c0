import type { DocumentKind } from '../../nodes/document-kinds.ts';
import { addressee, deliveryOf } from '../../nodes/documents.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import { addDays, type CivilDate } from '../../time/civil-date.ts';
import { endOfDay, type Instant, startOfDay } from '../../time/instant.ts';
import { firstAbout } from '../parties/readings.ts';

/** What brings a document into the case: issued at once, or ready to be sent (plan §0 D6). */
export type Made = FactOf<'documents.issued' | 'document.ready'>;
type Sent = FactOf<'documents.issued' | 'document.sent'>;

/** Every document that was made, in order. */
const made = reading((c): readonly Made[] =>
  [...c.all('documents.issued'), ...c.all('document.ready')].toSorted(inOrder),
);

/** Documents by id. */
export const documents = reading(
  (c): ReadonlyMap<string, Made> =>
    new Map(made(c).flatMap((fact) => (fact.payload.id === undefined ? [] : [[fact.payload.id, fact] as const]))),
);

/** A document gone out to somebody. */
interface Issue {
  readonly kind: DocumentKind;
  readonly to: string;
  /** Whom it names who is no party of the case. */
  readonly name: string | undefined;
  /** The thing that it is about; left out: any. */
  readonly asset: string | undefined;
  /** The fact by which it went out. */
  readonly sent: Sent;
  /** The id of its delivery; undefined for one recorded before documents had ids. */
  readonly delivery: string | undefined;
}

/** Every issue of every document: `documents.issued`, or `document.ready` and then `document.sent`; each recipient once, in order. */
const issues = reading((c): readonly Issue[] =>
  made(c)
    .flatMap((document) => document.payload.recipients.map((recipient) => issueOf(c, document, recipient)))
    .filter((issue) => issue !== undefined)
    .toSorted((a, b) => inOrder(a.sent, b.sent)),
);

function issueOf(c: Case, document: Made, recipient: Made['payload']['recipients'][number]): Issue | undefined {
  const { id, kind, asset } = document.payload;
  const to = addressee(recipient);
  const name = typeof recipient === 'string' ? undefined : recipient.name;
  const sent = document.node === 'documents.issued' ? document : firstSending(c, id ?? '', to);
  return sent && { kind, to, name, asset, sent, delivery: id === undefined ? undefined : deliveryOf(id, to) };
}

/** When a document that lay ready was first sent to one of its recipients; undefined if it was not. */
export const firstSending = (c: Case, document: string, to: string): FactOf<'document.sent'> | undefined =>
  c.all('document.sent', document).find(({ payload: { recipients } }) => recipients.includes(to));

const issuesTo = reading((c) => Map.groupBy(issues(c), ({ kind, to }) => `${kind} ${to}`));

/** The issues of a kind of document to somebody, in order. */
export const issuesOf = (c: Case, kind: DocumentKind, to: string): readonly Issue[] =>
  issuesTo(c).get(`${kind} ${to}`) ?? [];

const issuesByKind = reading((c) => Map.groupBy(issues(c), ({ kind }) => kind));

/** The issues of a kind of document about a thing, in order; one that names none is about all. */
export const issuesAbout = (c: Case, kind: DocumentKind, about: string): readonly Issue[] =>
  (issuesByKind(c).get(kind) ?? []).filter(({ asset }) => asset === undefined || asset === about);

/** When a document first went out to somebody; undefined if it has not. Sent is not served. */
export const firstIssue = (c: Case, kind: DocumentKind, to: string): Sent | undefined => issuesOf(c, kind, to)[0]?.sent;

/** When a document of a kind first went out to anybody. */
export const firstIssueOf = (c: Case, kind: DocumentKind): Sent | undefined =>
  issues(c).find((issue) => issue.kind === kind)?.sent;

const byDelivery = reading(
  (c) =>
    new Map(issues(c).flatMap((issue) => (issue.delivery === undefined ? [] : [[issue.delivery, issue] as const]))),
);

/** By which fact a delivery went out; undefined while it lies ready. */
export const sendingOf = (c: Case, delivery: string): Sent | undefined => byDelivery(c).get(delivery)?.sent;

/** That somebody was served: from which instant on, on which day periods from it are counted, by which fact. */
export interface Served {
  readonly at: Instant;
  readonly on: CivilDate;
  readonly seq: number;
}

const NOTICE_DAYS = 30;
/** A price that was published counts as received after fewer (参考价规定21). */
const noticeDays: Partial<Record<DocumentKind, number>> = { 'price-report': 15 };

const kindByDelivery = reading(
  (c) =>
    new Map(
      [...documents(c)].flatMap(
        ([
          id,
          {
            payload: { kind, recipients },
          },
        ]) => recipients.map((to) => [deliveryOf(id, addressee(to)), kind] as const),
      ),
    ),
);

/** Whether an attempt counts as service: also where the document was left, or its acceptance refused (law.md T14). */
export const isService = ({ payload: { outcome } }: FactOf<'service.recorded'>): boolean => outcome !== 'returned';

/**
 * When a delivery was served: from the day of its service on, though not before it went out; or when thirty days have
 * passed since it was published (民诉法95), which may lie ahead. The first counts (plan §0 D6).
 */
export function served(c: Case, delivery: string): Served | undefined {
  const sent = sendingOf(c, delivery)?.at ?? 0;
  const by = c.all('service.recorded', delivery).filter(isService);
  const found = [
    ...by.map(({ seq, payload: { on } }) => ({ at: Math.max(startOfDay(on), sent), on, seq })),
    ...c.all('notice.published', delivery).map(({ seq, payload }) => {
      const kind = kindByDelivery(c).get(delivery);
      const on = addDays(payload.on, (kind && noticeDays[kind]) ?? NOTICE_DAYS);
      return { at: endOfDay(on), on, seq };
    }),
  ];
  return found.toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];
}

/** A delivery that was served. */
interface Serving {
  /** The fact that made the document. */
  readonly made: number;
  readonly to: Made['payload']['recipients'][number];
  readonly delivery: string;
  readonly served: Served;
}

/** Every service of documents of a kind, in the order in which they were made. */
export const servings = (c: Case, kind: DocumentKind): readonly Serving[] =>
  [...documents(c)]
    .filter(([, { payload }]) => payload.kind === kind)
    .flatMap(([id, { payload, seq }]) =>
      payload.recipients.flatMap((to): readonly Serving[] => {
        const delivery = deliveryOf(id, addressee(to));
        const one = served(c, delivery);
        return one === undefined ? [] : [{ made: seq, to, delivery, served: one }];
      }),
    );

/** The last service of documents of a kind that were made after a fact, on one person, by id or name, if one is named. */
export const lastServed = (
  c: Case,
  kind: DocumentKind,
  { seq: after }: Pick<Fact, 'seq'>,
  on?: string,
): Served | undefined =>
  [...documents(c)]
    .filter(([, { payload, seq }]) => payload.kind === kind && seq > after)
    .flatMap(([id, { payload }]) =>
      payload.recipients
        .filter(
          (to) => on === undefined || addressee(to) === on || (typeof to !== 'string' && to.name.trim() === on.trim()),
        )
        .map((to) => served(c, deliveryOf(id, addressee(to)))),
    )
    .filter((one) => one !== undefined)
    .toSorted((a, b) => b.at - a.at)[0];

const firstServiceRecords = reading((c) =>
  firstAbout(c, c.all('trial-service.recorded'), ({ payload: { party } }) =>
    party === undefined ? undefined : [party],
  ),
);

/** When it was first recorded how a respondent was served at trial; undefined if it was not. */
export const firstServiceRecord = (c: Case, respondent: string): FactOf<'trial-service.recorded'> | undefined =>
  firstServiceRecords(c).get(respondent);
