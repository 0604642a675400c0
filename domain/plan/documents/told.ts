import type { DocumentKind } from '../../nodes/document-kinds.ts';
import { addressee, deliveryOf } from '../../nodes/documents.ts';
import type { Case } from '../../record/case.ts';
import { documents, type Made, served } from './readings.ts';
import type { Service } from './services.ts';

/** What somebody is told of by a document: a decision, a ruling, a debt. */
export interface Thing {
  readonly id: string;
  /** The fact that made it what is told. */
  readonly seq: number;
  /** Who is told of it, by id or by name; left out: whoever the document is addressed to. */
  readonly whom?: string;
}

/** That somebody was served with what tells of a thing. */
export interface ServedWith extends Service {
  readonly thing: Thing;
  /** By what that person is called: its id, and its name where the document gives one. */
  readonly called: readonly string[];
}

type Addressed = Made['payload']['recipients'][number];

const calledBy = (to: Addressed): readonly string[] => (typeof to === 'string' ? [to] : [to.id, to.name.trim()]);

const isFor = ({ whom }: Thing, to: Addressed): boolean => whom === undefined || calledBy(to).includes(whom.trim());

/**
 * Who was served with documents of a kind, and of which thing each tells. No document names it: of those addressed to one
 * person, in the order in which they were made, each tells of the first thing before it of which none has told that person yet,
 * else again of the last. The first service of each thing on each person counts.
 */
export function servicesAbout(c: Case, kind: DocumentKind, things: readonly Thing[]): readonly ServedWith[] {
  if (things.length === 0) return [];
  const told = new Set<string>();
  const found = new Map<string, ServedWith>();
  for (const [id, document] of documents(c)) {
    if (document.payload.kind !== kind) continue;
    for (const recipient of document.payload.recipients) {
      const to = addressee(recipient);
      const before = things.filter((thing) => thing.seq < document.seq && isFor(thing, recipient));
      const thing = before.find((each) => !told.has(`${each.id} ${to}`)) ?? before.at(-1);
      if (thing === undefined) continue;
      const key = `${thing.id} ${to}`;
      told.add(key);
      const when = served(c, deliveryOf(id, to));
      const known = found.get(key);
      if (when !== undefined && (known === undefined || when.at < known.served.at))
        found.set(key, { document, to, called: calledBy(recipient), served: when, thing });
    }
  }
  return [...found.values()];
}
