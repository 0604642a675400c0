import { assetKind } from '../../nodes/asset-kinds.ts';
import { nodeRow } from '../../nodes/index.ts';
import { refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { after, afterFor, type AskGuard, type Conditions, type FactGuard, notAgain } from '../guard.ts';
import { unknownParties } from '../parties/known.ts';
import { assets } from './assets.ts';
import { sameKind } from './conditions.ts';

type Report = 'property-report.received' | 'property-report.checked';

/** Of this case's property the notice to a third person who owes controls receivables alone (plan §0 D3). */
const receivable: FactGuard<'debt.notified'> = (c, { payload: { asset = '' }, node }) => {
  const kind = assets(c).get(asset)?.kind;
  if (kind === undefined || kind === 'receivable') return undefined;
  return refuse('wrong-measure', `${assetKind(kind).zh}不以履行到期债务通知控制`, nodeRow(node).basis);
};

const notAhead: FactGuard<'debt.answered' | 'property-report.received'> = (_, { payload: { on }, at, node }) =>
  on > dateOf(at)
    ? refuse('dates-out-of-order', '所写之日（on）不能晚于登记的发生之日', nodeRow(node).basis)
    : undefined;

const ofRespondent: AskGuard<Report> = (c, { subject, at }) =>
  unknownParties(c, [subject ?? ''], { at, side: 'respondent' });

/** A report is found truthful, late or false once it has come in; a refused one never does. */
const reported: FactGuard<'property-report.checked'> = (c, draft, standing) =>
  draft.payload.outcome === 'refused' ? undefined : afterFor('property-report.received')(c, draft, standing);

const each = { when: [after('final-query.started')] };

/** What the courts know, what third persons owe, what respondents report, what is asked once more before a closing. */
export const relatedConditions = {
  'related-cases.checked': { check: [sameKind] },
  'lead.dismissed': { asks: [notAgain] },
  'debt.notified': { check: [receivable] },
  'debt.answered': { check: [notAhead] },
  'final-query.returned': { ...each, check: [sameKind] },
  'final-query.done': each,
  'final-related-cases.checked': { check: [sameKind] },
  'final-recheck.analysed': { when: [after('final-query.done'), after('final-related-cases.checked')] },
  'property-report.received': { asks: [ofRespondent], check: [notAhead] },
  'property-report.checked': { asks: [ofRespondent], check: [reported] },
} satisfies Conditions;
