import { AUDIT_SETTINGS, type AuditConfig, auditConfig } from './audit-settings.ts';
import { CHANNEL_SETTINGS, type ChannelConfig, channelConfig } from './channel-settings.ts';
import Type from 'typebox';
import { count, type ReadSection } from './read-settings.ts';

/** How many cases' workflows a worker keeps in memory unless it is told otherwise (docs/decisions/182). */
export const CACHED_CASES = 500;

const OWN = Type.Object({ CACHED_CASES: count(CACHED_CASES, 100_000) });

/** What only a worker is told. */
export interface WorkersOwn {
  /** How many cases' workflows it keeps in memory, awake or asleep. */
  readonly cachedCases: number;
  readonly audit: AuditConfig;
  readonly channels: ChannelConfig;
}

/** Reads it; what is wrong is added to `problems`. */
export const workersOwn = (read: ReadSection, problems: string[]): WorkersOwn => ({
  cachedCases: read(OWN).CACHED_CASES,
  audit: auditConfig(read(AUDIT_SETTINGS), problems),
  channels: channelConfig(read(CHANNEL_SETTINGS), problems),
});
