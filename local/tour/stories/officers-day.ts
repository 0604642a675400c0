import type { Static } from 'typebox';
import type { Explanation } from '../../../api/cases/explanation-schema.ts';
import type { NodePreview } from '../../../api/cases/node-preview-schema.ts';
import type { WorklistItem } from '../../../api/cases/worklist-schema.ts';
import type { InboxLine } from '../../../api/inbox/inbox-view.ts';
import type { RuleId } from '../../../domain/plan/deadlines.ts';
import { lights } from '../../../domain/plan/light.ts';
import type { TourPerson } from '../court.ts';
import { deadlineOf, holds, same } from '../guide.ts';
import { dueLine } from '../print.ts';
import { filingOf, isNow, type Scene, sceneOf } from '../scene.ts';
import type { Story } from '../story.ts';
import { account, arrive, freeze, payOut, receiveCase, serve, sortOut } from './scenes.ts';

const CLAIM = 3_000_000; // fen
interface Listed<T> {
  readonly items: readonly T[];
}
interface Action {
  readonly node: string;
  readonly zh: string;
  readonly allowed: boolean;
  readonly refusal: { readonly zh: string } | null;
}

/** From the list of what is due to the notice of what was not done: what an officer asks for in a day. */
export const officersDay: Story = {
  title: ['承办人的一天', 'An officer’s day'],
  about: [
    '待办清单、能办什么、为什么还不能办、先看后办、期限的来由、收件箱、日历：都以承办人自己的账号查阅。',
    'The worklist, what can be done and why something cannot yet, a look before the leap, where a date comes from, the inbox, the calendar: all with the officer’s own account.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf({ claimFen: CLAIM }));
    const officer = court.known('p-officer-1');
    const me = await get<{ roles: readonly { zh: string }[] }>(scene, officer, '/api/me');
    print.did(`${officer.name}  ${me.roles.map(({ zh }) => zh).join('、')}`);
    await receiveCase(scene);
    await serve(scene);
    await scene.pass(1);
    const deposits = [account('a-1', CLAIM)];
    await freeze(scene, deposits);
    await sortOut(scene, deposits);
    await showsWork(scene, officer);
    await whatCanBeDone(scene, officer);

    await scene.does('asset.deducted', { amountFen: CLAIM }, { subject: 'a-1' });
    await arrive(scene, 'r-1', CLAIM);
    await whereFrom(scene, officer, 'payout');
    await looksFirst(scene, officer);
    await payOut(scene, 'r-1', CLAIM, officer.id as `p-${string}`); // the trial court's own
    isNow(deadlineOf(await scene.read(), 'payout', 'r-1'), 'done');
    await scene.mayNot('payout.approved', 'wrong-role', {}, { subject: 'FK-r-1', by: 'p-officer-1' });

    await inCalendar(scene, officer);
    await scene.pass(40);
    await hearsOfIt(scene, officer);
  },
};

async function get<T>({ court }: Scene, who: TourPerson, path: string): Promise<T> {
  const { status, body } = await court.ask<T>(who, 'GET', path);
  same(status, 200, `${who.name} is answered ${path}`);
  return body;
}

/** What of this case is the officer's, the nearest first, each with its light. */
async function showsWork(scene: Scene, officer: TourPerson): Promise<void> {
  const { items } = await get<Listed<Static<typeof WorklistItem>>>(scene, officer, `/api/worklist?person=${officer.id}&limit=200`); // prettier-ignore
  const own = items.filter(({ case: { id } }) => id === scene.id);
  holds(own.length > 0, 'the case is on the worklist', items.length);
  for (const { light, zh, targetDue } of own.slice(0, 5)) scene.print.lines(`${lights[light]}  ${zh}  ${dueLine(targetDue)}`);
} // prettier-ignore

