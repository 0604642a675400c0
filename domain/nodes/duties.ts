import Type from 'typebox';
import { plan } from './basis.ts';
import { open, secret, names } from './field-classes.ts';
import { CaseNamed, DateField, Flag, InstantText, record, Text } from './fields.ts';
import { node } from './node.ts';

/** What stands ready beside the cases: 武法〔2022〕11号 三·五, 三·一(四)3. */
export const dutyNodes = {
  'assist.requested': node({
    zh: '请求协助、值班报警',
    basis: plan('三·五'),
    in: 'assist',
    by: ['officer', 'team-leader', 'command', 'bailiff'],
    payload: record({
      from: Text('何人、何单位请求', { maxLength: 200, ...names }),
      what: Text('请求协助的事项', secret),
      when: InstantText('需要协助的时刻，带时区'),
      place: Text('地点', { maxLength: 200, ...secret }),
      urgent: Type.Optional(Flag('是否紧急')),
      case: Type.Optional(CaseNamed('所涉的案件')),
    }),
    example: {
      from: '普执第一团队',
      what: '协助集中拘传两名被执行人',
      when: '2026-01-21T06:00:00+08:00',
      place: '武陟县木城街道',
    },
    once: true,
    disclose: 'nobody',
  }),
  'agency.enlisted': node({
    zh: '辅拍机构入库',
    basis: plan('三·一(四)3'),
    in: 'agency',
    by: ['disposal'],
    payload: record({
      name: Text('机构名称', { maxLength: 200, ...open }),
      licence: Text('营业执照、许可证的编号', { maxLength: 100, ...open }),
      until: DateField('资质的有效期至'),
    }),
    example: { name: '焦作辅拍服务有限公司', licence: '91410823MA0000000X', until: '2028-12-31' },
    brings: () => [{ of: 'agency', id: 'agency' }],
    once: true,
    disclose: 'nobody',
  }),
  'agency.reviewed': node({
    zh: '审查辅拍机构',
    basis: plan('三·一(四)3'),
    in: ['case', 'agency'],
    by: ['disposal'],
    subject: 'asset',
    orSubjects: ['agency'],
    payload: record({
      agency: Text('辅拍机构的名称', { maxLength: 200, ...names }),
      findings: Text('审查的情况'),
      passed: Flag('是否合格'),
    }),
    example: { agency: '焦作辅拍服务有限公司', findings: '看样、推介均按期完成', passed: true },
    disclose: 'nobody',
  }),
  'assist.done': node({
    zh: '协助完成',
    basis: plan('三·五'),
    in: 'assist',
    by: ['bailiff'],
    payload: record({ result: Text('办理结果') }),
    example: { result: '两人均已拘传到院' },
    once: true,
    disclose: 'nobody',
  }),
};
