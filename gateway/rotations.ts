import type { Client } from '@temporalio/client';
import {
  ROTATION,
  type RotationInput,
  rotationMessages,
  type RotationProgress,
} from '../workflows/rotation-messages.ts';
import { persist } from './persist.ts';
import { occupantOf } from './place.ts';
import { bodyHash, rotationSeal, sealed } from './seal.ts';
import { troubleOf } from './trouble.ts';

/** Talks to the workflows that hand over what somebody has in hand. Throws Unanswered when Temporal does not answer. */
export interface RotationGateway {
  /** Sets a rotation off, unless it runs. */
  readonly start: (asked: Omit<RotationInput, 'seal' | 'sealedAt'>) => Promise<void>;
  /** How far one has come; undefined where there is none, or none any more. */
  readonly progress: (id: string) => Promise<RotationProgress | undefined>;
}

/** Where rotations run. */
export interface RotationsAt {
  readonly client: Client;
  readonly taskQueue: string;
  readonly sealKey: string;
}

/** The id of what somebody asks for under a key: the same asked again is the same rotation. */
export const rotationId = (by: string, key: string): string => `rotation-${bodyHash({ by, key }).slice(0, 20)}`;

/** The gateway over a Temporal client. */
export const createRotationGateway = ({ client, taskQueue, sealKey }: RotationsAt): RotationGateway => ({
  start: (asked) =>
    persist(async (deadline) => {
      const start = () =>
        client.workflow.start<(input: RotationInput) => Promise<RotationProgress>>(ROTATION, {
          workflowId: asked.id,
          taskQueue,
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: '岗位轮换，逐件移交',
          args: [sealed(sealKey, rotationSeal(asked.id), asked)],
        });
      await client.withDeadline(deadline, start);
    }),
  progress: (id) =>
    persist(async (deadline) => {
      try {
        const found = await occupantOf(client, { workflowId: id, type: ROTATION, taskQueue });
        if (found === undefined || found.isForeign) return undefined;
        const query = () => client.workflow.getHandle(id).query<RotationProgress>(rotationMessages.progress);
        return await client.withDeadline(deadline, query);
      } catch (error) {
        if (troubleOf(error) === 'gone') return undefined;
        throw error;
      }
    }),
});
