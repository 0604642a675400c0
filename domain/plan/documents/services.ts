import type { DocumentKind } from '../../nodes/document-kinds.ts';
import { addressee, deliveryOf } from '../../nodes/documents.ts';
import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import { startOfDay } from '../../time/instant.ts';
import type { Opening } from '../deadline.ts';
import { documents, type Made, served, type Served } from './readings.ts';

/** That a document was served on one of those whom it is addressed to. */
export interface Service {
  readonly document: Made;
  readonly to: string;
  readonly served: Served;
}

const services = reading((c) =>
  Map.groupBy(
    [...documents(c)].flatMap(([id, document]) =>
      document.payload.recipients.map(addressee).flatMap((to): readonly Service[] => {
        const found = served(c, deliveryOf(id, to));
        return found === undefined ? [] : [{ document, to, served: found }];
      }),
    ),
    ({ document }) => document.payload.kind,
  ),
);

/** What was served of documents of a kind, those made first before others. */
export const servicesOf = (c: Case, kind: DocumentKind): readonly Service[] => services(c).get(kind) ?? [];

/** The facts by which a document comes to be served. */
export const serviceNodes = ['documents.issued', 'document.sent', 'service.recorded', 'notice.published'] as const;

/** A deadline that begins with a service: it is counted from the day of the service, also where that is by notice. */
export const fromService = ({ served: { at, on, seq } }: Service): Omit<Opening, 'subject'> => ({
  at,
  seq,
  from: startOfDay(on),
});
