/** A seal whose command was refused, and when (the workflow's own time). */
export interface SpentSeal {
  readonly seal: string;
  readonly at: number;
}

const KEPT_MS = 10 * 60_000; // longer than any seal is good for
const MOST = 1_000;

/** The seal that a message carries, whatever came. */
export function sealOn(message: unknown): string | undefined {
  const { seal } = (typeof message === 'object' && message !== null ? message : {}) as { seal?: unknown }; // whatever came
  return typeof seal === 'string' && seal.length <= 100 ? seal : undefined;
}

/** Adds a refused message's seal: taken out of a history, it must not let the same message in later (fault 65). */
export function spend(spent: readonly SpentSeal[], message: unknown, at: number): readonly SpentSeal[] {
  const seal = sealOn(message);
  const kept = spent.filter((s) => s.at > at - KEPT_MS && s.seal !== seal);
  return seal === undefined ? kept : [...kept, { seal, at }].slice(-MOST);
}

/** Whether a message carries a seal that was refused before. */
export const isSpent = (spent: readonly SpentSeal[], message: unknown): boolean => {
  const seal = sealOn(message);
  return seal !== undefined && spent.some((s) => s.seal === seal);
};
