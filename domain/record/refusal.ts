import type { Basis } from '../nodes/basis.ts';

/**
 * Why a command was not accepted. Four kinds lie with the sender: `form` (malformed or unknown), `identity` (who may), `conflict`
 * (an id that stands for something else), `guard` (the state of the case); `trouble` lies with the system. Only a guard's
 * refusal and trouble are written to the case's log (engine.md 11).
 */
export const refusalCodes = {
  'unknown-node': 'form',
  'not-a-command': 'form',
  'missing-field': 'form',
  'unknown-field': 'form',
  'wrong-type': 'form',
  'bad-text': 'form',
  'bad-value': 'form',
  'bad-instant': 'form',
  'bad-case-number': 'form',
  'not-enforcement': 'form',
  'wrong-court': 'form',
  'wrong-year': 'form',
  'id-number-doubtful': 'form',
  'subject-missing': 'form',
  'subject-not-allowed': 'form',
  'at-not-allowed': 'form',
  'unknown-case': 'form',
  'bad-date': 'form',
  'bad-period': 'form',
  'bad-roll': 'form',
  'bad-ladder': 'form',
  'bad-table': 'form',
  'unknown-rule': 'form',
  'notice-missing': 'form',
  'basis-missing': 'form',
  'version-not-told': 'form',
  'no-such-person': 'form',
  'no-such-assignment': 'form',
  'no-such-webhook': 'form',
  'no-such-delivery': 'form',
  'unknown-person': 'identity',
  'wrong-role': 'identity',
  'wrong-party': 'identity',
  'own-right': 'identity',
  'key-reused': 'conflict',
  'person-exists': 'conflict',
  'role-held': 'conflict',
  'role-ended': 'conflict',
  'webhook-ended': 'conflict',
  'tests-waiting': 'conflict',
  'secrets-full': 'conflict',
  'delivery-done': 'conflict',
  'roles-apart': 'guard',
  'role-dated-back': 'guard',
  'last-of-role': 'guard',
  'still-holds': 'guard',
  'lines-refused': 'guard',
  'address-internal': 'guard',
  'too-many-webhooks': 'guard',
  'case-exists': 'conflict',
  'case-moved-on': 'conflict',
  'seal-required': 'identity',
  'at-in-future': 'guard',
  'at-before-filing': 'guard',
  'at-before-subject': 'guard',
  'filed-in-future': 'guard',
  'unknown-subject': 'guard',
  'subject-taken': 'guard',
  'named-twice': 'guard',
  'items-missing': 'guard',
  'wrong-measure': 'guard',
  'wrong-node': 'guard',
  'not-of-this-kind': 'guard',
  'not-in-a-takeover': 'guard',
  'already-in-force': 'guard',
  'not-in-force': 'guard',
  'case-closed': 'guard',
  'already-recorded': 'guard',
  'first-round-open': 'guard',
  'node-missing': 'guard',
  'at-before-ground': 'guard',
  'not-qualified': 'guard',
  'not-in-office': 'guard',
  'amount-differs': 'guard',
  'payer-differs': 'guard',
  'amount-exceeds': 'guard',
  'amount-not-positive': 'form',
  'amount-fraction': 'form',
  'exceeds-share': 'guard',
  'exceeds-approved': 'guard',
  'not-confirmed': 'guard',
  'payee-unknown': 'guard',
  'payee-needs-panel': 'guard',
  'allocation-stale': 'guard',
  'not-reviewed': 'guard',
  'not-approved': 'guard',
  'form-differs': 'guard',
  'form-ended': 'guard',
  'account-unknown': 'guard',
  'account-differs': 'guard',
  'account-cooling': 'guard',
  'account-stopped': 'guard',
  'already-paid': 'guard',
  'unknown-reference': 'guard',
  'duplicate-receipt': 'guard',
  'counts-on-missing': 'guard',
  'unknown-party': 'guard',
  'last-party': 'guard',
  'too-many-parties': 'guard',
  'unknown-deadline': 'guard',
  'deadline-not-open': 'guard',
  'not-supervisable': 'guard',
  'due-differs': 'guard',
  'not-late': 'guard',
  'delay-accepted': 'guard',
  'same-person': 'identity',
  'never-lapses': 'guard',
  'dates-out-of-order': 'guard',
  'objection-too-late': 'guard',
  'detained-already': 'guard',
  'beyond-the-cap': 'guard',
  'too-early': 'guard',
  'beyond-the-term': 'guard',
  'notice-too-short': 'guard',
  'terms-missing': 'guard',
  'round-out-of-turn': 'guard',
  'second-auction-late': 'guard',
  'in-kind-too-early': 'guard',
  'in-dispute': 'guard',
  'unknown-fact': 'guard',
  'not-your-fact': 'guard',
  'not-correctable': 'guard',
  'has-dependents': 'guard',
  'lateness-at-stake': 'guard',
  'money-paid': 'guard',
  'closing-not-reviewed': 'guard',
  'closing-ground-missing': 'guard',
  'nodes-open': 'guard',
  'gates-open': 'guard',
  'unexplained-money': 'guard',
  'too-many-assets': 'guard',
  'too-many-facts': 'guard',
  'record-too-large': 'guard',
  'year-gap': 'guard',
  'date-outside-span': 'guard',
  'rest-and-work': 'guard',
  'not-a-change': 'guard',
  'not-in-force-yet': 'guard',
  'looser-than-law': 'guard',
  'rule-dated-back': 'guard',
  'not-a-draft': 'guard',
  'no-preview': 'guard',
  'preview-stale': 'guard',
  'draft-while-applying': 'guard',
  'not-storable': 'trouble',
  'internal-law-error': 'trouble',
  'store-away': 'trouble',
  'store-busy': 'trouble',
  'warnings-open': 'guard',
  'not-now': 'guard',
} as const;

