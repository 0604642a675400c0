import { plan } from './basis.ts';
import { Affirmed, Flag, InstantText, record, Texts } from './fields.ts';
import { node } from './node.ts';

const basis = plan('三·一(七)2');

/** Material on its way into the e-dossier: 武法〔2022〕11号 三·一(七)2. */
export const dossierNodes = {
  'material.brought-back': node({
    zh: '带回材料',
    basis,
    by: ['officer', 'clerk', 'property-control', 'bailiff'],
    subject: 'batch',
    introduces: true,
    numbered: () => 'batch',
    payload: record({
      items: Texts('材料'),
      paper: Flag('有纸质材料'),
      uploaded: Flag('已经由移动办案系统上传'),
      returnedAt: InstantText('带回法院的时刻'),
    }),
    example: {
      items: ['现场笔录', '送达回证'],
      paper: true,
      uploaded: false,
      returnedAt: '2026-02-03T17:00:00+08:00',
    },
    afterClosing: true,
    disclose: 'nobody',
  }),
  'material.handed-over': node({
    zh: '卷宗管理中心签收材料',
    basis,
    by: ['dossier'],
    subject: 'batch',
    payload: record({ items: Texts('签收的材料') }),
    example: { items: ['现场笔录', '送达回证'] },
    afterClosing: true,
    disclose: 'nobody',
  }),
  'material.catalogued': node({
    zh: '扫描编目导入',
    basis,
    by: ['dossier'],
    subject: 'batch',
    payload: record({
      entries: Texts('目录条目'),
      imported: Affirmed('已核对、扫描、命名、编目并导入'),
    }),
    example: { entries: ['现场笔录 第1至3页', '送达回证 第4页'], imported: true },
    afterClosing: true,
    disclose: 'nobody',
  }),
};
