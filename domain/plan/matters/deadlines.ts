import { law, plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { any, anySince, discharged, on, opening, when } from '../opens.ts';
import { entrusted, filedOrAnswered, ordered, reportedOn } from './readings.ts';

/** Registered matters: plan.md §10, 法〔2021〕227号. */
export const matterDeadlines = {
  'petition-register': deadline({
    zh: '登记信访并确定经办人',
    basis: law('法〔2021〕227号 4'),
    in: 'petition',
    legal: { basis: law('法〔2021〕227号 4'), within: () => '5wd' },
    opens: on('petition.received'),
    within: '5wd',
    done: any('petition.registered'),
    owner: 'review',
    neverLapses: true,
  }),
  petition: deadline({
    zh: '办结信访并告知信访人',
    basis: law('法〔2021〕227号 5'),
    in: 'petition',
    legal: { basis: law('法〔2021〕227号 5'), within: () => '30d' },
    opens: when('收到信访', ['petition.received'], (c) =>
      c.all('petition.received').map((f) => ({
        ...opening(f),
        ...(c.first('petition.registered') && { owner: 'handler' as const }), // before, the internal group answers for it
      })),
    ),
    within: '30d',
    done: any('petition.concluded'),
    owner: 'review',
    neverLapses: true,
  }),
  'entrusted-matter': deadline({
    zh: '办理并回复受托事项',
    basis: plan('三·一(二)8'),
    in: 'entrustment',
    opens: when('收到事项委托（来函写明期限的，以来函为准）', ['entrustment.received', 'entrustment.handled'], (c) =>
      entrusted(c, 'matter').map((f) => ({
        ...opening(f),
        ...(c.first('entrustment.handled') && { owner: 'review' as const }), // the answer is the internal group's
        ...(f.payload.due !== undefined && { due: f.payload.due, dueZh: '来函写明' }),
      })),
    ),
    within: '10d',
    courtsOwn: true,
    done: any('entrustment.answered'),
    towards: ['entrustment.handled'],
    owner: 'property-control',
  }),
  'entrusted-filing': deadline({
    zh: '受托立案',
    basis: law('委托执行规定7'),
    in: 'entrustment',
    legal: { basis: law('委托执行规定7'), within: () => '7d' },
    opens: when('收到委托执行', ['entrustment.received'], (c) => entrusted(c, 'case').map(opening)),
    within: '7d',
    done: discharged('受托立案，或者不予立案而回复', ['entrustment.handled', 'entrustment.answered'], filedOrAnswered),
    owner: 'filing',
  }),
  'order-report': deadline({
    zh: '向上级法院书面报告',
    basis: plan('三·一(五)2'),
    in: 'order',
    opens: when('收到上级督办函（来函写明期限的，以来函为准）', ['order.received'], (c) =>
      ordered(c, 'superior').map((f) => ({
        ...opening(f),
        ...(f.payload.due !== undefined && { due: f.payload.due, dueZh: '来函写明' }),
      })),
    ),
    within: '10d',
    courtsOwn: true,
    done: any('order.reported'),
    owner: 'handler',
    neverLapses: true,
  }),
  'prosecutor-reply': deadline({
    zh: '书面回复检察建议',
    basis: law('法发〔2016〕30号11'),
    known: 'W',
    in: 'order',
    legal: { basis: law('法发〔2016〕30号11'), within: () => '3m' },
    opens: when('收到检察建议', ['order.received'], (c) => ordered(c, 'prosecutor').map(opening)),
    within: '3m',
    done: any('order.reported'),
    owner: 'handler',
  }),
  assist: deadline({
    zh: '到场协助并办结',
    basis: plan('三·五'),
    in: 'assist',
    opens: when('请求协助、值班报警（紧急的即时）', ['assist.requested'], (c) =>
      c
        .all('assist.requested')
        .map((f) => ({ ...opening(f), ...(f.payload.urgent === true && { within: '0h', dueZh: '情况紧急的' }) })),
    ),
    within: '24h',
    courtsOwn: true,
    done: any('assist.done'),
    owner: 'bailiff',
  }),
  'agency-yearly': deadline({
    zh: '年度审查辅拍机构',
    basis: plan('三·一(四)3'),
    in: 'agency',
    about: 'agency',
    opens: when('辅拍机构入库，每次审查之后', ['agency.enlisted', 'agency.reviewed'], (c) =>
      [...c.all('agency.enlisted'), ...c.all('agency.reviewed')].map((f) => ({ ...opening(f), subject: 'agency' })),
    ),
    within: '1y',
    courtsOwn: true,
    done: anySince('agency.reviewed'),
    owner: 'disposal',
  }),
  'usage-report': deadline({
    zh: '通报上月系统使用情况',
    basis: plan('三·一(六)2'),
    in: 'report',
    opens: when('每月终了，自月末起', ['period.opened'], (c) => reportedOn(c, 'usage')),
    within: '5wd',
    courtsOwn: true,
    done: any('report.submitted'),
    owner: 'command',
  }),
  'analysis-report': deadline({
    zh: '提交上月质效分析',
    basis: plan('三·一(五)3'),
    in: 'report',
    opens: when('每月终了，自月末起', ['period.opened'], (c) => reportedOn(c, 'analysis')),
    within: '10wd',
    courtsOwn: true,
    done: any('report.submitted'),
    owner: 'analysis',
  }),
  'dual-check': deadline({
    zh: '查明并提出责任追究意见',
    basis: plan('四·三'),
    in: 'dual-check',
    opens: on('dual-check.opened'),
    within: '30d',
    courtsOwn: true,
    done: any('dual-check.concluded'),
    owner: 'handler',
    neverLapses: true,
  }),
  'disposal-right': deadline({
    zh: '答复移送处置权的商请',
    basis: law('法释〔2016〕6号1'),
    known: 'W',
    in: 'entrustment',
    legal: { basis: law('法释〔2016〕6号1'), within: () => '15d' },
    opens: when('收到移送处置权的商请', ['entrustment.received'], (c) =>
      entrusted(c, 'disposal-right').map((f) => ({
        ...opening(f),
        ...(f.payload.handler !== undefined && { owner: 'handler' as const }),
      })),
    ),
    within: '15d',
    done: any('entrustment.answered'),
    towards: ['entrustment.handled'],
    owner: 'property-control',
  }),
};
