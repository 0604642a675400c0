import type { DeadlineRow } from './deadline.ts';
import { trackDeadlines } from './closing/track.ts';
import { successionDeadlines } from './parties/succession.ts';
import { clueDeadlines } from './clues/deadlines.ts';
import { applicationDeadlines } from './applications/deadlines.ts';
import { approvalDeadlines } from './approvals/deadlines.ts';
import { coercionDeadlines } from './coercion/deadlines.ts';
import { custodyDeadlines } from './coercion/custody-deadlines.ts';
import { creditDeadlines } from './coercion/credit-deadlines.ts';
import { debtDeadlines } from './control/debt-deadlines.ts';
import { controlDeadlines } from './control/deadlines.ts';
import { measureDeadlines } from './control/measure-deadlines.ts';
import { seizureDeadlines } from './control/seizure-deadlines.ts';
import { investigationDeadlines } from './control/investigation-deadlines.ts';
import { disclosureDeadlines } from './disclosure/deadlines.ts';
import { disposalDeadlines } from './disposal/deadlines.ts';
import { auctionDeadlines } from './disposal/auction-deadlines.ts';
import { priceDeadlines } from './disposal/price-deadlines.ts';
import { saleDeadlines } from './disposal/sale-deadlines.ts';
import { objectionDeadlines } from './objections/deadlines.ts';
import { remedyDeadlines } from './objections/remedy-deadlines.ts';
import { documentDeadlines } from './documents/deadlines.ts';
import { noticeDeadlines } from './documents/notice-deadlines.ts';
import { dossierDeadlines } from './dossier/deadlines.ts';
import { intakeDeadlines } from './intake/deadlines.ts';
import { limitDeadlines } from './limits/deadlines.ts';
import { matterDeadlines } from './matters/deadlines.ts';
import { moneyDeadlines } from './money/deadlines.ts';
import { distributionDeadlines } from './money/distribution-deadlines.ts';
import { movementDeadlines } from './money/movement-deadlines.ts';
import { guideDeadlines } from './money/guide-deadlines.ts';
import { reconciliationDeadlines } from './money/reconciliation-deadlines.ts';
import { unidentifiedDeadlines } from './money/unidentified-deadlines.ts';
import { settlementDeadlines } from './stays/deadlines.ts';
import { afterClosingDeadlines } from './closing/after-closing-deadlines.ts';
import { upperCourtDeadlines } from './limits/upper-court.ts';
import { preservationDeadlines } from './preservation/deadlines.ts';
import { triageDeadlines } from './triage/deadlines.ts';
import { supervisionDeadlines } from './supervision/deadlines.ts';

/** THE TABLE of deadlines. A row may look at the rows above it: those that follow from others stand below them. */
export const deadlineRows = {
  ...intakeDeadlines,
  ...controlDeadlines,
  ...measureDeadlines,
  ...seizureDeadlines,
  ...debtDeadlines,
  ...triageDeadlines,
  ...clueDeadlines,
  ...documentDeadlines,
  ...noticeDeadlines,
  ...investigationDeadlines,
  ...disposalDeadlines,
  ...priceDeadlines,
  ...auctionDeadlines,
  ...saleDeadlines,
  ...distributionDeadlines,
  ...moneyDeadlines,
  ...guideDeadlines,
  ...movementDeadlines,
  ...settlementDeadlines,
  ...applicationDeadlines,
  ...successionDeadlines,
  ...coercionDeadlines,
  ...custodyDeadlines,
  ...creditDeadlines,
  ...approvalDeadlines,
  ...preservationDeadlines,
  ...limitDeadlines,
  ...upperCourtDeadlines,
  ...trackDeadlines,
  ...afterClosingDeadlines,
  ...dossierDeadlines,
  ...objectionDeadlines,
  ...remedyDeadlines,
  ...matterDeadlines,
  ...unidentifiedDeadlines,
  ...reconciliationDeadlines,
  ...disclosureDeadlines,
  ...supervisionDeadlines,
};

export type RuleId = keyof typeof deadlineRows;

export const ruleIds = Object.keys(deadlineRows) as RuleId[]; // the keys of a constant record are exactly its type

const rows: ReadonlyMap<string, DeadlineRow> = new Map(Object.entries(deadlineRows)); // each deadline asks for its row many times

export const isRuleId = (id: string): id is RuleId => rows.has(id);

/** A rule's row. A rule that the table no longer has still stands in what is stored: it opens nothing and asks for nothing. */
export const deadlineRow = (id: RuleId): DeadlineRow => rows.get(id) ?? gone(id);

const gone = (id: string): DeadlineRow => ({
  zh: `${id}（规则已不再设）`,
  basis: { layer: 'court', zh: '规则已不再设' },
  within: '0d',
  opens: { zh: '不再起算', nodes: [], find: () => [] },
  done: { zh: '不再办理', nodes: [], find: () => undefined },
  owner: 'review',
  ladder: null,
});
