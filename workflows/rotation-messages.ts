// What crosses the border to rotations, like messages.ts.

/** The workflow type that hands over, record by record, what somebody has in hand in a role; its id is `rotation-` and a hash. */
export const ROTATION = 'deskRotation';

export const rotationMessages = { progress: 'progress' } as const;

/** One record that goes over: what is recorded in it. */
export interface RotationStep {
  readonly record: string;
  /** As people call it. */
  readonly recordNo: string;
  readonly to: string;
  readonly node: 'case.assigned' | 'desk.assigned';
  readonly payload: object;
  /** Why it does not go over, where that shows beforehand. */
  readonly refused?: RotationRefused;
}

/** Why a record keeps whom it has. */
export interface RotationRefused {
  readonly code: string;
  readonly zh: string;
}

/** A rotation as the API vouches for it: nobody else says what whoever commands it wants (engine.md 15). */
export interface RotationInput {
  /** Also the id of its workflow. */
  readonly id: string;
  readonly by: string;
  readonly role: string;
  readonly from: string;
  readonly reason: string;
  /** Tells another request under the same key. */
  readonly hash: string;
  readonly steps: readonly RotationStep[];
  readonly seal?: string;
  readonly sealedAt?: number;
}

/** What became of a step; `unanswered`: its record did not answer, and is asked again. */
export type RotationOutcome =
  { readonly status: 'waiting' | 'recorded' | 'unanswered' } | ({ readonly status: 'refused' } & RotationRefused);

export interface RotationProgress extends Omit<RotationInput, 'steps' | 'seal' | 'sealedAt'> {
  readonly status: 'running' | 'done';
  readonly items: readonly (Pick<RotationStep, 'record' | 'recordNo' | 'to'> & RotationOutcome)[];
}
