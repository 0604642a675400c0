import type { RuleId } from './deadlines.ts';

/** The words of 武法〔2022〕11号 that each rule of the table rests on, as they stand there; `……` where some are left out. */
const planTexts: Partial<Record<RuleId, string>> = {
  'filing-handover': '申请执行人递交执行申请并立案后，相关材料应立即移送执行初次接待窗口',
  reception: '由执行局工作人员立即完成集中核对立案信息和初次接待工作',
  'network-query': '执行案件立案后24小时内，财产查控组应当发起网络执行查询',
  'freeze-online':
    '线上查询被执行人的银行账户、微信支付宝账户、证券、股票、保险等财产信息并进行冻结(查询结果反馈后24小时内)',
  'seal-vehicle': '线上查询车辆并制作查封裁定书等文书并实施查封(查询结果反馈后2日内)',
  'traditional-query': '通过执行网络查控系统未能查控或者未能足额查控到被执行人可供执行财产的，应当当日启动传统查控',
  'seal-real-property':
    '对反馈的被执行人公积金、房产、厂房、土地等不动产财产信息，应当在2日内制作冻结、查封裁定书等文书并采取具体实施措施，同时明确记录查控顺位',
  'related-cases':
    '执行案件立案2日内，通过执行案件流程管理系统的关联案件查询功能，查看全省法院关联案件以及被执行人名下财产查控情况',
  'related-cases-control': '发现财产线索的，应当及时采取控制措施',
  'title-records': '及时对首封动产、不动产的登记证书的查询及档案资料的调取，为拍卖工作做准备',
  'locate-vehicle':
    '对已办理查封手续但未实际扣押的车辆等，应当责令被执行人主动交回或者告知申请执行人积极寻找车辆下落。同时函请公安机关等有关单位配合协作',
  'compel-appearance':
    '对下落不明或者经传唤在指定时间内未到案的被执行人，应当在传唤期限届满之日起15日之内进行拘传，或者提请公安机关协助查找',
  'measure-release': '执行过程中，按照法律规定应当解除财产控制措施的，承办人员应当依法定程序在3日内予以解除',
  'deduct-cash': '对被执行人的银行存款、收入等货币型财产，符合扣划条件的，应当在10日内依法扣划',
  'clue-receive': '申请执行人提供被执行人财产线索的，应当填写《财产线索调查表》',
  'clue-verify': '财产线索明确具体的，承办人应当在5日内调查核实',
  'clue-verify-urgent': '情况紧急的，应当在48小时内调查核实',
  'clue-measure': '财产线索经查属实后，承办人应当立即采取相应的执行措施',
  'new-clue-recheck': '申请执行人提供新的财产线索后，应当在5日内进行全面核查',
  'asset-schedule': '对上述已经查询并控制的财产信息登记汇总……逐案制作明细并附卷，作为繁简分流案件的参考依据',
  'trial-service-record':
    '对案件在审理阶段被执行人是否到庭、公告送达、据以执行的法律文书的送达方式、是否生效进行登记汇总',
  'initial-documents': '执行案件立案后2日内，制作《执行通知书》、《报告财产令》、《传票》等文书，并集中邮寄、送达',
  'restriction-documents': '对于被决定纳失限高的被执行人制作《限制消费令》、《失信决定书》等文书并集中邮寄、送达',
  'other-documents': '邮寄、送达其他相关执行文书',
  'service-by-notice': '对于无法送达的要及时公告同时在流程系统中完成相应节点模块',
  'funds-confirm': '执行案款到帐后，财务人员应当在3日内登录执行案款管理系统，对案件子账户中每笔执行款的收付……进行确认',
  payout: '执行款具备发放条件的，执行人员一般应在10日内发放完毕',
  'payout-review': '负责案款到账审查，发放材料的审查，案款发放',
  'payout-late-approval': '超过10日未发放的，应当报主管领导审批',
  'payout-30-day-approval': '情况特殊不能自案款到账之日起30日内发放的，报院长批准',
  'payout-transfer':
    '财务人员才收到执行款发放审批表后应当进行查验，并按照要求进行审核，3日内完成执行款发放转账支付手续',
  'reward-decide': '申请执行人可以书面申请对被执行人公告悬赏，承办人员应当在收到书面申请之日起于10日内决定是否准许',
  'reward-publish': '决定悬赏的，应当于5日内启动公告悬赏程序',
  'audit-decide': '承办人员应当穷尽调查手段完成财产查控，可以使用传唤、调查、搜查、委托审计、公告悬赏等方式',
  close: '执行案件符合结案条件时，应当在1日内办理结案手续',
  'closing-review': '结案时各节点的审查、结案审查',
  'case-limit-simple': '简易执行案件应当在立案之日起30日之内结案',
  'case-limit-ordinary': '其他普通执行案件应当在3个月内结案',
  'case-limit-statutory': '确有理由不能在6个月内结案的，应当提前1个月报告案件详细情况和不能结案的原因，提请合议庭研究',
  'six-month-report': '确有理由不能在6个月内结案的，应当提前1个月报告案件详细情况和不能结案的原因，提请合议庭研究',
  'panel-study': '确有理由不能在6个月内结案的，应当提前1个月报告案件详细情况和不能结案的原因，提请合议庭研究',
  'stop-review': '因法定事由确需中止、扣除期限的，逐级报分管领导审批',
  archive: '对已结案件进行纸质卷宗的装订以及档案室归档',
  'dossier-handover':
    '执行过程中产生的所有纸质材料，除可通过移动办案系统上传至执行流程系统外，在返回单位后2个工作日内移送“卷宗管理中心”',
  'dossier-scan':
    '“卷宗管理中心”工作人员应在收到材料当日内或至迟第二天进行检查整理、扫描上传和命名编目，形成电子卷宗后导入执行流程系统',
  'contest-answer': '对于督办的事项，各承办人员应当立即办理',
  'supervised-matter': '对于督办的事项，各承办人员应当立即办理',
};

