import type { Refused } from '../domain/engine/answer.ts';

/** The workflow type; its id is the case id. */
export const ENFORCEMENT_CASE = 'enforcementCase';

/**
 * What crosses the border between the outside and a case's workflow, by name. The Temporal UI shows these names and nothing
 * else of a message, so they are in the court's words. Any other update or signal is a completion of the node that it is
 * named after: `完成初次接待`.
 */
export const messages = {
  /** Update: files the case; starts the workflow with it. */
  fileCase: '立案登记',
  /** Update: the same for a registered matter, which is no case. */
  foundMatter: '事项登记',
  /** Update: completes the node that it names inside, answers whether it was accepted. */
  completeNode: 'completeNode',
  /** Signal: the same for senders that do not wait; a refusal is kept in the case's log. */
  nodeCompleted: 'nodeCompleted',
  /** Update: settle what has fallen due, answer the case as it then is. */
  settleNow: '核对期限',
  /** Update: derive under the law now in force; its argument is the draft that is being rolled out. */
  applyLaw: '适用新的规则或日历',
  /** Signal: look again; something may have fallen due or changed. */
  refresh: '核对期限',
  /** Queries. */
  case: 'case',
  deadlines: 'deadlines',
  nextDeadline: 'nextDeadline',
} as const;

/**
 * The command id of a signal that brings none: the run that it came to, and as which of its signals, nudges apart. It goes
 * along as a second argument where the signal is sent on to another run.
 */
export const signalId = (runId: string, place: number): string => `${runId}/${place}`;

/** A node completion, as the API sends it and as a person may send it from the Temporal UI or CLI. */
export interface CompleteNode {
  /** Left out by whoever sends it under the node's own name. */
  readonly node: string;
  readonly subject?: string | null;
  /** An instant with offset; left out: now. */
  readonly at?: string;
  readonly payload?: unknown;
  /** The person's id. */
  readonly by: string;
  /** The command's id: sent twice, it is done once. Left out: this message is its own command. */
  readonly commandId?: string;
  /** Only if the record still is of this version: nothing has been recorded since it was read. */
  readonly ifVersion?: number;
  /** The API's seal over the rest, and when it was made; without it the fact is recorded as `via: temporal` (engine.md 15). */
  readonly seal?: string;
  readonly sealedAt?: number;
}

/** A filing: `body` is that of `POST /api/cases`. */
export interface FileCase {
  readonly body: unknown;
  readonly by: string;
  readonly seal?: string;
  readonly sealedAt?: number;
}

/** What a run of a case's workflow hands to the next: believed from a continue-as-new alone. */
export interface CarriedOver {
  readonly view?: CaseView;
  /** Milliseconds that the case is ahead of the workflow's time, as Postgres said (engine.md 16). */
  readonly clock?: number;
  /** Seals of refused commands: they vouch for nothing any more. */
  readonly spentSeals?: readonly { readonly seal: string; readonly at: number }[];
}

/** What the workflow starts with. Its id is the case's. */
export interface CaseInput extends CarriedOver {
  /** Events after which it continues as new at the next quiet moment. */
  readonly continueAfter?: number;
}

/** What a case's workflow knows of its case: enough to wait, to show itself and to answer queries. */
export interface CaseView {
  readonly caseId: string;
  readonly caseNo: string;
  /** Masked: it is shown where not everybody may know whose case it is. */
  readonly title: string;
  readonly court: string;
  readonly version: number;
  readonly stage: string;
  readonly stageZh: string;
  readonly team: string | null;
  /** Null: a matter, which has none. */
  readonly teamZh: string | null;
  /** Where it stands and whose it is, in words; a run of an earlier release said nothing. */
  readonly heading?: readonly string[];
  readonly officer: { readonly id: string; readonly name: string } | null;
  /** The earliest instant at which anything falls due or has to be said by itself (epoch ms), and what to call the timer. */
  readonly nextWake: { readonly at: number; readonly summary: string } | null;
  /** The open deadlines, the earliest due first: as many as anybody would look through here. */
  readonly deadlines: readonly DeadlineView[];
  /** How many are open. */
  readonly open: number;
  readonly overdue: number;
  /** The day of the earliest that is not overdue yet; null for none. */
  readonly upcoming: string | null;
  /** Effects that wait to be sent. */
  readonly unsent: number;
  /** No clock of the case runs any more: its workflow may end. */
  readonly ended: boolean;
}