/** What the officer may record now; of what not, why. */
async function whatCanBeDone(scene: Scene, officer: TourPerson): Promise<void> {
  const actions = await get<readonly Action[]>(scene, officer, `/api/cases/${scene.id}/actions`);
  const [now, notYet] = [actions.filter(({ allowed }) => allowed), actions.filter(({ allowed }) => !allowed)];
  holds(now.length > 0 && notYet.every(({ refusal }) => refusal !== null), 'each says why it cannot be done', actions);
  const { print } = scene;
  print.did(print.say(`现在能办 ${now.length} 项，还不能办 ${notYet.length} 项`, `${now.length} things can be done now, ${notYet.length} not yet`)); // prettier-ignore
  for (const { zh, refusal } of notYet.slice(0, 2)) print.refused(`${zh}：${refusal?.zh ?? ''}`);
}

/** A date, the article and the days that make it. */
async function whereFrom(scene: Scene, officer: TourPerson, rule: RuleId): Promise<void> {
  const { id } = deadlineOf(await scene.read(), rule);
  const path = `/api/cases/${scene.id}/deadlines/${encodeURIComponent(id)}/explanation`;
  const { zh, opened, article } = await get<Static<typeof Explanation>>(scene, officer, path);
  holds(opened !== null && article !== null, 'it says by what and by which article', id);
  scene.print.lines(`“${zh}”`);
  scene.print.because([opened.zh ?? '', `${article.basis}  ${article.withinZh}`, article.text ?? '']);
}

/** The same request with `dryRun=true`: what would become of it, and nothing of it is there afterwards. */
async function looksFirst(scene: Scene, officer: TourPerson): Promise<void> {
  const { court, id, print } = scene;
  const before = (await scene.read()).version;
  const path = `/api/cases/${id}/nodes/clue.received?dryRun=true`;
  const payload = { form: '调查表第1号', party: 'applicant-1', source: '申请执行人之邻居', specific: true, urgent: true };
  const { status, body } = await court.ask<Static<typeof NodePreview>>(officer, 'POST', path, { subject: 'clue-1', payload }); // prettier-ignore
  same(status, 200, 'the preview answers');
  same((await scene.read()).version, before, 'nothing was recorded by looking');
  for (const { zh, turnsZh, to } of body.deadlines.slice(0, 3))
    print.lines(print.say(`如果登记：${zh} ${turnsZh.join('、')} ${dueLine(to?.targetDue ?? null)}`, `if it were recorded: ${zh} ${turnsZh.join('、')} ${dueLine(to?.targetDue ?? null)}`)); // prettier-ignore
} // prettier-ignore

/** A calendar's address wants no token and knows one's open deadlines. */
async function inCalendar(scene: Scene, officer: TourPerson): Promise<void> {
  const { court, caseNo, print } = scene;
  const { body: made } = await court.ask<{ path: string }>(officer, 'POST', '/api/worklist/calendars');
  const answer = await fetch(`${court.address}${made.path}`);
  const calendar = (await answer.text()).replaceAll(/\r\n[ \t]/g, '');
  same(answer.status, 200, 'the calendar opens');
  holds(calendar.includes(caseNo), 'the case is in it', calendar.length);
  print.did(print.say(`日历中有 ${calendar.split('BEGIN:VEVENT').length - 1} 项`, `${calendar.split('BEGIN:VEVENT').length - 1} entries in the calendar`)); // prettier-ignore
}

/** What was not done in time comes to the inbox, and is read once. */
async function hearsOfIt(scene: Scene, officer: TourPerson): Promise<void> {
  const unread = () => get<Listed<Static<typeof InboxLine>>>(scene, officer, '/api/inbox?unread=true&limit=100');
  const line = (await unread()).items.find(({ record, kind }) => record === scene.id && kind === 'rung');
  holds(line !== undefined, 'a warning came to the inbox');
  scene.print.lines(line.text);
  same((await scene.court.ask(officer, 'POST', `/api/inbox/${line.id}/read`)).status, 200, 'it is read');
  holds(!(await unread()).items.some(({ id }) => id === line.id), 'and unread no more');
}
