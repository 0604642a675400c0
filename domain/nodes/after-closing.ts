import Type from 'typebox';
import { bringsAssets, DescribedAsset } from './assets.ts';
import { law } from './basis.ts';
import { bounds } from './bounds.ts';
import { DateField, Flag, List, onRequest, record, Text } from './fields.ts';
import { node } from './node.ts';
import { orHigher } from './roles.ts';
import { system } from './systems.ts';

/** After 终本: the property is looked for twice a year, and enforcement is taken up again (法〔2016〕373号 9). */
export const afterClosingNodes = {
  'periodic-query.done': node({
    zh: '终本后定期查询',
    basis: law('法〔2016〕373号9'),
    by: ['property-control', system('network-control')],
    subject: 'round',
    introduces: true,
    numbered: () => '',
    payload: record({
      found: Flag('是否发现可供执行的财产'),
      assets: List(DescribedAsset, '发现的财产；没有的为空', bounds.returned),
      toldOn: DateField('将结果告知申请执行人之日'),
    }),
    brings: bringsAssets,
    example: { found: false, assets: [], toldOn: '2026-11-20' },
    afterClosing: 'no-property',
    disclose: 'applicant',
  }),
  'restoration.decided': node({
    zh: '恢复执行决定',
    basis: law('民诉解释517'),
    by: orHigher('director'),
    payload: record({
      granted: Flag('是否恢复执行'),
      newCaseNo: Type.Optional(Text('恢复执行案件的案号（执恢）', { maxLength: 64 })),
      reason: Text('理由'),
      ...onRequest,
    }),
    example: { granted: true, newCaseNo: '（2026）豫0823执恢12号', reason: '定期查询发现被执行人名下新登记车辆' },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
};
