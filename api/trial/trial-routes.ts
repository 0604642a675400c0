import Type, { type Static } from 'typebox';
import { writeClockOffset } from '../../db/cases/clock.ts';
import { readPeople } from '../../db/people/read.ts';
import { readRecordHead } from '../../db/cases/case.ts';
import { allPeople } from '../../db/people/names.ts';
import type { App, ApiDeps, Trial } from '../app-types.ts';
import { ApiProblem, HTTP, type ProblemCode } from '../http/errors.ts';
import { targetOf } from './clock-request.ts';
import { type Area, caseArea, findRecord, matterArea, noSuchRecord, recordId } from '../cases/areas.ts';
import { loadCaseView } from '../cases/load-case.ts';
import { loadMatterView } from '../matters/load-matter.ts';
import { personOf } from '../http/plugins/auth.ts';
import { MatterDocument } from '../matters/matter-schema.ts';
import { CaseDocument } from '../cases/case-schema.ts';
import { answers } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { ClockAsked, TokenAsked, TrialPerson } from './trial-schemas.ts';

const tags = ['试用'];
const open = { access: 'public' } as const;

/** `/api/trial/…`: only where the court is a trial court. */
export function trialRoutes(
  app: App,
  { store: { db }, gateway }: Pick<ApiDeps, 'store' | 'gateway'>,
  trial: Trial,
): void {
  app.get(
    '/api/trial/people',
    {
      config: open,
      schema: {
        tags,
        summary: '试用人员',
        description: '全部列出，不分页：只有试用环境预设的人员。',
        response: answers({ [HTTP.ok]: Type.Array(TrialPerson) }, []),
      },
    },
    async () => (await allPeople(db)).map(({ id, name, roles }) => ({ id, name, roles: [...roles] })),
  );
  app.post(
    '/api/trial/tokens',
    {
      config: open,
      schema: {
        tags,
        summary: '取得某人的令牌（12小时有效）',
        body: TokenAsked,
        response: answers({ [HTTP.ok]: Type.Object({ token: Type.String() }) }, ['missing-field', 'unknown-person']),
      },
    },
    async ({ body: { person } }) => {
      if (!(await readPeople(db, [person])).has(person)) {
        throw new ApiProblem('unknown-person', `没有人员 ${person}；全部人员见 GET /api/trial/people`);
      }
      return { token: await trial.sign(person) };
    },
  );
  const forward = async (area: Area, id: string, asked: Static<typeof ClockAsked>): Promise<void> => {
    const head = await readRecordHead(db, id);
    if (head === undefined || !area.shows(head.kind)) throw noSuchRecord(area, id);
    const target = targetOf(asked, Date.now() + head.clockOffset);
    await writeClockOffset(db, id, await trial.clock.moveTo(id, target, head.clockOffset));
    await gateway.settleNow(id); // what fell due on the way may still be on its way to the record
  };
  app.post(
    '/api/trial/cases/:id/clock',
    { schema: { ...clockSchema(caseArea), response: answers({ [HTTP.ok]: ref(CaseDocument) }, clockCodes) } },
    async (request) => {
      const { id } = request.params;
      await forward(caseArea, id, request.body);
      return loadCaseView(db, id, personOf(request));
    },
  );
  app.post(
    '/api/trial/matters/:id/clock',
    { schema: { ...clockSchema(matterArea), response: answers({ [HTTP.ok]: ref(MatterDocument) }, clockCodes) } },
    async (request) => {
      const { id } = request.params;
      await findRecord(db, matterArea, id, personOf(request));
      await forward(matterArea, id, request.body);
      return loadMatterView(db, id, personOf(request));
    },
  );
}

const clockSchema = (area: Area) => ({
  tags,
  summary: `把一个${area.noun}的时间向前拨`,
  description: '到那时为止的计时器全部触发以后才答复。时间不能倒退。',
  params: recordId(area),
  body: ClockAsked,
});

const clockCodes: readonly ProblemCode[] = [
  'missing-field', 'wrong-type', 'bad-instant', 'unknown-case', 'clock-backwards', 'clock-too-far', 'clock-interrupted',
  'time-skipping-unavailable', 'busy', 'temporal-unavailable', 'timeout',
]; // prettier-ignore
