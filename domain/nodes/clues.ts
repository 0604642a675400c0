import Type from 'typebox';
import { DescribedAsset, bringsAssets } from './assets.ts';
import { plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { secret } from './field-classes.ts';
import { Flag, List, Maybe, record, Text, Texts, IdOf } from './fields.ts';
import { node } from './node.ts';

const subject = 'clue';
const basis = plan('三·七2');
const afterClosing = 'no-property';
const assets = List(DescribedAsset, '查实的财产；没有的为空', bounds.returned);

/** What a party knows of property, and what comes of it: 武法〔2022〕11号 三·七2, 10. */
export const clueNodes = {
  'clue.submitted': node({
    zh: '提交财产线索',
    basis,
    by: ['applicant'],
    subject,
    introduces: true,
    numbered: () => 'clue',
    payload: record({ text: Text('线索内容', secret), files: Type.Optional(Texts('附件')) }),
    example: { text: '被执行人在县城东关另有门面房一间出租' },
    afterClosing,
    disclose: 'applicant',
  }),
  'clue.received': node({
    zh: '收到《财产线索调查表》',
    basis,
    by: ['officer', 'reception', 'property-control'],
    subject,
    introduces: 'if-new',
    payload: record({
      form: Text('调查表编号'),
      party: IdOf('party', '提供线索的当事人'),
      source: Text('线索来源', secret),
      specific: Flag('是否明确具体'),
      urgent: Flag('情况是否紧急'),
      reason: Maybe('不明确具体的理由，已告知提供人；不明确的必填'),
    }),
    example: {
      form: '线索调查表第1号',
      party: 'applicant-1',
      source: '申请执行人提供',
      specific: true,
      urgent: false,
    },
    afterClosing,
    disclose: 'applicant',
  }),
  'clue.verified': node({
    zh: '核查财产线索',
    basis,
    by: ['officer'],
    subject,
    payload: record({ real: Flag('是否属实'), findings: Text('核查情况'), assets }),
    brings: bringsAssets,
    example: { real: false, findings: '门面房已于2024年过户给案外人', assets: [] },
    afterClosing,
    disclose: 'applicant',
  }),
  'clue.fully-verified': node({
    zh: '全面核查财产线索',
    basis: plan('三·七10'),
    by: ['officer'],
    subject,
    payload: record({
      real: Flag('是否属实'),
      network: Text('网络查控的结果'),
      related: Text('全省关联案件查询的结果'),
      onSite: Text('实地核查的结果'),
      assets,
    }),
    brings: bringsAssets,
    example: { real: false, network: '无反馈', related: '无关联案件', onSite: '现场无人使用', assets: [] },
    afterClosing,
    disclose: 'applicant',
  }),
  'measure.taken': node({
    zh: '就线索采取其他措施',
    basis,
    by: ['officer'],
    subject,
    payload: record({ what: Text('采取的措施') }),
    example: { what: '前往现场张贴封条并责令承租人将租金交至本院' },
    afterClosing,
    disclose: 'applicant',
  }),
};
