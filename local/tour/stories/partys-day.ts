import type { Static } from 'typebox';
import { setTimeout as delay } from 'node:timers/promises';
import type { PartyCase, PartySubmission, PartyToldItem } from '../../../api/party/party-schema.ts';
import { type TourPerson, TourError } from '../court.ts';
import { holds, same } from '../guide.ts';
import { dueLine, inYuan, moment } from '../print.ts';
import { filingOf, type Scene, sceneOf } from '../scene.ts';
import type { Story } from '../story.ts';
import { account, arrive, freeze, payOut, receiveCase, serve, sortOut } from './scenes.ts';

const CLAIM = 2_000_000; // fen
type Seen = Static<typeof PartyCase>;
interface Listed<T> {
  readonly items: readonly T[];
}

/** What both sides see of one case from their own accounts, and when; nothing is told by this story that they did not ask for. */
export const partysDay: Story = {
  title: ['当事人的一天', 'A party’s day'],
  about: [
    '双方各以自己的账号查阅：申请执行人看到进程、期限、案款，提交申请并得到回执；被执行人在控制生效以前看不到案件。',
    'Both sides look with accounts of their own: the applicant sees steps, deadlines and money and hands something in; for the respondent there is no case before a control has effect.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: CLAIM }));
    const [applicant, respondent] = [court.known('p-applicant-1'), court.known('p-respondent-1')];
    await isNothingTo(scene, applicant);
    const evidence = '居民身份证原件';
    await scene.does('party.identified', { person: applicant.id, evidence }, { subject: 'applicant-1' });
    await scene.does('party.identified', { person: respondent.id, evidence }, { subject: 'respondent-1' });
    await receiveCase(scene);
    await showsCase(scene, applicant);
    await isNothingTo(scene, respondent);
    await handsIn(scene, applicant);

    const deposits = [account('a-1', CLAIM)];
    await freeze(scene, deposits);
    const theirs = await told(scene, respondent);
    holds(theirs.some(({ zh }) => zh.includes('冻结')), 'the respondent hears of what was frozen', theirs); // prettier-ignore
    holds(!theirs.some(({ zh }) => zh.includes('查询')), 'and not of the searches', theirs);
    await serve(scene);
    await scene.pass(1);
    await sortOut(scene, deposits);
    await scene.does('asset.deducted', { amountFen: CLAIM }, { subject: 'a-1' });
    await arrive(scene, 'r-1', CLAIM);
    await showsCase(scene, applicant);
    await payOut(scene, 'r-1', CLAIM);
    const { money } = await showsCase(scene, applicant);
    same(money.paidToYouFen, CLAIM, 'all of it is paid to the applicant');
    same((await look(scene, respondent)).money.paidToYouFen, 0, 'and nothing to the respondent');
    await scene.pass(2);
    await wereTold(scene, applicant);
  },
};

async function asked<T>({ court, id }: Scene, who: TourPerson, path = ''): Promise<T> {
  const { status, body } = await court.ask<T>(who, 'GET', `/api/party/cases/${id}${path}`);
  same(status, 200, `${who.name} sees the case`);
  return body;
}
const look = (scene: Scene, who: TourPerson): Promise<Seen> => asked(scene, who);
const told = async (scene: Scene, who: TourPerson) =>
  (await asked<Listed<Static<typeof PartyToldItem>>>(scene, who, '/told?limit=200')).items;

/** For somebody there is no such case: not to look at, and not to write to. */
async function isNothingTo({ court, id, print }: Scene, who: TourPerson): Promise<void> {
  for (const path of ['', '/told', '/submissions']) {
    const { status, body } = await court.ask(who, 'GET', `/api/party/cases/${id}${path}`);
    same([status, body.code], [404, 'unknown-case'], `there is no case for ${who.name}`);
  }
  print.refused(print.say(`${who.name} 查阅本案  → 没有此案`, `${who.name} looks for the case  → there is none`));
}

/** Steps, what is to be done by whom until when and why, and where the money is. */
async function showsCase(scene: Scene, who: TourPerson): Promise<Seen> {
  const seen = await look(scene, who);
  const { print } = scene;
  const steps = seen.steps
    .map(({ zh, state }) => `${zh}${{ done: '✓', now: '…', ahead: '', skipped: '×' }[state]}`)
    .join(' → ');
  print.did(`${who.name} ${print.say('查阅', 'looks')}  ${steps}`);
  const { receipts, paidToYouFen } = seen.money;
  if (receipts.length > 0) print.lines(print.say(`到账 ${receipts.length} 笔，已发放给本人 ${inYuan(paidToYouFen)}`, `${receipts.length} receipts, ${inYuan(paidToYouFen)} paid out to them`)); // prettier-ignore
  const next = seen.duties.filter(({ who: whose }) => whose === 'court').slice(0, 3);
  for (const { zh, due, basis, because } of next) {
    print.lines(`${zh}  ${dueLine(due)}`);
    print.because([basis, ...(because === null ? [] : [because])]);
  }
  return seen;
}

/** An application, its receipt, and a deadline by which it is answered. */
async function handsIn(scene: Scene, who: TourPerson): Promise<void> {
  const { court, print } = scene;
  const { handIn } = await look(scene, who);
  const way = handIn.find(({ node }) => node === 'application.received');
  holds(way !== undefined, 'an application may be handed in', handIn);
  const payload = { kind: 'audit', by: 'applicant-1', on: await scene.day(), text: '请求对被执行人进行审计' };
  const { status, body } = await court.ask<object>(who, 'POST', way.path, { payload });
  same(status, 200, 'it is taken'); // prettier-ignore
  const { items } = await asked<Listed<Static<typeof PartySubmission>>>(scene, who, '/submissions');
  const mine = items.at(-1);
  holds(mine?.receipt.startsWith('HZ-') === true, 'there is a receipt of it', body);
  print.did(`${who.name} ${way.zh}  ${print.say('回执', 'receipt')} ${mine.receipt}`);
  const { duties } = await look(scene, who);
  const answer = duties.find(({ zh, who: whose }) => whose === 'court' && zh.includes(mine.subject ?? '?'));
  holds(answer !== undefined, 'the court answers it in time', duties);
  print.lines(`${answer.zh}  ${dueLine(answer.due)}`);
}

/** Everything that was done comes to them within a working day or two; the worker sends it beside its other work. */
async function wereTold(scene: Scene, who: TourPerson): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    const items = await told(scene, who);
    const last = items.findLast(({ toldAt }) => toldAt !== null);
    if (last !== undefined && items.every(({ toldAt }) => toldAt !== null)) {
      scene.print.did(`${who.name} ${scene.print.say(`已告知 ${items.length} 项，最近`, `was told ${items.length} things, the last`)} ${moment(last.toldAt ?? '')}`); // prettier-ignore
      return;
    }
    await delay(500);
  }
  throw new TourError(`${who.name} was not told what was done`);
}
