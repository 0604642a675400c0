import Type, { type Static } from 'typebox';
import type { AccountShown } from '../../domain/plan/money/account-shown.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { personal } from '../../domain/nodes/field-classes.ts';
import { InstantShown, orNull } from '../http/common.ts';

const Text = (description: string, more: object = {}) => Type.String({ description, ...more });
const Said = (zh: string) =>
  orNull(Type.Object({ by: Text('人员编号'), at: InstantShown('时刻') }, { description: zh }));

/** The account of a form, for whoever approves or pays it: first payment or not, what changed, when, by whom. */
export const PayeeAccountShown = Type.Object(
  {
    id: orNull(Text('收款账户的编号；审批表上直接写的账号为 null')),
    holder: orNull(Text('户名', personal('name'))),
    number: Text('账号', personal('digits')),
    bank: orNull(Text('开户银行')),
    confirmed: Said('确认；经变更而来的为 null'),
    isFirstPayment: Type.Boolean({ description: '本案尚未向这一账户付过款' }),
    stopped: Said('停用；没有停用的为 null'),
    change: orNull(
      Type.Object(
        {
          insteadOf: Text('所替代的收款账户'),
          oldHolder: Text('原户名', personal('name')),
          oldNumber: Text('原账号', personal('digits')),
          oldBank: Text('原开户银行'),
          proposed: Type.Object({ by: Text('人员编号'), at: InstantShown('时刻') }, { description: '提出变更' }),
          decided: Said('决定变更；尚未决定的为 null'),
        },
        { description: '由何账户变更而来；没有变更的为 null' },
      ),
    ),
  },
  { description: '收款账户' },
);

const saidView = (said: AccountShown['stopped']) => said && { by: said.by, at: formatInstant(said.at) };

/** The same as it is sent. */
export const payeeAccountView = (account: AccountShown): Static<typeof PayeeAccountShown> => ({
  ...account,
  confirmed: saidView(account.confirmed),
  stopped: saidView(account.stopped),
  change: account.change && {
    ...account.change,
    proposed: { by: account.change.proposed.by, at: formatInstant(account.change.proposed.at) },
    decided: saidView(account.change.decided),
  },
});