/** What the laws that the table cites say, in short: not their letter. */
const lawTexts: Readonly<Record<string, string>> = {
  财产调查规定2: '申请执行人提供的财产线索明确、具体的，应当在七日内调查核实；情况紧急的，应当在三日内调查核实',
  民诉解释480: '人民法院应当在收到申请执行书或者移交执行书后十日内发出执行通知',
  '法发〔2006〕35号 2': '立案后七日内确定承办人',
  '法发〔2006〕35号 12': '采取措施、制作文书报批的，相关负责人在七日内审批',
  '法发〔2017〕6号 10': '收到执行款到账通知之日起三十日内，完成核算、结算费用、通知领取和发放',
  '法〔2021〕227号 4': '收到信访材料后五个工作日内在系统登记，并确定经办人',
  '法〔2021〕227号 5': '本院案件的信访自收到之日起三十日内办结并告知信访人',
  '财产调查规定 17、21': '人民法院应当自收到悬赏、审计的书面申请之日起十日内决定是否准许',
  执行工作规定63: '一般应当在立案之日起六个月内执行结案，中止执行的期间扣除，需要延长的由院长批准',
};

/** Articles on counting itself, by what they are needed for. */
export const countingArticles = {
  firstDay: { basis: '民事诉讼法第八十五条', zh: '期间开始的时和日，不计算在期间内' },
  lastDay: { basis: '民事诉讼法第八十五条', zh: '期间届满的最后一日是法定休假日的，以其后的第一日为届满的日期' },
  months: { basis: '民法典第二百零二条', zh: '按月计算的，到期月的对应日为最后一日；没有对应日的，月末日为最后一日' },
  exclusion: { basis: '武法〔2022〕11号 三·七13', zh: '因法定事由确需中止、扣除期限的，逐级报分管领导审批' },
} as const;

/** The plan's own words for a rule; null where a law alone is its basis. */
export const planText = (rule: RuleId): string | null => planTexts[rule] ?? null;

/** A law in short, by its citation; null for one that the table does not cite. */
export const lawText = (citation: string): string | null => lawTexts[citation] ?? null;
