import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

/**
 * The law is decided beside the workflow task: 9 history events a completion instead of 14. Refusals are answers, and so
 * is what can never go through; a failure may pass. One more try comes at once, all others after a sleep outside the
 * workflow task (conductor.ts): whoever waits here holds one of the worker's slots.
 */
export const local = proxyLocalActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200ms', maximumAttempts: 2 },
});

/** Sending waits for outside systems: it has events of its own and is tried again for as long as it takes. */
export const remote = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/** A batch of cases: it tells how far it is, so that a worker that died is noticed. */
export const batch = proxyActivities<Activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** A question to which an answer later on is none. */
export const tryOnce = proxyLocalActivities<Activities>({
  startToCloseTimeout: '3 seconds',
  retry: { maximumAttempts: 1 },
});

/** A few records that are told something each: whoever does not answer in time is asked again by the workflow. */
export const telling = proxyLocalActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumAttempts: 2 },
});
