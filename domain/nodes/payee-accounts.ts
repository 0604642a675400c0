import Type from 'typebox';
import { plan } from './basis.ts';
import { open, personal } from './field-classes.ts';
import { IdOf, Maybe, record, Text } from './fields.ts';
import { node } from './node.ts';

const basis = plan('三·一(五)1');
const subject = 'payee-account';
const inCourt = { basis, subject, afterClosing: true, sealed: true } as const;

/** An account as a bank knows it: what is paid goes there, so nothing of it is ever put right, it is changed. */
const accountFields = {
  holder: Text('户名', { maxLength: 200, ...personal('name') }),
  number: Text('账号', { maxLength: 64, ...personal('digits') }),
  bank: Text('开户银行', { maxLength: 200, ...open }),
  bankCode: Maybe('联行号', open),
};
const keeps = (other: string) => ({
  fields: [other, ...Object.keys(accountFields)],
  zh: '收款账户不能更正：变更的提出变更（payee-account.change-proposed），由执行局长决定；登记错而尚未使用的，撤回后重新登记',
});
const example = {
  holder: '张建国',
  number: '6217000000000000009',
  bank: '中国建设银行武陟支行',
  bankCode: '105501200017',
};

/** Where the money of creditors goes: accounts that are confirmed once and changed by a decision (docs/spec/money.md 4). */
export const payeeAccountNodes = {
  'payee-account.confirmed': node({
    zh: '确认收款账户',
    ...inCourt,
    by: ['reception', 'officer'],
    introduces: true,
    numbered: () => 'account',
    payload: record({
      party: Type.Optional(IdOf('party', '为哪一当事人收款：当事人的编号；案外人的不写')),
      ...accountFields,
      evidence: Text('依据：收款人书面确认的材料'),
    }),
    example: { party: 'applicant-1', ...example, evidence: '申请执行人签名的收款账户确认书' },
    keeps: keeps('party'),
    disclose: 'nobody',
  }),
  'payee-account.change-proposed': node({
    zh: '提出变更收款账户',
    ...inCourt,
    by: ['reception', 'officer'],
    introduces: true,
    numbered: () => 'account',
    hereOnly: true,
    payload: record({
      account: IdOf('payee-account', '所变更的收款账户'),
      ...accountFields,
      evidence: Text('依据：收款人书面提出变更的材料'),
    }),
    example: { account: 'account-1', ...example, number: '6217000000000000017', evidence: '申请执行人签名的变更申请' },
    keeps: keeps('account'),
    disclose: 'own',
  }),
  'payee-account.changed': node({
    zh: '决定变更收款账户',
    ...inCourt,
    by: ['director', 'supervising-leader', 'president'],
    hereOnly: true,
    payload: record({ remarks: Maybe('意见') }),
    example: { remarks: '已按原留存的电话向本人核实' },
    once: true,
    decision: true,
    disclose: 'own',
  }),
  'payee-account.stopped': node({
    zh: '停用收款账户',
    ...inCourt,
    by: ['officer', 'finance', 'director'],
    payload: record({ reason: Text('停用的理由') }),
    example: { reason: '账户持有人称未曾提出变更' },
    once: true,
    disclose: 'own',
  }),
};
