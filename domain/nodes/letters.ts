import Type from 'typebox';
import { plan } from './basis.ts';
import { CaseNamed, DateField, oneOf, PersonId, record, Text } from './fields.ts';
import { node } from './node.ts';

/** What other courts entrust to this one, or ask of it. */
const entrusted = { case: '委托执行', matter: '事项委托', 'disposal-right': '商请移送处置权' } as const;

/** Who sends a letter, its number, and the case of this court that it is about. */
const letter = {
  from: Text('来函机关', { maxLength: 200 }),
  about: Type.Optional(CaseNamed('所涉的本院案件')),
};
const number = (zh: string) => Text(zh, { maxLength: 100 });
const answer = (zh: string) => record({ text: Text(zh), on: DateField('发出之日') });

/** What comes by letter from other courts and from above, each a record of its own: 武法〔2022〕11号 三·一(二)8, (五)2. */
export const letterNodes = {
  'entrustment.received': node({
    zh: '收到委托、商请',
    basis: plan('三·一(二)8'),
    in: 'entrustment',
    by: ['review', 'property-control'],
    payload: record({
      from: letter.from,
      letterNo: number('委托函、商请函的文号'),
      what: oneOf(entrusted, '委托、商请的事项'),
      handler: Type.Optional(PersonId('经办人')),
      due: Type.Optional(DateField('来函要求的办结日期（事项委托）')),
      case: letter.about,
    }),
    example: { from: '焦作市中级人民法院', letterNo: '（2026）豫08执委12号', what: 'matter', due: '2026-02-06' },
    names: ({ handler }) => (handler === undefined ? [] : [{ person: handler, from: 'court' }]),
    once: true,
    disclose: 'nobody',
  }),
  'entrustment.handled': node({
    zh: '办理委托',
    basis: plan('三·一(二)8'),
    in: 'entrustment',
    by: ['property-control', 'filing', 'handler'],
    payload: record({
      result: Text('办理结果'),
      filedAs: Type.Optional(Text('受托立案的案号（委托执行）', { maxLength: 64 })),
    }),
    example: { result: '已冻结被执行人在本地农商行的存款，回执附后' },
    disclose: 'nobody',
  }),
  'order.received': node({
    zh: '收到督办函、检察建议',
    basis: plan('三·一(五)2'),
    in: 'order',
    by: ['review'],
    payload: record({
      from: letter.from,
      no: number('督办函、检察建议的文号'),
      kind: oneOf({ superior: '上级督办函', prosecutor: '检察建议' }, '来函的种类'),
      about: Text('督办、建议的事项'),
      due: Type.Optional(DateField('来函要求的报告日期（上级督办函）')),
      handler: PersonId('经办人'),
      case: letter.about,
    }),
    example: {
      from: '焦作市中级人民法院',
      no: '（2026）豫08督3号',
      kind: 'superior',
      about: '案款长期未发放',
      handler: 'p-officer-1',
    },
    names: ({ handler }) => [{ person: handler, from: 'court' }],
    once: true,
    disclose: 'nobody',
  }),
  'order.reported': node({
    zh: '书面报告、回复',
    basis: plan('三·一(五)2'),
    in: 'order',
    by: ['handler'],
    payload: answer('报告、回复的内容'),
    example: { text: '案款已于二月二日发放完毕', on: '2026-02-03' },
    once: true,
    disclose: 'nobody',
  }),
  'entrustment.answered': node({
    zh: '回复委托',
    basis: plan('三·一(五)2'),
    in: 'entrustment',
    by: ['review'],
    payload: answer('回复的内容'),
    example: { text: '委托事项已办结，材料随函退回', on: '2026-02-05' },
    once: true,
    disclose: 'nobody',
  }),
};
