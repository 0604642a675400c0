/** Why a value is not let in: where it stands, and a Chinese clause that says what to do. */
export interface Flaw {
  /** `text`: characters that nothing can keep or nobody can see; `value`: anything else that has no bound or no meaning. */
  readonly kind: 'text' | 'value';
  /** Keys and indexes joined by dots; empty for the value as a whole. */
  readonly path: string;
  readonly zh: string;
}
