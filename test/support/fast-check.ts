import fc from 'fast-check';

// a search that fails may go on making its example smaller for many minutes: it ends with the best that it has by then
fc.configureGlobal({ interruptAfterTimeLimit: 50_000 });
