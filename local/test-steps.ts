// What `npm test` runs, in order.
import { readFileSync } from 'node:fs';

/** One step: a command of node_modules, and how many passed and failed in it. */
export interface TestStep {
  readonly name: string;
  /** A script below node_modules, and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Counts by its report; a step without one counts as one. */
  readonly count?: (reportFile: string, ok: boolean) => Count;
}

/** How many passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** The steps, those in one list at the same time: each of the first three keeps one core busy. `reportFile` is where vitest is to put its numbers, `more` are further arguments for it. */
export const steps = (reportFile: string, more: readonly string[]): readonly (readonly TestStep[])[] => [
  [
    { name: 'types', command: ['typescript/bin/tsc'] },
    { name: 'lint', command: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
    { name: 'format', command: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  ],
  [
    {
      name: 'tests',
      command: [
        'vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
        ...more,
      ],
      count: countTests,
    },
  ],
];

function countTests(reportFile: string, ok: boolean): Count {
  try {
    const report: unknown = JSON.parse(readFileSync(reportFile, 'utf8'));
    const { numPassedTests, numFailedTests } = report as { numPassedTests: number; numFailedTests: number }; // vitest's own form
    // a file that could not even be loaded has no failed tests in it
    return { passed: numPassedTests, failed: ok ? numFailedTests : Math.max(1, numFailedTests) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
