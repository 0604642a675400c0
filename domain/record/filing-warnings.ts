import type { Case } from './case.ts';
import { knownDoubts } from './identities.ts';
import type { Missing } from './refusal.ts';

/** What was doubtful about a filing and was recorded all the same: shown with the case, whoever looks at it. */
export const filingWarnings = (filed: Case['filed']['payload']): readonly Missing[] => knownDoubts('case.filed', filed);