/** An open deadline as the Temporal UI shows it. */
export interface DeadlineView {
  readonly id: string;
  readonly rule: string;
  readonly zh: string;
  /** Who answers for it: the person and the role, or the role alone. */
  readonly owner: string;
  /** As people read it: the day, with what there is to say of it. */
  readonly due: string;
  /** The day alone, `2026-11-27`; of a period in hours with its time, `2026-11-27 17:00`. Null while suspended. */
  readonly dueOn: string | null;
  /** Epoch ms; null while suspended. */
  readonly dueAt: number | null;
  readonly provisional: boolean;
  readonly rung: string | null;
}

/** The workflow type that applies a published change of law; its id is `rollout-` and the draft's. */
export const ROLLOUT = 'rollout';

/** The id of a draft's rollout in Temporal. */
export const rolloutId = (draftId: string): string => `rollout-${draftId}`;

export const rolloutMessages = {
  /** Update: publishes the draft and sets the rollout off, or says why not. */
  begin: 'begin',
  /** Query. */
  progress: 'progress',
  /** Signals. */
  pause: 'pause',
  resume: 'resume',
} as const;

export interface RolloutInput {
  readonly draftId: string;
  /** The administrator who applies it. */
  readonly by: string;
  /** Events after which it continues as new. */
  readonly continueAfter?: number;
  /** Cases a batch. */
  readonly batchSize?: number;
  /** Carried over a continue-as-new. */
  readonly carried?: { readonly begun: BegunRollout; readonly after: string; readonly progress: RolloutProgress };
}

/** What `begin` brings: who asks, with the API's seal over it, since nobody else publishes law (engine.md 15). */
export interface BeginRollout {
  readonly draftId: string;
  readonly by: string;
  readonly seal?: string;
  readonly sealedAt?: number;
}

/** What was published. */
export interface BegunRollout {
  readonly accepted: true;
  /** The new version of the rules or of the calendar. */
  readonly version: number;
  /** One line for people. */
  readonly zh: string;
}

export type RolloutAnswer = BegunRollout | Refused;

export interface RolloutProgress {
  readonly status: 'publishing' | 'running' | 'done' | 'refused';
  readonly paused: boolean;
  /** Open cases when it began. */
  readonly total: number;
  /** Cases looked at so far. */
  readonly done: number;
  /** Cases in which a deadline moved, became certain, or warns at other instants. */
  readonly moved: number;
  /** Cases that had met the new law by themselves: by a command, or on waking. */
  readonly skipped: number;
  /** Cases whose workflow did not answer: left to the sweeper, which has them meet the law once it does. */
  readonly deferred: number;
}

/** The workflow type that tells whether a worker works; one a task queue. Its id is `zhixing-pulse-` and the queue's name. */
export const PULSE = 'pulse';

export const pulseMessages = {
  /** Update: answers once a worker has asked its database something. */
  beat: 'beat',
} as const;

/** The workflow type that makes facts of the lines of a statement; its id is `statement-` and the statement's. */
export const STATEMENT_IMPORT = 'statementImport';

/** The id of a statement's import in Temporal. */
export const importId = (statementId: string): string => `statement-${statementId}`;

/** What is asked of an import on its way: the same words as of a rollout. */
export const importMessages = { progress: 'progress', pause: 'pause', resume: 'resume' } as const;

export interface ImportInput {
  readonly statementId: string;
  /** Events after which it continues as new. */
  readonly continueAfter?: number;
  /** Lines a batch. */
  readonly batchSize?: number;
  /** Carried over a continue-as-new. */
  readonly carried?: ImportCarried;
}

/** Where an import is: after which row, in which round over what waits, and how far. */
export interface ImportCarried {
  readonly after: number;
  readonly round: number;
  readonly progress: ImportProgress;
}

export interface ImportProgress {
  readonly status: 'running' | 'done';
  readonly paused: boolean;
  /** Lines that waited when it began. */
  readonly total: number;
  /** Of them: facts and records that were made, lines left to people, lines whose case has not answered yet. */
  readonly recorded: number;
  readonly refused: number;
  readonly unanswered: number;
}
