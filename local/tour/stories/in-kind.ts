import type { Story } from '../story.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import { filingOf, isNow, measure, type Scene, sceneOf } from '../scene.ts';
import { same } from '../guide.ts';
import { close, receiveCase, serve, sortOut } from './scenes.ts';

const PRICE = 40_000_000; // fen: 70 % of it is the first reserve, 80 % of that the second
const FIRST = 28_000_000;
const SECOND = 22_400_000;
const members = ['p-leader-1', 'p-officer-2', 'p-panel-1'];
const house = { id: 'a-1', kind: 'house', holder: '李卫东', description: '木城街道住房', valueFen: PRICE };
const of = { subject: house.id };

/** A round is announced so many days ahead, and nobody bids. */
async function offer({ does, day, until }: Scene, round: 'first' | 'second', reserveFen: number, ahead: number) {
  await does('auction.terms-set', { round, reserveFen, depositFen: reserveFen / 10, members }, of);
  const starts = await day(ahead);
  const ends = addDays(starts, 1);
  const bidding = { startsAt: `${starts}T10:00:00+08:00`, endsAt: `${ends}T10:00:00+08:00` };
  await does('auction.announced', { round, ...bidding }, of);
  await until(ends, 11);
  await does('auction.held', { round, outcome: 'failed', buyer: undefined, priceFen: undefined }, of);
}

/** The house is found and sealed; its price is asked for online, told to both sides, and set. */
async function prepare(scene: Scene): Promise<void> {
  const { does } = scene;
  await receiveCase(scene);
  await serve(scene);
  await does('case.assigned', { panel: members });
  await scene.pass(1);
  await does('query.returned', { complete: true, assets: [house] });
  await does('asset.sealed', measure(), of);
  await sortOut(scene, [house]);
  await does('title-records.retrieved', {}, of);
  await does('disposal.registered', {}, of);
  isNow(await scene.shows('seizure-expiry', house.id), 'open');
  await does('auction.decided', {}, of);
  await does('auction.handed-over', {}, of);
  await does('price.started', { on: await scene.day() }, of);
  await does('price.report-received', { priceFen: PRICE, validUntil: await scene.day(365) }, of);
  const recipients = ['applicant-1', 'respondent-1'];
  await does('documents.issued', { kind: 'price-report', id: 'dj-1', recipients, asset: house.id });
  await does('price.set', { priceFen: PRICE }, of);
}

/** A creditor takes the house: the ruling is served, the register told, the house handed over, the seal lifted. */
async function takeIt({ does, day, shows }: Scene): Promise<void> {
  await does('in-kind.asked', { priceFen: SECOND }, of);
  isNow(await shows('sale-notice', house.id), 'done');
  await does('asset.disposed', { way: 'in-kind', priceFen: SECOND, to: '张建国' }, of);
  await does('documents.issued', { kind: 'sale-ruling', id: 'cd-1', recipients: ['applicant-1'], asset: house.id });
  await does('service.recorded', { outcome: 'served', on: await day() }, { subject: 'cd-1.applicant-1' });
  isNow(await shows('sale-ruling', house.id), 'done');
  const register = [{ id: 'register', name: '县不动产登记中心' }];
  await does('documents.issued', { kind: 'title-transfer-notice', id: 'gh-1', recipients: register, asset: house.id });
  await does('asset.handed-over', { to: '张建国' }, of);
  await does('asset.released', { ground: 'disposed' }, of);
}

export const inKind: Story = {
  title: ['房屋两次流拍，以物抵债', 'A house that nobody bought twice, taken in kind'],
  about: [
    '房屋首封、询价、合议起拍价；公告少一日不行，一拍流拍后低于起拍价抵债也不行；二拍再流拍，申请执行人接受抵债，裁定、过户、交付。',
    'A house is priced and offered. A day of notice too few is refused, and so is a price below the first reserve; after the second failure the creditor takes it.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: SECOND }));
    await prepare(scene);
    const { mayNot, day, shows } = scene;
    const on = async (ahead: number) => {
      const starts = await day(ahead);
      return { startsAt: `${starts}T10:00:00+08:00`, endsAt: `${addDays(starts, 1)}T10:00:00+08:00` };
    };
    await mayNot('auction.announced', 'terms-missing', { round: 'first', ...(await on(30)) }, of);
    await scene.does('auction.terms-set', { round: 'first', reserveFen: FIRST, depositFen: FIRST / 10, members }, of);
    await mayNot('auction.announced', 'notice-too-short', { round: 'first', ...(await on(29)) }, of);
    await mayNot('auction.announced', 'round-out-of-turn', { round: 'second', ...(await on(30)) }, of);
    await offer(scene, 'first', FIRST, 30);
    isNow(await shows('second-auction', house.id), 'open');
    await mayNot('in-kind.asked', 'in-kind-too-early', { priceFen: SECOND }, of);
    await offer(scene, 'second', SECOND, 15);
    isNow(await shows('second-auction', house.id), 'done');
    isNow(await shows('in-kind-ask', house.id), 'open');
    await takeIt(scene);
    await scene.does('performance.recorded', { amountFen: SECOND, way: 'in-kind' });
    await close(scene);
    same((await scene.read()).stage, 'closed', 'the claim is met and the case closed');
  },
};
