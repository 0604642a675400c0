import { defineConfig } from 'vitest/config';

// `node_modules/.bin/vitest` outside an npm script would take the machine's own Node
if (Number(process.versions.node.split('.')[0]) < 24)
  throw new Error(
    `Run the tests with \`npm test\` or \`npm run vitest\`: this is Node ${process.version}, they need 24.`,
  );

// rooms whose tests need servers; all others are pure and must not wait for them: `npm run vitest -- --project pure`
const ENGINE = ['test/{db,api,gateway,process,workflows,activities,local,console}/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } }, // what is to happen on the real engine takes more than a second where the machine is busy
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: [...ENGINE, 'test/cluster/**'],
          // pure code leaves nothing behind: one process for many files
          isolate: false,
          maxWorkers: 2, // of itself vitest leaves one of two cores idle
          // Node reads our files as they are; through vitest's own imports each call into another file costs more
          experimental: { viteModuleRunner: false, nodeLoader: false },
          setupFiles: ['test/support/fast-check.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ENGINE,
          globalSetup: ['test/support/global-setup.ts'],
          // the servers share two cores with the tests; more at once only makes them late
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['{domain,workflows,activities,gateway,process,api,db,local}/**/*.ts'],
      reporter: ['text'],
    },
  },
});
