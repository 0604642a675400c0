import { nodeRow } from '../../nodes/index.ts';
import { canonical } from '../../record/canonical.ts';
import { type Case, readCase } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';

/**
 * What came into the record after a review and makes it stale: everything but the engine's own facts and corrections of
 * form (engine.md 18). A correction of form changes free text alone: no instant, sum, date, id or choice.
 */
export const changedSince = (c: Case, review: Fact): readonly Fact[] =>
  c.record.filter((f) => f.seq > review.seq && f.via !== 'system' && !isOfForm(c, f));

function isOfForm(c: Case, fact: Fact): boolean {
  if (fact.node !== 'fact.corrected') return false;
  const { fact: seq, at, payload } = fact.payload;
  const meant = asIt(c, seq, fact.seq);
  if (meant === undefined || at !== undefined || payload === undefined) return false;
  return differInText(nodeRow(meant.node).payload, meant.payload, payload);
}

interface Schema {
  readonly type?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether two contents of a schema differ in free text at most, however deep. */
function differInText(schema: Schema | undefined, was: unknown, now: unknown): boolean {
  if (canonical(was) === canonical(now)) return true;
  if (schema === undefined || was === undefined || now === undefined) return isFreeText(schema);
  if (Array.isArray(was) && Array.isArray(now))
    return was.length === now.length && was.every((item, i) => differInText(schema.items, item, now[i]));
  if (schema.properties === undefined) return isFreeText(schema);
  const [before, after] = [was as Fields, now as Fields]; // the schema is an object's
  return Object.keys({ ...before, ...after }).every((key) =>
    differInText(schema.properties?.[key], before[key], after[key]),
  );
}

/** The fact as it read before a place in the record. */
const asIt = (c: Case, seq: number, before: number): Fact | undefined =>
  readCase(c.record.filter((f) => f.seq < before)).fact(seq);

/** A string that is no choice, date or id. */
const isFreeText = (schema: Schema | undefined): boolean =>
  schema?.type === 'string' &&
  !('enum' in schema) &&
  !('format' in schema) &&
  !('x-refers' in schema) &&
  (schema.pattern ?? NOT_EMPTY) === NOT_EMPTY;

const NOT_EMPTY = '\\S';
