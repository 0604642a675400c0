import Type, { type Static, type TSchema } from 'typebox';

/** A schema that the OpenAPI document lists under a name of its own. */
export type Named<S extends TSchema> = S & { readonly $id: string };

/** Gives a schema its name. */
export const namedSchema = <S extends TSchema>($id: string, schema: S): Named<S> => ({ ...schema, $id });

/** A reference to a named schema. */
export const ref = <S extends TSchema>({ $id }: Named<S>, description?: string) =>
  Type.Unsafe<Static<S>>({ $ref: `${$id}#`, ...(description !== undefined && { description }) });

/** The same, or null. */
export const refOrNull = <S extends TSchema>({ $id }: Named<S>) =>
  Type.Unsafe<Static<S> | null>({ anyOf: [{ $ref: `${$id}#` }, { type: 'null' }] });
