import { AUDIT_SETTINGS, type AuditConfig, auditConfig } from './audit-settings.ts';
import { CHANNEL_SETTINGS, type ChannelConfig, channelConfig } from './channel-settings.ts';
import type { ReadSection } from './read-settings.ts';

/** What only a worker is told. */
export interface WorkersOwn {
  readonly audit: AuditConfig;
  readonly channels: ChannelConfig;
}

/** Reads it; what is wrong is added to `problems`. */
export const workersOwn = (read: ReadSection, problems: string[]): WorkersOwn => ({
  audit: auditConfig(read(AUDIT_SETTINGS), problems),
  channels: channelConfig(read(CHANNEL_SETTINGS), problems),
});
