import { addDays } from '../../../domain/time/civil-date.ts';
import { deadlineOf, same } from '../guide.ts';
import { filingOf, isNow, sceneOf } from '../scene.ts';
import type { Story } from '../story.ts';
import { account, arrive, freeze, receiveCase, serve, sortOut } from './scenes.ts';

const CLAIM = 2_000_000; // fen

export const deferred: Story = {
  title: ['延期发放，退票，到账三十五日', 'A payout deferred, returned by the bank, 35 days old'],
  about: [
    '案款到账后经批准延期；延期届满付款，被银行退票；到账已过三十日，再付须由院长批准延期在先。',
    'The payout is deferred with approval, then paid and returned by the bank. Thirty days after its arrival only the president may still give it time.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: CLAIM }));
    await receiveCase(scene);
    await serve(scene);
    await scene.pass(1);
    const deposits = [account('a-1', CLAIM)];
    await freeze(scene, deposits);
    await sortOut(scene, deposits);
    await scene.does('asset.deducted', { amountFen: CLAIM }, { subject: 'a-1' });
    await arrive(scene, 'r-1', CLAIM);
    const arrived = await scene.day();
    await scene.pass(5);
    const until = await scene.day(15);
    await scene.does('payout.delay-approved', { ground: 'not-collected', until, reason: '申请执行人经通知未领取', notice: '电话、短信通知各一次' }, { subject: 'r-1' }); // prettier-ignore
    isNow(await scene.shows('payout', 'r-1'), 'suspended');
    await scene.until(until, 9);
    await scene.pass(1);
    isNow(deadlineOf(await scene.read(), 'payout', 'r-1'), 'open');
    const form = 'FK-r-1';
    await scene.does('payee-account.confirmed', {}, { subject: 'account-1' });
    await scene.does('payout.applied', { amountFen: CLAIM, form, payee: '张建国' }, { subject: 'r-1' });
    await scene.does('payout.material-reviewed', {}, { subject: form });
    await scene.does('payout.approved', { amountFen: CLAIM }, { subject: form });
    const reference = `ZF-${scene.id}`;
    await scene.does('payout.paid', { amountFen: CLAIM, payee: '张建国', reference }, { subject: form });
    isNow(deadlineOf(await scene.read(), 'payout', 'r-1'), 'done');
    await scene.pass(2);
    await scene.does('payout.returned', { amountFen: CLAIM, reference: `${reference}-退`, reason: '户名不符' }, { subject: form }); // prettier-ignore
    const payouts = (await scene.read()).deadlines.filter(({ rule }) => rule === 'payout');
    same(payouts.map(({ status }) => status).toSorted(), ['done', 'open'], 'what came back is to be paid anew'); // prettier-ignore
    const [old, due] = [addDays(arrived, 35), payouts.find(({ status }) => status === 'open')?.targetDue ?? ''];
    const passed = addDays(due, 2); // a due that a holiday moves is waited for
    await scene.until(passed < old ? old : passed);
    const late = await scene.shows('payout-late-approval', 'r-1');
    same(late.overdue, true, 'what came back was not paid in ten days either');
    await scene.does('payout.delay-approved', { until: await scene.day(5), reason: '更正收款户名' }, { subject: 'r-1', by: 'president' }); // prettier-ignore
    isNow(deadlineOf(await scene.read(), 'payout-late-approval', 'r-1'), 'done-late');
    await scene.does('deferral.ended', { on: await scene.day(), why: '户名已更正' }, { subject: 'r-1' });
    const again = 'FK-r-1-2';
    await scene.does('payout.applied', { amountFen: CLAIM, form: again, payee: '张建国' }, { subject: 'r-1' });
    await scene.does('payout.material-reviewed', {}, { subject: again });
    await scene.does('payout.approved', { amountFen: CLAIM }, { subject: again, by: 'president' });
    await scene.does('payout.paid', { amountFen: CLAIM, payee: '张建国', reference: `${reference}-2` }, { subject: again }); // prettier-ignore
    same((await scene.read()).receipts.map(({ restFen }) => restFen), [0], 'nothing is left of it'); // prettier-ignore
  },
};
