export { enforcementCase } from './enforcement-case.ts';
export { rollout } from './rollout.ts';
export { deskRotation } from './rotation.ts';
export { pulse } from './pulse.ts';
export { statementImport } from './statement-import.ts';
export { noWorkflow as default } from './no-workflow.ts';

// A worker without the preload of process/workflow-thread.ts takes a stack for each promise of a workflow, and keeps it: more
// work than the workflow's own. One frame still says where an error was thrown.
Error.stackTraceLimit = 1;
