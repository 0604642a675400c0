import Type, { type Static } from 'typebox';
import { readSettingsVersions, type SettingsRow } from '../../db/law/settings.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { SettingsVersion } from './settings-schema.ts';

const Overview = Type.Object(
  {
    inForce: ref(SettingsVersion),
    versions: Type.Array(ref(SettingsVersion), { description: '历次公布的，旧的在前' }),
  },
  { description: '本院设置' },
);

/** `GET /api/settings`: what the court has set for itself, now and before. */
export function settingsRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/settings',
    {
      config: { access: 'person' },
      schema: {
        tags: ['规则'],
        summary: '本院设置',
        description: '各岗位的责任人、催办时通知的负责人、补录的日数。变动以 settings 草案公布。',
        response: answers({ [HTTP.ok]: Overview }, []),
      },
    },
    async () => {
      const versions = (await readSettingsVersions(db)).map(versionView);
      const inForce = versions.at(-1);
      if (inForce === undefined) throw new Error('no settings: run npm run migrate');
      return { inForce, versions };
    },
  );
}

/** What a version was published without is as the house has it. */
const versionView = ({
  version,
  body,
  basis,
  publishedAt,
  publishedBy,
}: SettingsRow): Static<typeof SettingsVersion> => ({
  version,
  settings: { ...defaultSettings, ...body },
  basis,
  publishedAt: formatInstant(publishedAt),
  publishedBy,
});
