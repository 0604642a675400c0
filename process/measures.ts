/** What the worker counts of its own doing. */
export interface Measures {
  /** A command was answered with a failure and set aside: `not-storable`, `internal-law-error`, … */
  readonly setAside: (code: string) => void;
  /** A command met a failure that may pass: it is tried again. `kind` is the command’s. */
  readonly tried: (kind: string) => void;
  /** So many records are asleep past their time now, although they were nudged. */
  readonly stuck: (records: number) => void;
  /** So many rows were sealed together; the first of them had waited so long (ms). */
  readonly sealed: (records: number, waitedMs: number) => void;
  /** A message was taken by a channel (`sent`), refused for good, or put off. */
  readonly delivered: (channel: string, outcome: 'sent' | 'refused' | 'later') => void;
  /** So many messages wait for a channel now, the first of them for so long (ms). */
  readonly waiting: (channel: string, messages: number, oldestMs: number) => void;
  /** So many statements wait to be sealed now, the first of them for so long (ms). */
  readonly unsealed: (statements: number, oldestMs: number) => void;
}

/** Counts nothing: for tests, and wherever nobody looks. */
export const noMeasures: Measures = {
  setAside: () => undefined,
  tried: () => undefined,
  stuck: () => undefined,
  sealed: () => undefined,
  delivered: () => undefined,
  waiting: () => undefined,
  unsealed: () => undefined,
};
