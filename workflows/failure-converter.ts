import { DefaultFailureConverter } from '@temporalio/common';

/** What a failure says, and where in the code it was, may hold what a case holds: the codec encrypts both, too. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
