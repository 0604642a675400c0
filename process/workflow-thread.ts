// Preloaded into the worker and its threads (`node --import`), before Temporal's SDK is.
import { promiseHooks } from 'node:v8';

/**
 * For every promise of a workflow the SDK notes where it was made: it compiles two functions and formats a stack each
 * time, all for the query of a stack trace. A case waits in one place, for its next wake, and its details say for what
 * (docs/decisions/123). Where Node has no such hooks the SDK does without, and so it does here.
 */
promiseHooks.createHook = () => {
  throw new Error('stack traces of workflows are not collected');
};
