// The walls of the house (docs/architecture.md): which room may import what. One table; test/walls.test.ts feeds it a bad file per wall.
const inside = (...rooms: readonly string[]): string => `^(\\.{1,2}/)+(${rooms.join('|')})(/|\\.|$)`;

interface Room {
  readonly files: string[];
  readonly patterns: readonly { readonly regex: string; readonly message: string; readonly allowTypeImports?: true }[];
  readonly globals: readonly string[];
  readonly syntax: readonly (readonly [selector: string, message: string])[];
}

/** What a room must not import: patterns, whether types may pass, and why. */
const rooms: readonly Room[] = [
  {
    files: ['domain/**/*.ts'],
    patterns: [
      {
        regex: inside('api', 'workflows', 'activities', 'db', 'console', 'local', 'config', 'seal', 'worker', 'test'),
        message: 'domain/ imports domain/ alone',
      },
      {
        regex: '^(?!typebox(/|$))[@a-z]',
        message: 'domain/ knows no package but the schema builder, and no node: module',
      },
    ],
    globals: ['process', 'fetch', 'setTimeout', 'setInterval', 'console', 'performance', 'Buffer'],
    syntax: [
      ['MemberExpression[object.name="Date"][property.name="now"]', 'domain/ has no clock: take `now` as an argument'],
      ['NewExpression[callee.name="Date"]', 'domain/ has no clock: instants are numbers, dates are text'],
      ['MemberExpression[object.name="Math"][property.name="random"]', 'domain/ is pure'],
    ],
  },
  {
    files: ['workflows/**/*.ts'],
    patterns: [
      {
        // how JSON is read is no law: replay needs it to stay as it is, like Temporal's own converter
        regex: `(?!.*/domain/gate/json\\.ts$)${inside('domain', 'activities')}`,
        allowTypeImports: true,
        message: 'workflows/ takes types alone of domain/ and activities/',
      },
      {
        regex: inside('api', 'db', 'console', 'local', 'config', 'seal', 'worker', 'test'),
        message: 'not inside the workflow sandbox',
      },
      {
        regex: '^(?!@temporalio/(workflow|common)$)[@a-z]',
        message: 'workflows/ knows @temporalio/workflow and common alone',
      },
    ],
    globals: ['process', 'fetch'],
    syntax: [],
  },
  {
    files: ['activities/**/*.ts'],
    patterns: [
      {
        regex: inside('api', 'console', 'local', 'worker', 'test', 'config'),
        message: 'activities/ imports domain/ and db/',
      },
      { regex: inside('workflows'), allowTypeImports: true, message: 'activities/ takes types alone of workflows/' },
      { regex: '^(drizzle-orm|pg|fastify)(/|$)|^@fastify/', message: 'SQL lives in db/, HTTP in api/' },
    ],
    globals: ['process'],
    syntax: [['MemberExpression[object.name="process"][property.name="env"]', 'settings come from config.ts']],
  },
  {
    files: ['db/**/*.ts'],
    patterns: [
      {
        regex: inside('api', 'workflows', 'activities', 'console', 'local', 'worker', 'test'),
        message: 'db/ imports domain/',
      },
      { regex: '^(fastify|@fastify/|@temporalio/)', message: 'db/ knows drizzle and pg' },
    ],
    globals: [],
    syntax: [['MemberExpression[object.name="process"][property.name="env"]', 'settings come from config.ts']],
  },
  {
    files: ['api/**/*.ts'],
    patterns: [
      {
        regex: inside('activities', 'console', 'worker', 'test'),
        message: 'api/ imports domain/, db/ (reads) and workflows/messages.ts',
      },
      { regex: '^(\\.{1,2}/)+workflows/(?!messages\\.ts$)', message: 'of workflows/ the API knows messages.ts alone' },
      { regex: '^(\\.{1,2}/)+db/write\\.ts$', message: 'the API reads: it writes through the case’s workflow' },
      { regex: '^(drizzle-orm|pg)(/|$)', message: 'SQL lives in db/' },
      { regex: '^@temporalio/(worker|workflow|activity|testing)', message: 'the API is a client of Temporal' },
    ],
    globals: [],
    syntax: [['MemberExpression[object.name="process"][property.name="env"]', 'settings come from config.ts']],
  },
];

const nobodyImports = {
  regex: '^(\\.{1,2}/)+(worker|api/server|db/migrate|local/start)\\.ts$',
  message: 'a root: nobody imports it',
};

/** What holds everywhere: roots are nobody's to import. */
const everywhere = {
  files: ['**/*.ts'],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [nobodyImports] }] },
};

/** The table as ESLint takes it. */
export const walls = [
  everywhere,
  ...rooms.map(({ files, patterns, globals, syntax }) => ({
    files,
    ignores: ['api/server.ts', 'api/openapi.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...patterns, nobodyImports] }],
      'no-restricted-globals': ['error', ...globals],
      'no-restricted-syntax': ['error', ...syntax.map(([selector, message]) => ({ selector, message }))],
    },
  })),
];
