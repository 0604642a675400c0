/**
 * Reads JSON so that writing it again gives every number as it came: one that would be rounded, or written otherwise
 * (12345678901234567890, 1.0), is kept as its own text. Throws for what is no JSON, and for nesting without end.
 */
export function readExactly(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || source === JSON.stringify(value)) return value;
    return raw.rawJSON(source);
  });
}

/** The characters of a number that `readExactly` has read; undefined for what is no number. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === 'number') return JSON.stringify(value);
  return raw.isRawJSON(value) ? JSON.stringify(value) : undefined;
}

// ES2026, in Node since 22: TypeScript's lib has it not yet
const raw = JSON as unknown as {
  readonly rawJSON: (text: string) => object;
  readonly isRawJSON: (value: unknown) => boolean;
};
