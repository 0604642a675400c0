import Type, { type TProperties } from 'typebox';
import { bounds } from './bounds.ts';

/** An object that takes no field it does not know. */
export const record = <P extends TProperties>(fields: P) => Type.Object(fields, { additionalProperties: false });

export const Text = (zh: string) => Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S', description: zh });
export const Maybe = (zh: string) => Type.Optional(Type.String({ maxLength: 2000, description: zh }));
/** Integer fen, more than nothing. */
export const Fen = (zh: string) =>
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: `${zh}（分）` });
/** Integer fen, at least so many, or unknown. */
export const FenOrNull = (zh: string, minimum = 0) =>
  Type.Union([Type.Integer({ minimum, maximum: Number.MAX_SAFE_INTEGER }), Type.Null()], {
    description: `${zh}（分；不详为 null）`,
  });
/** `YYYY-MM-DD`, a day that exists, in the years that `periods.md` counts in: on any other counting has no end. */
export const DateField = (zh: string) =>
  Type.String({ format: 'date', maxLength: 10, pattern: '^(199\\d|20\\d\\d|2100)-', description: zh });
/**
 * What the description of the API states of a schema while its check is the engine's own, with its own code and sentence
 * (`bad-instant`, `notice-missing`). In the schema itself it would be checked first, and be a `wrong-type`.
 */
export const stated = (keywords: object) => ({ 'x-stated': keywords });
/** An instant as people send it; whether it is one is asked where it is read (`domain/gate/instant.ts`). */
export const InstantText = (zh: string) =>
  Type.String({
    maxLength: 64,
    description: zh,
    examples: ['2026-01-20T16:20:00+08:00'],
    ...stated({
      pattern:
        '^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$',
    }),
  });
/** A date whose form the engine checks by its own means. */
export const datePattern = stated({ pattern: '^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
/** An id given by the caller: of an asset, a receipt, a matter. */
export const Id = (zh: string) =>
  Type.String({
    maxLength: 64,
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
    description: `${zh}（字母、数字、. _ -，至多64位）`,
  });
/** A list of texts, at least one: no longer than `bounds.list`. */
export const Texts = (zh: string) => Type.Array(Text(zh), { minItems: 1, maxItems: bounds.list });
/** A deadline of the record, by its id (engine.md 6). */
export const DeadlineField = Type.String({
  maxLength: 200,
  pattern: '^[a-z0-9-]+(:[^@]+)?@[0-9]+$',
  description: '期限编号，如 payout:r-7@12',
});
export const PersonId = (zh: string) => Type.String({ minLength: 1, maxLength: 64, description: zh });
/** One of a table's ids, described by its Chinese names. */
export const oneOf = <T extends string>(table: Readonly<Record<T, string>>, zh: string) =>
  Type.Enum(Object.keys(table) as T[], {
    description: `${zh}：${Object.entries<string>(table)
      .map(([id, name]) => `${id} ${name}`)
      .join('，')}`,
  }); // the keys of a constant record are exactly its type
/** The Chinese names of a table's rows, by id. */
export const rowNames = <T extends string>(table: Readonly<Record<T, { readonly zh: string }>>): Record<T, string> =>
  Object.fromEntries(Object.entries<{ readonly zh: string }>(table).map(([id, { zh }]) => [id, zh])) as Record<
    T,
    string
  >; // one entry for each of its own keys
