import type { NodeId } from '../nodes/index.ts';
import { clueConditions } from './clues/conditions.ts';
import { applicationConditions } from './applications/conditions.ts';
import { successionConditions } from './parties/succession-conditions.ts';
import { afterClosingConditions } from './closing/after-closing.ts';
import { trackConditions } from './closing/track-conditions.ts';
import { approvalConditions, requestCondition, withRequest } from './approvals/conditions.ts';
import { closingConditions } from './closing/conditions.ts';
import { coercionConditions } from './coercion/conditions.ts';
import { fieldConditions } from './coercion/field.ts';
import { controlConditions } from './control/conditions.ts';
import { relatedConditions } from './control/related-conditions.ts';
import { disclosureConditions } from './disclosure/conditions.ts';
import { disposalConditions } from './disposal/conditions.ts';
import { documentConditions } from './documents/conditions.ts';
import { dossierConditions } from './dossier/conditions.ts';
import type { Condition, Conditions } from './guard.ts';
import { limitConditions } from './limits/conditions.ts';
import { matterConditions } from './matters/conditions.ts';
import { accountingConditions } from './money/accounting-conditions.ts';
import { payeeAccountConditions } from './money/payee-account-conditions.ts';
import { moneyConditions } from './money/conditions.ts';
import { distributionConditions } from './money/distribution-conditions.ts';
import { reconciliationConditions } from './money/reconciliation-conditions.ts';
import { unidentifiedConditions } from './money/unidentified-conditions.ts';
import { objectionConditions } from './objections/conditions.ts';
import { peopleConditions } from './people/conditions.ts';
import { partyConditions } from './parties/conditions.ts';
import { preservationConditions } from './preservation/conditions.ts';
import { stayConditions } from './stays/conditions.ts';
import { triageConditions } from './triage/conditions.ts';
import { supervisionConditions } from './supervision/conditions.ts';

/** THE TABLE of conditions, a chapter of the plan a file. What the engine itself asks of facts about facts it keeps. */
const conditions: Conditions = {
  ...partyConditions,
  ...successionConditions,
  ...peopleConditions,
  ...triageConditions,
  ...controlConditions,
  ...relatedConditions,
  ...clueConditions,
  ...applicationConditions,
  ...documentConditions,
  ...coercionConditions,
  ...disposalConditions,
  ...fieldConditions,
  ...disclosureConditions,
  ...moneyConditions,
  ...payeeAccountConditions,
  ...accountingConditions,
  ...approvalConditions,
  ...distributionConditions,
  ...unidentifiedConditions,
  ...reconciliationConditions,
  ...stayConditions,
  ...objectionConditions,
  ...closingConditions,
  ...preservationConditions,
  ...trackConditions,
  ...afterClosingConditions,
  ...dossierConditions,
  ...supervisionConditions,
  ...limitConditions,
  ...matterConditions,
};

/** What a node asks for; generic code gives its guards only drafts of that very node. */
export const conditionOf = (node: NodeId): Condition<NodeId> => withRequest(node, own(node)); // see above

const own = (node: NodeId): Condition<NodeId> => (node === 'request.made' ? asked : conditions[node]) ?? {};
const asked = requestCondition(own) as Condition<NodeId>; // of that very node
