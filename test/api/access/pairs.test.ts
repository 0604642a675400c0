// Everybody of the trial court at every address with an id: a case that is theirs, one that is another's, a record that they may not know of.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routesRead } from '../../../api/access/route-reads.ts';
import { trialPeople } from '../../../db/seed/people.ts';
import { type Relation, type Sight, sightOf } from '../../../domain/access/sights.ts';
import { nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import type { RecordKind } from '../../../domain/nodes/record-kinds.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { caseWithMoney } from '../../support/law-desk.ts';

interface Target {
  readonly id: string;
  readonly kind: RecordKind;
  /** What is told of its persons. */
  readonly told: string;
  /** Who is named in it, and what they are to it. */
  readonly named: Readonly<Record<string, Relation>>;
}

let api: TestApi;
const targets: Target[] = [];

beforeAll(async () => {
  api = await startApi();
  for (const [officer, told] of [['p-officer-1', '欧阳原告'], ['p-officer-2', '司空原告']] as const) {
    const { id } = await caseWithMoney(api, { applicants: [{ name: told, kind: 'person', idNo: '410823197001010011', idNoUnverified: true }] });
    expect(await api.as('p-command-1').post(`/api/cases/${id}/nodes/case.assigned`, { payload: { officer } })).toMatchObject({ status: 200 });
    targets.push({ id, kind: 'case', told, named: { [officer]: 'case' } });
  }
  const found = async (by: string, kind: RecordKind, payload: object) =>
    (await api.as(by).post<{ id: string }>('/api/matters', { kind, payload })).body.id;
  const petition = await found('p-review-1', 'petition', { from: '上官来信', about: '反映事项', against: ['p-director-1'], channel: 'visit' });
  targets.push({ id: petition, kind: 'petition', told: '上官来信', named: { 'p-director-1': 'none' } });
  const check = await found('p-director-1', 'dual-check', { source: 'petition', persons: ['p-officer-2'], lead: 'p-director-1', members: ['p-review-1'] });
  targets.push({ id: check, kind: 'dual-check', told: 'p-officer-2', named: { 'p-director-1': 'case', 'p-review-1': 'case', 'p-officer-2': 'none' } });
}); // prettier-ignore
afterAll(() => api.close());

/** What somebody sees of a record, by the tables alone. */
function expected([person, , roles]: (typeof trialPeople)[number], { kind, named }: Target): Sight {
  const relation = named[person];
  return sightOf(kind, roles, new Set<Relation>(['court', 'desk', ...(relation === undefined ? [] : [relation])]));
}

const withId = routesRead.filter((route) => /^GET \/api\/(cases|matters)\/:id/.test(route) && !/deadline\/|form\.xlsx/.test(route)); // prettier-ignore

it('is answered with what the tables say, and with nothing where they say nothing', { timeout: 240_000 }, async () => {
  let pairs = 0;
  for (const row of trialPeople) {
    const authorization = `Bearer ${await api.token(row[0])}`;
    for (const target of targets)
      for (const route of withId.filter((each) => each.includes(target.kind === 'case' ? '/cases/' : '/matters/'))) {
        const { statusCode, body } = await api.app.inject({ url: route.replace('GET ', '').replace(':id', target.id), headers: { authorization } }); // prettier-ignore
        const { open, personal } = expected(row, target);
        const where = `${row[0]} ${route} ${target.kind}`;
        if (open === 'hidden') expect([403, 404], where).toContain(statusCode);
        else expect(statusCode, where).toBe(200);
        if (open === 'hidden' || (personal !== 'shown' && target.kind !== 'dual-check')) expect(body.includes(target.told), where).toBe(false); // prettier-ignore
        if (/^GET \S+\/:id$/.test(route)) expect(body.includes(target.told), where).toBe(personal === 'shown');
        pairs += 1;
      }
  }
  expect(pairs).toBeGreaterThan(500);
});

/** What stands for the other parts of an address, and what is sent there. */
const parts: Readonly<Record<string, string>> = { ':node': 'fact.withdrawn', ':deadline': 'x@1', ':form': 'FK-1' };
const bodies: Readonly<Record<string, object>> = {
  nodes: { payload: { fact: 1, reason: '核对' } },
  reveal: { fields: ['/applicants/0/name'], reason: '核对' },
  clock: { advance: '1h' },
  accounting: { upTo: '2026-03-01' },
};
const others = routesRead.filter((route) => /\/api\/(trial\/|party\/)?(cases|matters)\/:id/.test(route) && !withId.includes(route)); // prettier-ignore

it(
  'at every other address with an id too, whatever is done there: nothing to whom there is no such record, and no name',
  { timeout: 240_000 },
  async () => {
    let pairs = 0;
    for (const row of trialPeople) {
      const authorization = `Bearer ${await api.token(row[0])}`;
      for (const target of targets)
        for (const route of others.filter((each) => each.includes(target.kind === 'case' ? '/cases/' : '/matters/'))) {
          const [method = '', url = ''] = route.split(' ');
          const path = url.replace(':id', target.id).replaceAll(/:\w+/g, (part) => parts[part] ?? part);
          const payload = bodies[path.split('/').find((part) => Object.hasOwn(bodies, part)) ?? ''];
          const { statusCode, body } = await api.app.inject({ method: method as 'GET', url: path, headers: { authorization }, ...(payload !== undefined && { payload }) }); // prettier-ignore
          const { open, personal, reveals } = expected(row, target);
          const isTold = personal === 'shown' || (reveals && url.endsWith('/reveal')); // that is what it is for
          const where = `${row[0]} ${route} ${target.kind}`;
          const isParty = url.startsWith('/api/party/'); // nobody speaks for a party here
          const records = row[0].startsWith('s-') && url.endsWith('/nodes/:node'); // what a system answers goes into cases that it does not read
          if ((open === 'hidden' || isParty) && !records) expect([403, 404], where).toContain(statusCode);
          if (open === 'hidden' || isParty || !isTold) expect(body.includes(target.told), where).toBe(false);
          pairs += 1;
        }
    }
    expect(others.length).toBeGreaterThan(9);
    expect(pairs).toBeGreaterThan(500);
  },
);

it(
  'nobody learns a name by trying what they may not do, nor by looking what they could',
  { timeout: 120_000 },
  async () => {
    const [own] = targets;
    const known: Readonly<Record<string, string>> = { party: 'applicant-1', receipt: 'r-7' };
    for (const person of ['p-officer-2', 'p-analysis-1', 'p-applicant-1']) {
      const { body } = await api.as(person).get(`/api/cases/${own?.id}/actions`);
      expect(JSON.stringify(body), person).not.toContain(own?.told);
      for (const node of nodeIds) {
        const { example, subject } = nodeRow(node);
        const sent = { payload: example, ...(subject !== undefined && { subject: known[subject] ?? 'x-1' }) }; // prettier-ignore
        const answer = await api.as(person).post(`/api/cases/${own?.id}/nodes/${node}?dryRun=true`, sent);
        expect(JSON.stringify(answer.body), `${person} ${node}`).not.toContain(own?.told);
      }
    }
  },
);

it('a record that somebody may not know of is answered like one that there is not', async () => {
  const check = targets.find(({ kind }) => kind === 'dual-check')?.id ?? '';
  const paths = [...withId, 'POST /api/matters/:id/reveal'].filter((route) => route.includes('/matters/'));
  for (const route of paths) {
    const [method = '', url = ''] = route.split(' ');
    const ask = async (id: string) => {
      const path = url.replace(':id', id);
      const { status, body } = method === 'GET' ? await api.as('p-review-2').get(path) : await api.as('p-review-2').post(path, { fields: ['/payload/lead'], reason: '核对' }); // prettier-ignore
      return JSON.stringify({ status, ...(body as object), instance: '' }).replaceAll(id, 'ID');
    };
    expect(await ask(check), route).toBe(await ask('dual-check-0123456789abcdef'));
  }
});
