import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { liveHolder } from './claim.ts';
import { places } from './data-dir.ts';
import { readIfThere, writeFileAtomic } from './files.ts';

/** Where a running instance is to be found; kept in `DATA_DIR/run/instance.json` while it runs. */
export interface InstanceInfo {
  readonly dataDir: string;
  /** Undefined where no API was asked for. */
  readonly api?: string;
  readonly docs?: string;
  /** Where the measures of API and worker are read. */
  readonly metrics?: { readonly api?: string; readonly worker?: string };
  readonly temporal: string;
  readonly namespace: string;
  readonly temporalUi: string;
  readonly databaseUrl: string;
  readonly jwksFile: string;
  readonly trialKeyFile: string;
  /** Keys for what travels through Temporal, as `PAYLOAD_KEYS` has them. */
  readonly payloadKeys: string;
  readonly pids: Readonly<Record<string, number>>;
}

const fileOf = (dataDir: string) => join(places(dataDir).runDir, 'instance.json');

/** The instance that serves a data folder now; undefined when none does. */
export function readInstance(dataDir: string): InstanceInfo | undefined {
  if (liveHolder(places(dataDir).runDir) === undefined) return undefined;
  const text = readIfThere(fileOf(dataDir));
  return text === undefined ? undefined : (JSON.parse(text) as InstanceInfo); // written below, whole or not at all
}

/** Tells other commands where this instance is. It names the database's password: for the owner's eyes. */
export const writeInstance = (info: InstanceInfo): void =>
  writeFileAtomic(fileOf(info.dataDir), `${JSON.stringify(info, null, 2)}\n`, 0o600);

/** Tells them that it is no more. */
export const removeInstance = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });
