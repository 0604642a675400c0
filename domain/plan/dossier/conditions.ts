import { readInstant } from '../../gate/instant.ts';
import { nodeRow } from '../../nodes/index.ts';
import { refuse } from '../../record/refusal.ts';
import { formatInstant } from '../../time/instant.ts';
import { afterFor, type Conditions, type FactGuard } from '../guard.ts';

/** Brought back before it was said, and after the case had begun. */
const returnedByThen: FactGuard<'material.brought-back'> = (c, { payload: { returnedAt }, at }) => {
  const { zh, basis } = nodeRow('material.brought-back');
  const returned = readInstant(returnedAt);
  const missing = [{ id: 'returnedAt', zh: '带回法院的时刻' }];
  if (returned === undefined) return refuse('bad-instant', `“${zh}”的 returnedAt 应为带时区的时刻`, basis, missing);
  return returned > at || returned < c.filed.at
    ? refuse(
        'dates-out-of-order',
        `带回的时刻 ${formatInstant(returned)} 应在立案之后、登记的发生时刻 ${formatInstant(at)} 以前`,
        basis,
        missing,
      )
    : undefined;
};

/** What material of a case asks for. */
export const dossierConditions = {
  'material.brought-back': { check: [returnedByThen] },
  'material.catalogued': { asks: [afterFor('material.handed-over')] },
} satisfies Conditions;
