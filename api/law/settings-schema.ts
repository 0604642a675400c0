import Type from 'typebox';
import type { CourtSettings } from '../../domain/plan/court-settings.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

const contents =
  'lead 各岗位的责任人，leaderOf 各角色的负责人，lateEntry 补录的日数，publicAccounts 执行费、国库的收款账户，triageOrder 分流顺序，confirmed 已核对确认的期限规则，rates 此后公布的市场报价利率，feeRank 执行费先扣还是后扣，payeeAccounts 收款账户变更后的冷静期和职务分离的日数，bounceWait 退票后几个工作日内不归档';

/** One version of the court's settings. */
export const SettingsVersion = namedSchema(
  'SettingsVersion',
  Type.Object(
    {
      version: Type.Integer({ description: '版本' }),
      settings: Type.Unsafe<CourtSettings>(Type.Object({}, { additionalProperties: true, description: contents })),
      basis: orNull(Type.String({ description: '本院据以设定的文件；第1版为系统的默认设置，为 null' })),
      publishedAt: InstantShown('公布的时刻'),
      publishedBy: Type.String({ description: '公布人' }),
    },
    { description: '本院设置的一版' },
  ),
);
