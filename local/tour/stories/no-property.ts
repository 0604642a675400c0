import { rulingParts } from '../../../domain/nodes/document-kinds.ts';
import type { Story } from '../story.ts';
import { filingOf, type Scene, sceneOf } from '../scene.ts';
import { holds, same } from '../guide.ts';
import { close, nothingFound, receiveCase, serve, sortOut } from './scenes.ts';

const to = { subject: 'respondent-1' };

/** Nothing anywhere: the network, the traditional round, and the respondent reports nothing. */
async function search(scene: Scene): Promise<void> {
  const { does, day, pass } = scene;
  const on = await day();
  for (const kind of ['enforcement-notice', 'property-report-order', 'summons'])
    await does('service.recorded', { outcome: 'served', on }, { subject: `${kind}-respondent-1.respondent-1` });
  await pass(1);
  await does('query.returned', { complete: true, assets: [] });
  await does('traditional-query.started');
  await does('traditional-query.returned', { complete: true, assets: [] });
  await does('field.investigated');
  await sortOut(scene, []);
}

/** Restrictions on who does not report: the director passes the request on, the president decides. */
async function restrict({ does }: Scene): Promise<void> {
  await does('property-report.checked', { outcome: 'refused', reason: '被执行人住院' }, to);
  await does('restriction.decided', {}, { subject: 'xz-1' });
  await does('documents.issued', {
    kind: 'consumption-limit',
    id: 'xx-1',
    recipients: ['respondent-1'],
    signedBy: 'p-president-1',
  });
  await does(
    'restriction.decided',
    { kind: 'dishonesty', granted: false, persons: [], reason: '无履行能力' },
    { subject: 'xz-2' },
  );
}

/** The last look before the case rests: every category, related cases once more, the analysis. */
async function lookAgain({ does }: Scene): Promise<void> {
  await does('final-query.started');
  await does('final-query.done', { categories: nothingFound });
  await does('final-related-cases.checked', { leads: [] });
  await does('final-recheck.analysed');
}

/** The first two weeks: everything is looked for, nothing is found, and the case is to rest. */
async function findNothing(scene: Scene): Promise<void> {
  await receiveCase(scene);
  await serve(scene);
  await search(scene);
  await scene.pass(12);
  await restrict(scene);
  await scene.does('termination-track.entered');
}

/** Three months on: looked for once more, talked over with the applicant, ruled and served. */
async function giveUp(scene: Scene, answer: { readonly consents: boolean; readonly signed: boolean }): Promise<void> {
  await scene.pass(82);
  await lookAgain(scene);
  await scene.does('termination.interviewed', answer);
  await scene.does('documents.issued', {
    kind: 'termination-ruling',
    id: 'zb-1',
    parts: Object.keys(rulingParts),
    recipients: ['applicant-1'],
  });
  await scene.does('service.recorded', { outcome: 'served', on: await scene.day() }, { subject: 'zb-1.applicant-1' });
}

/** The whole way to 终本 with the applicant's consent, entered into the library. */
export async function rest(scene: Scene): Promise<void> {
  await findNothing(scene);
  await giveUp(scene, { consents: true, signed: true });
  await close(scene, 'no-property');
  await scene.does('termination.published');
}

const panel = ['p-panel-1', 'p-officer-2', 'p-leader-1'];

export const noProperty: Story = {
  title: ['终结本次执行程序：合议庭审查、院长批准', 'No property: the panel verifies, the president approves'],
  about: [
    '穷尽查控仍无财产。申请执行人不同意终本：合议庭审查核实，院长批准，三个月期满后终本；五年内每半年再查一次。',
    'Nothing is found anywhere. The applicant does not agree, so the panel verifies and the president approves; the case rests after three months.',
  ],
  async tell(court, print) {
    const scene = await sceneOf(court, print, filingOf());
    const kind = 'no-property';
    await findNothing(scene);
    const early = await scene.mayNot('case.closed', 'gates-open', { kind }, {}, 4);
    holds(
      early.missing.some(({ id }) => id === 'Z11'),
      'three months have not passed',
      early.missing,
    );

    await giveUp(scene, { consents: false, signed: false });
    const unsigned = await scene.mayNot('case.closed', 'gates-open', { kind }, {}, 4);
    const gates = unsigned.missing.map(({ id }) => id).filter((id) => !id.startsWith('closing.'));
    same(gates, ['Z13'], 'only the panel and the president are missing');
    await scene.mayNot('termination.approved', 'node-missing');
    await scene.does('case.assigned', { panel });
    await scene.does('panel.decided', { about: 'termination', members: panel });
    await scene.does('termination.approved');
    await close(scene, kind);
    await scene.does('termination.published');
    same((await scene.read()).stage, 'closed', 'the case rests');
  },
};
