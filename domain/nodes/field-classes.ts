// What a field says of somebody, beside the field itself (engine.md 23). Who sees what of it: domain/access/sights.ts.

/** How much a field says. */
export const fieldClasses = { open: '本院公开', personal: '个人信息', secret: '秘密' } as const;
export type FieldClass = keyof typeof fieldClasses;

/** What is left of a value for whom its outline is enough (domain/access/masks.ts). */
export const maskKinds = ['name', 'id-number', 'digits', 'address', 'words'] as const;
export type MaskKind = (typeof maskKinds)[number];

/** A class, and the mask that goes with it. */
export interface Classified {
  readonly class: FieldClass;
  readonly mask: MaskKind;
  /** Only where another field of the same object says so. */
  readonly where?: readonly [field: string, value: string];
  /** Its class where that field says something else; left out: everybody sees it then. */
  readonly otherwise?: FieldClass;
}

/** How it is classed beside the fields around it; undefined: it is for everybody. */
export function classBeside(seen: Classified, beside: unknown): Classified | undefined {
  const { where, otherwise } = seen;
  if (where === undefined || (beside as Readonly<Record<string, unknown>> | undefined)?.[where[0]] === where[1])
    return seen; // an object, or nothing
  return otherwise && { class: otherwise, mask: seen.mask };
}

/** The keywords by which a schema says it. */
export interface ClassKeywords {
  readonly 'x-seen'?: Classified;
  /** The content of a node: which, another field of the same object says, by its id or by the kind of record that it founds. */
  readonly 'x-content-of'?: string;
  /** Of which record an object tells: where its id stands in it. */
  readonly 'x-record'?: string;
}

/** That a field says who somebody is, how they are reached, where their money is. */
export const personal = (mask: MaskKind) => ({ 'x-seen': { class: 'personal', mask } }) satisfies ClassKeywords;
/** The same, where another field beside it has a value. */
export const personalWhere = (field: string, value: string, mask: MaskKind) =>
  ({ 'x-seen': { class: 'personal', mask, where: [field, value] } }) satisfies ClassKeywords;
/** That a field would warn or betray somebody: where a search will be, who told. */
export const secret = { 'x-seen': { class: 'secret', mask: 'words' } } as const satisfies ClassKeywords;
/** The same, where another field beside it has a value; else it is personal. */
export const secretWhere = (field: string, value: string) =>
  ({
    'x-seen': { class: 'secret', mask: 'words', where: [field, value], otherwise: 'personal' },
  }) satisfies ClassKeywords;
/** That a text says nothing of anybody: a number of a document, an id. Of what a node holds any other text that people write is personal. */
export const open = { 'x-seen': { class: 'open', mask: 'words' } } as const satisfies ClassKeywords;
/** That a field names somebody, of whatever class it is: it hides nothing (docs/decisions/179). `personal('name')` says it too. */
export const names = { 'x-names': true } as const;
/** That a field holds the content of a node, named by another field beside it. */
export const contentBy = (field: string) => ({ 'x-content-of': field }) satisfies ClassKeywords;
/** That an object is about a record whose id stands there, as `case` or `clock.case.id`. */
export const recordAt = (path: string) => ({ 'x-record': path }) satisfies ClassKeywords;
