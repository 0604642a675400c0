// What the court knows before a statement is read: as it is given, and found at once for each of ten thousand lines.
import type { FenAmount } from '../../money/fen.ts';
import type { StatementLine } from '../../money/statement/line.ts';
import { foldGlyphs, parseCaseNumber } from '../../record/case-number.ts';
import { foldRemark } from './numbers-in-text.ts';

/** A case as a statement may speak of it. */
export interface KnownCase {
  /** Its number as courts write it. */
  readonly caseNo: string;
  /** The sub-accounts under which its money was confirmed. */
  readonly subAccounts: readonly string[];
  /** The names of its parties. */
  readonly parties: readonly string[];
  /** The number of the document that is enforced. */
  readonly basis: string | null;
  readonly isClosed: boolean;
}

/** A form that went to the bank, under its own reference and perhaps its batch's. */
export interface KnownForm {
  readonly form: string;
  readonly caseNo: string;
  readonly reference: string;
  readonly batch?: string | undefined;
  readonly amountFen: FenAmount;
  /** Ordered, not carried out, paid, or sent back: each comes once. */
  readonly state: 'sent' | 'failed' | 'paid' | 'returned';
  /** A line of the bank's stands for its payment; what somebody entered, or the bank answered, has none yet. */
  readonly hasLine?: boolean;
}

/** A line that an earlier import brought, or that somebody entered. */
export type KnownLine = Pick<StatementLine, 'serial' | 'direction' | 'amountFen' | 'counterAccount' | 'remark'> & {
  readonly caseNo: string | null;
  /** The receipt that it is in that case. */
  readonly receipt?: string | null;
  /** The forms that it paid. */
  readonly forms?: readonly string[] | undefined;
  /** No import brought it yet: it was entered by its serial. */
  readonly isByHand?: boolean;
};

/** What the court knows before an import. */
export interface KnownToCourt {
  /** The court's own code, e.g. `豫0823`. */
  readonly court: string;
  readonly cases: readonly KnownCase[];
  readonly forms: readonly KnownForm[];
  readonly lines: readonly KnownLine[];
  /** What has come in already, told as `likeness` does (line-fate.ts). */
  readonly alike?: readonly string[];
}

/** The same, found by what a line may say. */
export interface Known {
  readonly court: string;
  readonly byId: ReadonlyMap<string, KnownCase>;
  readonly byNo: ReadonlyMap<string, KnownCase>;
  /** One account is one case's: of several they are all named. */
  readonly bySubAccount: ReadonlyMap<string, readonly KnownCase[]>;
  /** By type and number without year: 执12. */
  readonly byPart: ReadonlyMap<string, readonly KnownCase[]>;
  readonly byBasis: ReadonlyMap<string, readonly KnownCase[]>;
  /** Open cases by the names of their parties, folded. */
  readonly byPayer: ReadonlyMap<string, readonly KnownCase[]>;
  /** The forms whose reference, or whose batch's, stands in a text as a word of its own. */
  readonly formsNamed: (words: string) => readonly KnownForm[];
  /** A line has paid forms or sent them back: each comes once. */
  readonly settle: (fate: { readonly kind: string | null; readonly forms?: readonly string[] }) => void;
}

/** What could be a reference in a text: letters and digits, parts joined by hyphens too, but none that goes on with a hyphen and a digit. */
export const referencesInText = (words: string): readonly string[] =>
  (words.match(/[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*/g) ?? []).flatMap((token) => {
    const parts = token.split(/(?<=-)(?=[A-Za-z0-9])/);
    if (parts.length > MOST_PARTS) return [token];
    return parts.flatMap((_, from) =>
      parts.flatMap((__, i) => {
        const goesOn = /^\d/.test(parts[i + 1] ?? '') && /[^-]-$/.test(parts[i] ?? '');
        return i < from || goesOn
          ? []
          : [
              parts
                .slice(from, i + 1)
                .join('')
                .replace(/-+$/, ''),
            ];
      }),
    );
  });
const MOST_PARTS = 8;

/** Whether a reference of other characters stands in a text as a word of its own. */
const stands = (reference: string, words: string): boolean =>
  new RegExp(`(?<![A-Za-z0-9])${reference.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9]|-[0-9])`).test(
    words,
  );

/** Makes what the court knows findable; the forms' states change as lines settle them. */
export function indexedKnown({ court, cases, forms: given }: KnownToCourt): Known {
  const numbered = cases.map((each) => ({ each, parsed: parseCaseNumber(each.caseNo) }));
  const forms = new Map(given.map((form) => [form.form, form]));
  const byReference = listed(given, ({ reference, batch }) => [reference, ...(batch === undefined ? [] : [batch])], (form) => form); // prettier-ignore
  const odd = [...byReference.keys()].filter((reference) => !/^[A-Za-z0-9-]+$/.test(reference));
  return {
    court,
    byId: new Map(numbered.map(({ each, parsed }) => [parsed?.id ?? each.caseNo, each])),
    byNo: new Map(cases.map((each) => [each.caseNo, each])),
    bySubAccount: listed(
      cases,
      ({ subAccounts }) => subAccounts,
      (each) => each,
    ),
    byPart: listed(numbered, ({ parsed }) => (parsed === undefined ? [] : [`${parsed.type}${/\d+$/.exec(parsed.id)?.[0] ?? ''}`]), ({ each }) => each), // prettier-ignore
    byBasis: listed(cases, ({ basis }) => (basis === null ? [] : [foldRemark(basis)]), (each) => each), // prettier-ignore
    byPayer: listed(cases, ({ parties, isClosed }) => (isClosed ? [] : parties.map(foldGlyphs)), (each) => each), // prettier-ignore
    formsNamed: (words) => {
      const named = [...referencesInText(words), ...odd.filter((reference) => stands(reference, words))];
      return [...new Set(named)].flatMap((word) => byReference.get(word) ?? []).map(({ form }) => forms.get(form)).filter((form) => form !== undefined); // prettier-ignore
    },
    settle({ kind, forms: named = [] }) {
      for (const id of named) {
        const form = forms.get(id);
        if (form !== undefined)
          forms.set(id, { ...form, state: kind === 'payment' ? 'paid' : 'returned', hasLine: true });
      }
    },
  };
}

/** Entries under each of their keys, in order. */
function listed<T, V>(
  all: readonly T[],
  keysOf: (each: T) => readonly string[],
  valueOf: (each: T) => V,
): ReadonlyMap<string, readonly V[]> {
  const pairs = all.flatMap((each) => [...new Set(keysOf(each))].map((key) => ({ key, value: valueOf(each) })));
  const grouped = Map.groupBy(pairs, ({ key }) => key);
  return new Map([...grouped].map(([key, own]) => [key, own.map(({ value }) => value)]));
}