export type RefusalCode = keyof typeof refusalCodes;
export type RefusalKind = (typeof refusalCodes)[RefusalCode];

/** One thing that stands in the way, named so that it can be put right. */
export interface Missing {
  /** A deadline, node, gate, field or fact id. */
  readonly id: string;
  readonly zh: string;
  readonly basis?: string;
}

/** A refusal is a value: what was refused, by which article, and what would have to be there. */
export interface Refusal {
  readonly code: RefusalCode;
  /** One Chinese sentence that says what to do. */
  readonly zh: string;
  readonly basis: string | null;
  readonly missing: readonly Missing[];
  /** It rests on what its sender, a party, was not told of: it hears `not-now` in its place (engine/heard.ts). */
  readonly untold?: true;
}

const MOST_MISSING = 100;
const LONGEST_SENTENCE = 2_000;

/**
 * Builds a refusal. `basis` is the article that it rests on, if any. However much is missing, a refusal stays small: it
 * is logged, and travels through Temporal; what is left out is counted in a last line.
 */
export const refuse = (code: RefusalCode, zh: string, basis?: Basis, missing: readonly Missing[] = []): Refusal => ({
  code,
  zh: zh.length > LONGEST_SENTENCE ? `${zh.slice(0, LONGEST_SENTENCE)}……` : zh,
  basis: basis?.zh ?? null,
  missing:
    missing.length > MOST_MISSING
      ? [...missing.slice(0, MOST_MISSING), { id: 'more', zh: `另有${missing.length - MOST_MISSING}项未列` }]
      : missing,
});

const MOST_NAMED = 20;

/** Ids for a sentence: the first of them, and how many there are where that is not all. */
export const named = (ids: readonly string[]): string =>
  ids.slice(0, MOST_NAMED).join('、') + (ids.length > MOST_NAMED ? `等${ids.length}项` : '');

/** Tells a refusal from an accepted value. */
export const isRefusal = (value: object): value is Refusal => 'code' in value && 'missing' in value && 'zh' in value;
