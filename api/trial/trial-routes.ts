import Type from 'typebox';
import { writeClockOffset } from '../../db/cases/clock.ts';
import { readPeople } from '../../db/people/read.ts';
import { readCaseClock } from '../../db/cases/case.ts';
import { allPeople } from '../../db/people/names.ts';
import type { App, ApiDeps, Trial } from '../app-types.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { targetOf } from './clock-request.ts';
import { loadCaseView, noSuchCase } from '../cases/load-case.ts';
import { CaseDocument } from '../cases/case-schema.ts';
import { answers, CaseId } from '../http/common.ts';
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
      schema: { tags, summary: '试用人员', response: answers({ [HTTP.ok]: Type.Array(TrialPerson) }, []) },
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
  app.post(
    '/api/trial/cases/:id/clock',
    {
      schema: {
        tags,
        summary: '把一个案件的时间向前拨',
        description: '到那时为止的计时器全部触发以后才答复。时间不能倒退。',
        params: CaseId,
        body: ClockAsked,
        response: answers(
          { [HTTP.ok]: ref(CaseDocument) },
          ['missing-field', 'wrong-type', 'bad-instant', 'unknown-case', 'clock-backwards', 'clock-too-far', 'clock-interrupted', 'time-skipping-unavailable', 'busy', 'temporal-unavailable', 'timeout'], // prettier-ignore
        ),
      },
    },
    async ({ params: { id }, body }) => {
      const clock = await readCaseClock(db, id);
      if (clock === undefined) throw noSuchCase(id);
      const target = targetOf(body, Date.now() + clock.clockOffset);
      await writeClockOffset(db, id, await trial.clock.moveTo(id, target, clock.clockOffset));
      await gateway.settleNow(id); // what fell due on the way may still be on its way to the record
      return loadCaseView(db, id);
    },
  );
}
