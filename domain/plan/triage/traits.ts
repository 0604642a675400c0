import type { PayloadOf } from '../../nodes/index.ts';
import { reading } from '../../record/reading.ts';

/** What was said of a case, each as it was said last. */
export type Traits = Partial<Omit<PayloadOf<'traits.recorded'>, 'note'>>;

/** The traits of a case: what a later record leaves out stays as it was. */
export const traitsOf = reading((c): Traits =>
  c.all('traits.recorded').reduce<Traits>((known, { payload: { note: _, ...said } }) => ({ ...known, ...said }), {}),
);
