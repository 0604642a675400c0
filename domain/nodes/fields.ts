import Type, { type TProperties, type TSchema } from 'typebox';
import { MOST_FEN } from '../money/fen.ts';
import { bounds } from './bounds.ts';
import { open } from './field-classes.ts';
import type { Format } from './formats.ts';
import type { SubjectKind } from './node.ts';

/** An object that takes no field it does not know. */
export const record = <P extends TProperties>(fields: P, more: object = {}) =>
  Type.Object(fields, { additionalProperties: false, ...more });

/** How a field is called on a form, and all that is said of it: its name goes up to the first mark. */
export const called = (zh: string) => ({ title: /^[^，；：（]*/.exec(zh)?.[0] ?? zh, description: zh });
/**
 * What the description of the API states of a schema while its check is the engine's own, with its own code and sentence
 * (`bad-instant`, `notice-missing`). In the schema itself it would be checked first, and be a `wrong-type`. A keyword
 * stated as undefined is left out of the description.
 */
export const stated = (keywords: object) => ({ 'x-stated': keywords });
/** That the values of a schema have a format of `formats.ts`. */
export const ofFormat = (format: Format, keywords: object = {}) => stated({ format, ...keywords });

export const Text = (zh: string, more: object = {}) =>
  Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S', ...called(zh), ...more });
export const Maybe = (zh: string, more: object = {}) =>
  Type.Optional(Type.String({ maxLength: 2000, ...called(zh), ...more }));
/** Why the court takes what comes after its time (民诉法86). */
export const excuse = Maybe('逾期而仍收取的理由：准许顺延（民诉法86），或者上级法院已经受理；由法院工作人员写');
/** Yes or no. */
export const Flag = (zh: string) => Type.Boolean(called(zh));
/** True and nothing else: that it is so has to be said. */
export const Affirmed = (zh: string) => Type.Literal(true, called(zh));
/** A whole number, from one on. */
export const Ordinal = (zh: string, more: object = {}) => Type.Integer({ minimum: 1, ...called(zh), ...more });
/** A list, which may be empty. */
export const List = <S extends TSchema>(item: S, zh: string, maxItems: number = bounds.list) =>
  Type.Array(item, { maxItems, ...called(zh) });
/** A list with at least one entry. */
export const Some = <S extends TSchema>(item: S, zh: string, maxItems: number = bounds.list) =>
  Type.Array(item, { minItems: 1, maxItems, ...called(zh) });
/** The largest sum, as the calculator has it: so that what many sums come to stays exact. */
const MOST = Number(MOST_FEN);
/** Integer fen, more than nothing. */
export const Fen = (zh: string) =>
  Type.Integer({ minimum: 1, maximum: MOST, ...called(`${zh}（分）`), ...ofFormat('fen') });
/** Integer fen, at least so many, or unknown. */
export const FenOrNull = (zh: string, minimum = 0) =>
  Type.Union(
    [Type.Integer({ minimum, maximum: MOST, ...ofFormat('fen') }), Type.Null()],
    called(`${zh}（分；不详为 null）`),
  );
/** `YYYY-MM-DD`, a day that exists, in the years that `periods.md` counts in: on any other counting has no end. */
export const DateField = (zh: string) =>
  Type.String({ format: 'date', maxLength: 10, pattern: '^(199\\d|20\\d\\d|2100)-', ...called(zh) });
/** An instant as people send it; whether it is one is asked where it is read (`domain/gate/instant.ts`). */
export const InstantText = (zh: string) =>
  Type.String({
    maxLength: 64,
    ...called(zh),
    examples: ['2026-01-20T16:20:00+08:00'],
    ...ofFormat('instant', {
      pattern:
        '^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$',
    }),
  });
/** A date whose form the engine checks by its own means. */
export const datePattern = ofFormat('date', {
  pattern: '^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
});
/** An id given by the caller: of an asset, a receipt, a matter. */
export const Id = (zh: string, longest = 64, more: object = {}) =>
  Type.String({
    maxLength: longest,
    pattern: `^[A-Za-z0-9][A-Za-z0-9._-]{0,${longest - 1}}$`,
    ...called(`${zh}（字母、数字、. _ -，至多${longest}位）`),
    ...more,
  });
/** What a field names that is in the record already: a thing of a kind by its id, or a fact by its place; a party of one side alone. */
export interface Refers {
  readonly of: SubjectKind | 'fact';
  readonly side?: 'applicant' | 'respondent' | undefined;
}
/** That a field names something of the record: one gate asks of all of them whether it is there (`domain/plan/refers.ts`). */
export const refers = (of: Refers['of'], side?: Refers['side']) => ({ 'x-refers': { of, side } });
/** The id of something of the record. */
export const IdOf = (of: SubjectKind, zh: string, side?: Refers['side']) => Id(zh, 64, refers(of, side));
/** The place of a fact in the record. */
export const FactNo = (zh: string) => Ordinal(zh, refers('fact'));
/** A case of this court, by its id or its number as people write it; read by `caseIdOf`. */
export const CaseNamed = (zh: string) =>
  Type.String({ minLength: 1, maxLength: 64, ...called(`${zh}：案件编号，也可写案号`), ...open });
/** A list of texts, at least one: no longer than `bounds.list`. */
export const Texts = (zh: string) => Some(Text(zh), zh);
/** A deadline of the record, by its id (engine.md 6). */
export const DeadlineField = Type.String({
  maxLength: 200,
  pattern: '^[a-z0-9-]+(:[^@]+)?@[0-9]+$',
  ...called('期限编号，如 payout:r-7@12'),
});
export const PersonId = (zh: string) => Type.String({ minLength: 1, maxLength: 64, ...called(zh), ...open });
/** That a decision rests on a request, by its id: a decision of an approval (plan §5, §9). */
export const onRequest = { request: Type.Optional(IdOf('request', '所依据的报批的编号')) };
/** The ids of a table as values, each with its Chinese name. */
export const namedValues = (table: Readonly<Record<string, string>>): readonly object[] =>
  Object.entries(table).map(([id, title]) => ({ const: id, title }));
/** The ids of a table as the description of the API states them. */
export const choices = (table: Readonly<Record<string, string>>) => {
  const values = namedValues(table);
  return {
    type: 'string',
    enum: undefined,
    ...(values.length === 1 ? { const: Object.keys(table)[0] } : { oneOf: values }),
  };
};
/** One of a table's ids, described by its Chinese names. */
export const oneOf = <T extends string>(table: Readonly<Record<T, string>>, zh: string) =>
  Type.Enum(Object.keys(table) as T[], {
    title: called(zh).title,
    description: `${zh}：${Object.entries<string>(table)
      .map(([id, name]) => `${id} ${name}`)
      .join('，')}`,
    ...stated(choices(table)),
  }); // the keys of a constant record are exactly its type
/** The Chinese names of a table's rows, by id. */
export const rowNames = <T extends string>(table: Readonly<Record<T, { readonly zh: string }>>): Record<T, string> =>
  Object.fromEntries(Object.entries<{ readonly zh: string }>(table).map(([id, { zh }]) => [id, zh])) as Record<
    T,
    string
  >; // one entry for each of its own keys
