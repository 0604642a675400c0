// The walls of the house (docs/architecture.md): what each room may reach. One table; test/walls.test.ts feeds it a bad file a wall.
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import type { Rule } from 'eslint';

/** A room: a folder or a file of the repository. Whatever its row does not name it may not reach. */
interface Room {
  /** Rooms whose code it may use. */
  readonly values: readonly string[];
  /** Rooms of which it may name types besides. */
  readonly types?: readonly string[];
  /** Packages, by the beginning of their names. `*`: any. */
  readonly packages: readonly string[];
  /** Globals that do not exist in it. */
  readonly without?: readonly string[];
}

const ambient = ['process', 'fetch', 'setTimeout', 'setInterval', 'console', 'performance', 'Buffer'];

const floors = ['domain/time/', 'domain/gate/', 'domain/money/', 'domain/nodes/', 'domain/record/', 'domain/people/', 'domain/access/', 'domain/plan/', 'domain/words/', 'domain/engine/', 'domain/law/', 'domain/webhooks/']; // prettier-ignore
const floor = (name: string): readonly [string, Room] => [
  name,
  { values: floors.slice(0, floors.indexOf(name) + 1), packages: ['typebox'], without: ambient },
];

/** THE TABLE. The longest name that fits a file is its room. */
const rooms: Readonly<Record<string, Room>> = {
  ...Object.fromEntries(floors.map(floor)),
  // a hash is a pure function; who keeps a key, and which, is settled outside
  'domain/audit/': { values: ['domain/audit/', 'domain/time/', 'domain/record/canonical.ts'], packages: ['node:crypto'], without: ambient }, // prettier-ignore
  'workflows/': {
    // how JSON is read is no law: replay needs it to stay as it is, like Temporal's own converter
    values: ['workflows/', 'domain/gate/json.ts'],
    types: ['domain/', 'activities/'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
    without: ['process', 'fetch'],
  },
  'activities/': {
    values: ['activities/', 'domain/', 'db/', 'gateway/seal.ts', 'process/in-slices.ts'],
    types: ['workflows/', 'gateway/ask-case.ts', 'process/measures.ts', 'process/channel.ts'],
    packages: ['node:', '@temporalio/activity', '@temporalio/common', 'lru-cache'],
    without: ['process'],
  },
  'gateway/': {
    values: ['gateway/', 'domain/', 'db/', 'workflows/messages.ts', 'workflows/rotation-messages.ts', 'process/start-error.ts'], // prettier-ignore
    types: ['process/measures.ts', 'process/channel.ts', 'process/webhook-channel.ts'],
    packages: ['node:', '@temporalio/client', '@temporalio/common', '@temporalio/proto', 'pino', 'long'],
    without: ['process'],
  },
  'db/': { values: ['db/', 'domain/'], packages: ['node:', 'drizzle-orm', 'pg'], without: ['process'] },
  'api/': {
    values: ['api/', 'domain/', 'db/', 'gateway/', 'workflows/messages.ts', 'workflows/rotation-messages.ts', 'process/error-for-log.ts', 'process/in-slices.ts', 'process/sheets.ts'], // prettier-ignore
    types: ['process/'],
    packages: [
      'node:',
      'fastify',
      '@fastify/',
      'typebox',
      'jose',
      'openid-client',
      'prom-client',
      'pino',
      'write-excel-file',
    ],
    without: ['process'],
  },
  'process/': { values: ['process/', 'domain/nodes/', 'domain/audit/', 'db/client.ts'], packages: ['*'] },
  'local/': { values: [''], packages: ['*'] },
  'test/': { values: [''], packages: ['*'] },
};

/** Files that put everything together: nobody imports them. */
const roots = ['worker.ts', 'api/server.ts', 'api/openapi.ts', 'db/migrate.ts', 'local/start.ts'];
const isRoot = (file: string): boolean => roots.includes(file) || !file.includes('/');

/** Beyond a wall only these are let out: the API reads, it writes through the case's workflow. */
const closed: readonly (readonly [from: string, to: string])[] = [
  ['api/', 'db/cases/write.ts'],
  ['api/', 'db/outbox/write.ts'],
  ['gateway/', 'db/cases/write.ts'],
  ['gateway/', 'db/outbox/write.ts'],
];

const root = import.meta.dirname;
const roomOf = (file: string): Room | undefined => {
  const [name] = Object.keys(rooms).filter((room) => file.startsWith(room)).toSorted((a, b) => b.length - a.length); // prettier-ignore
  return name === undefined ? undefined : rooms[name];
};

/** Why a file may not import something; undefined if it may. */
function barred(file: string, source: string, typesOnly: boolean): string | undefined {
  if (!source.startsWith('.')) {
    const packages = roomOf(file)?.packages ?? [];
    return isRoot(file) || packages.some((p) => p === '*' || source === p || source.startsWith(p.endsWith('/') || p.endsWith(':') ? p : `${p}/`)) ? undefined : `the room of ${file} knows no package ${source}`; // prettier-ignore
  }
  const target = join(dirname(file), source);
  if (!typesOnly && roots.includes(target)) return `${target} is a root: nobody imports it`;
  if (isRoot(file)) return undefined;
  if (closed.some(([from, to]) => file.startsWith(from) && target === to)) return `${target} is closed to ${file}`;
  const { values = [], types = [] } = roomOf(file) ?? {};
  const open = typesOnly ? [...values, ...types] : values;
  return open.some((room) => target.startsWith(room)) ? undefined : `the room of ${file} may not reach ${target}`;
}

type Node = Rule.Node & {
  readonly source?: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly { readonly importKind?: string }[];
};

const reach: Rule.RuleModule = {
  create(context) {
    const file = relative(root, context.filename);
    const look = (found: unknown): void => {
      const node = found as Node; // whichever of the four kinds below
      const { source, specifiers = [] } = node;
      if (typeof source?.value !== 'string') return;
      const isType = (kind: string | undefined): boolean => kind === 'type';
      const typesOnly =
        isType(node.importKind) || isType(node.exportKind) || (specifiers.length > 0 && specifiers.every((s) => isType(s.importKind))); // prettier-ignore
      const message = barred(file, source.value, typesOnly);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: look,
      ImportExpression: look,
      ExportNamedDeclaration: look,
      ExportAllDeclaration: look,
    };
  },
};

/** Every room of the table exists: a renamed folder takes its walls along. */
export const lostRooms = (): readonly string[] => Object.keys(rooms).filter((room) => !existsSync(join(root, room)));

const pure: readonly (readonly [selector: string, message: string])[] = [
  ['MemberExpression[object.name="Date"][property.name="now"]', 'domain/ has no clock: take `now` as an argument'],
  ['NewExpression[callee.name="Date"]', 'domain/ has no clock: instants are numbers, dates are text'],
  ['MemberExpression[object.name="Math"][property.name="random"]', 'domain/ is pure'],
];

/** The table as ESLint takes it. */
export const walls = [
  { files: ['**/*.ts'], plugins: { house: { rules: { reach } } }, rules: { 'house/reach': 'error' } },
  ...Object.entries(rooms).flatMap(([room, { without = [] }]) => ({
    files: [`${room}**/*.ts`],
    ignores: [...roots],
    rules: { 'no-restricted-globals': ['error', ...without] },
  })),
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...pure.map(([selector, message]) => ({ selector, message }))],
    },
  },
];
