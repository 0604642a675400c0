// How settings are read from the environment; which there are says config.ts.
import { readFileSync } from 'node:fs';
import Type, { type Static, type TObject } from 'typebox';
import Value from 'typebox/value';

/** A file that must be there; left out: none. */
export const file = (description: string) => Type.Optional(Type.String({ format: 'path', description }));
/** A whole number from 1 to `most`; left out: `initial`. */
export const count = (initial: number, most: number) =>
  Type.Integer({ default: initial, minimum: 1, maximum: most, description: `a whole number from 1 to ${most}` });
/** A text; left out: `initial`. */
export const text = (initial: string) => Type.String({ default: initial, description: 'a text' });

/** Where a process's measures are read; left out: `initial`. */
export const metricsAddress = (initial: string) =>
  Type.Object({
    METRICS_ADDRESS: Type.String({ default: initial, pattern: '^[^/\\s]+:\\d+$', description: 'host:port' }),
  });

/** An environment, as a process has it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Reads a section of the settings from an environment that is already given. */
export type ReadSection = <T extends TObject>(schema: T) => Static<T>;

/**
 * The settings of one section, each checked against its own rule; what is wrong is added to `problems`, without secrets.
 * An empty setting counts as none: compose files and shells hand those on.
 */
export function readSection<T extends TObject>(schema: T, env: Env, problems: string[]): Static<T> {
  const values: Record<string, unknown> = {};
  const { required = [] } = schema as { readonly required?: readonly string[] }; // typebox leaves it out where nothing is
  for (const [name, rule] of Object.entries(schema.properties)) {
    const { description, default: initial, type, writeOnly, format } = rule as Rule;
    const raw = env[name]?.trim() || undefined;
    const value = raw === undefined ? initial : parse(type, raw);
    if (value === undefined && !required.includes(name)) continue;
    if (value === undefined) problems.push(`  ${name} is missing: it must be ${description}`);
    else if (!Value.Check(rule, value) || (format === 'path' && contentOf(value) === undefined))
      problems.push(`  ${name} must be ${description}${writeOnly ? '' : `, not "${raw}"`}`);
    values[name] = value;
  }
  return values as Static<T>; // each was checked against its own rule; with a problem left, nobody gets to see them
}

interface Rule {
  readonly description: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly writeOnly?: boolean;
  readonly format?: string;
}

function parse(type: string | undefined, raw: string): unknown {
  if (type === 'integer') return /^\d+$/.test(raw) ? Number(raw) : raw;
  if (type === 'boolean' && ['true', 'false'].includes(raw)) return raw === 'true';
  return raw;
}

/** What a file holds; undefined where it cannot be read. */
export function contentOf(path: unknown): Buffer | undefined {
  try {
    return typeof path === 'string' ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}
