import { type Basis, law } from '../../nodes/basis.ts';
import { type DocumentKind, documentNames } from '../../nodes/document-kinds.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { applicants, parties, type Party } from '../../record/parties.ts';
import type { Instant } from '../../time/instant.ts';
import { assetsInForce } from '../control/measures.ts';
import { issuesOf, served } from '../documents/readings.ts';
import { every, type Gate, lacks, type Look } from './gate.ts';

/** Every measure has been released, waiting ones too (查封规定28). */
export const nothingInForce: Gate = {
  id: 'in-force',
  zh: '各项财产的控制（含轮候）均已解除',
  basis: law('查封规定28'),
  look: (c) => every(assetsInForce(c).map(({ id }) => lacks('asset.released', `${id} 的控制尚未解除`))),
};

/** A document of a kind as it went out to a party, behind a fact if one is given. */
const issued = (c: Case, { kind, to, behind }: Servable) =>
  issuesOf(c, kind, to).filter((issue) => behind === undefined || issue.sent.at >= behind.at);

/** The service of a document of a kind on a party, of one that went out behind a fact if one is given. */
export function serviceOn(c: Case, { kind, to, behind }: Servable, now: Instant): Fact | undefined {
  const found = issued(c, { kind, to, behind }).flatMap(({ delivery }) =>
    delivery === undefined ? [] : (served(c, delivery) ?? []),
  );
  const first = found.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at)[0];
  return first && c.fact(first.seq);
}

export interface Servable {
  readonly kind: DocumentKind;
  readonly to: string;
  readonly behind?: Fact | undefined;
}

/** A document has been served on each of those parties; what has not gone out is sent first. */
export const servedOn = (c: Case, to: readonly Party[], what: Omit<Servable, 'to'>, now: Instant): Look =>
  every(
    to.map(({ id }) => {
      const found = serviceOn(c, { ...what, to: id }, now);
      if (found !== undefined) return { facts: [found], gaps: [] };
      const zh = documentNames[what.kind];
      return issued(c, { ...what, to: id }).length === 0
        ? lacks('documents.issued', `尚未向${id}发出${zh}`)
        : lacks('service.recorded', `尚未登记向${id}送达${zh}`);
    }),
  );

/** A ruling that ends the case is served on each party that is still there to be served (民诉法269). */
export const rulingServed = (ruled: (c: Case) => Fact | undefined, basis: Basis): Gate => ({
  id: 'ruling-served',
  zh: '裁定书（结案文书）已送达各方当事人',
  basis,
  look: (c, now) => {
    const behind = ruled(c);
    if (behind === undefined) return { facts: [], gaps: [] }; // the ground says so
    const there = parties(c).filter(({ id, left }) => left === undefined && !c.first('party.ceased', id));
    return servedOn(c, there, { kind: 'closing-document', behind }, now);
  },
});

/** The ruling of 终本, with its five parts, is served on each applicant (Z14). */
export const terminationServed: Gate = {
  id: 'Z14',
  zh: '终本裁定内容完备并送达每一申请执行人',
  basis: law('法〔2016〕373号6'),
  look: (c, now) => servedOn(c, applicants(c), { kind: 'termination-ruling' }, now),
};
