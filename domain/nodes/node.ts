import type { Static, TSchema } from 'typebox';
import type { Basis } from './basis.ts';
import type { AfterClosing } from './closing-kinds.ts';
import type { StatedIdentity } from './id-kinds.ts';
import type { Where } from './record-kinds.ts';
import type { Role } from './roles.ts';
import type { CivilDate } from '../time/civil-date.ts';

/** What a fact can be about, besides the case itself. */
export const subjectKinds = {
  party: '当事人',
  asset: '财产',
  receipt: '案款',
  form: '审批表',
  'payee-account': '收款账户',
  matter: '督办事项',
  batch: '带回的材料',
  clue: '线索',
  lead: '关联案件线索',
  debt: '到期债务通知',
  document: '文书',
  delivery: '送达',
  application: '申请',
  restriction: '失信、限高',
  sanction: '强制措施',
  stay: '中止、暂缓',
  settlement: '执行和解',
  request: '报批',
  objection: '异议',
  distribution: '分配方案',
  round: '终本后的定期查询',
  agency: '辅拍机构',
  claim: '认领',
  difference: '对账差异',
} as const;
export type SubjectKind = keyof typeof subjectKinds;

/** How long the id of such a thing may be: a delivery is called by its document and its recipient (plan §0). */
export const longestId = (kind: SubjectKind): number => (kind === 'delivery' ? 129 : 64);

/** A thing that facts can be about from now on. */
export interface Brought {
  readonly id: string;
  readonly of: SubjectKind;
}

/** A party whose identity a payload states: where it stands there (`''`: it is the payload), what to call it, what is said. */
export interface Identified {
  readonly field: string;
  readonly zh: string;
  readonly party: StatedIdentity & { readonly idNoUnverified?: boolean };
}

/** A person whom a payload names, and the role in which, if in one. */
export interface PersonNamed {
  readonly person: string;
  readonly role?: Role;
  /**
   * Only one of the court's own people, whatever they hold; only somebody who is not; whoever is or was of the house, and so no party's
   * account; left out: anybody.
   */
  readonly from?: 'court' | 'outside' | 'house';
  /** The last day on which they are wanted; left out: no day is known. */
  readonly until?: CivilDate;
}

/** Who is told of a fact (plan §6, §9). `held`: both sides, the respondents once the control has effect; `own`: the party concerned. */
export const disclosures = {
  parties: '双方当事人',
  applicant: '申请执行人',
  held: '申请执行人；控制生效后，被执行人',
  own: '所涉当事人',
  nobody: '不公开',
} as const;
type Disclosed = keyof typeof disclosures;

/** What a correction leaves as it was: put right in it, the fact would be another (engine.md 3). */
export interface FixedFields {
  /** `substance`: all but how it is worded. */
  readonly fields: 'all' | 'substance' | readonly string[];
  /** Only once somebody has spoken on what it brings: by one of these nodes, or as the request that they name. Left out: from the first. */
  readonly once?: readonly string[];
  /** What to do instead. */
  readonly zh: string;
}

export interface NodeRow<S extends TSchema = TSchema> {
  readonly zh: string;
  readonly basis: Basis;
  /** The kind of record that it belongs to; left out: a case. */
  readonly in?: Where;
  /** Who may record it; empty: the engine alone. */
  readonly by: readonly Role[];
  readonly payload: S;
  /** A payload as one would send it: shown by `GET /api/nodes`, checked by a test. */
  readonly example: Static<S>;
  /** The kind of thing it is about. `introduces`: its subject is new, given by the caller; `if-new`: or known already. */
  readonly subject?: SubjectKind;
  readonly introduces?: true | 'if-new';
  /** Other kinds of thing that it may be about instead. */
  readonly orSubjects?: readonly SubjectKind[];
  /** The article where it is about such a thing, if that is another. */
  readonly basisAbout?: { readonly [K in SubjectKind]?: Basis };
  /** The word of which, with a number, its id is made where the sender gives none (engine.md 19); empty: the number alone. */
  readonly numbered?: (payload: Static<S>) => string;
  /** The payload with what the engine writes into it: an id for what it brings, one that is not yet given, where the sender gives none (engine.md 19). */
  readonly withId?: (payload: Static<S>, isGiven: (id: string) => boolean) => Static<S>;
  /** What else it brings into the record, by the ids that its payload gives (engine.md 19). */
  readonly brings?: (payload: Static<S>) => readonly Brought[];
  /** Persons it names, who must be known and hold the role, if it says one; of a takeover they may be names alone (engine.md 5). */
  readonly names?: (payload: Static<S>) => readonly PersonNamed[];
  /** The payload with a note of those whom the court no longer knows in their role: they hold nothing. */
  readonly without?: (payload: Static<S>, former: readonly PersonNamed[]) => Static<S>;
  /** Parties whose identity it states, each with its place in the payload. */
  readonly identities?: (payload: Static<S>) => readonly Identified[];
  /** May be recorded after closing (plan §5). */
  readonly afterClosing?: AfterClosing;
  /** May have happened before the case was filed. */
  readonly beforeFiling?: true;
  /**
   * Said of or by this system: an account tied to a party, a lapse, an answer to a lateness, a request. A takeover tells what
   * was done before and elsewhere, and brings none of it (engine.md 5).
   */
  readonly hereOnly?: true;
  /** Only once in a case, or once for its subject. */
  readonly once?: true;
  /** A word of somebody in office: taken back only by a holder of that office, and in substance never corrected (engine.md 3). */
  readonly decision?: true;
  /** What of it is never put right by a correction; of a decision its substance besides. */
  readonly keeps?: FixedFields | readonly FixedFields[];
  /** Late by the shorter of the court's two limits, as a decision is (engine.md 2b). */
  readonly promptly?: true;
  /** Something outside the court says when it happened, a bank's line: however late it is entered, it is no late entry. */
  readonly attested?: true;
  /** Cannot be withdrawn or corrected: money has moved (engine.md 3). */
  readonly final?: true;
  /** It decides or moves money: straight through Temporal it comes only where a setting lets it (engine.md 15). */
  readonly sealed?: true;
  /** Who is told (plan §6). */
  readonly disclose: Disclosed;
}

/** One row of the node table, its example and functions typed by its payload. */
export const node = <S extends TSchema>(row: NodeRow<S>): NodeRow<S> => row;

/** Whether a fact of this row may be about a thing of that kind. */
export const isAbout = (row: Pick<NodeRow, 'subject' | 'orSubjects'>, kind: SubjectKind): boolean =>
  row.subject === kind || row.orSubjects?.includes(kind) === true;

/** What a fact of this row is about, in words. */
export const subjectZh = ({ subject, orSubjects = [] }: Pick<NodeRow, 'subject' | 'orSubjects'>): string =>
  [subject, ...orSubjects].flatMap((kind) => (kind === undefined ? [] : [subjectKinds[kind]])).join('或者');
