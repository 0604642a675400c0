import Type, { type Static } from 'typebox';
import { readFacts } from '../../db/cases/read.ts';
import { settingsOf } from '../../db/law/library.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import { type Accounting, accountingOf, feeNow } from '../../domain/plan/money/accounting.ts';
import { nothingToAccount } from '../../domain/plan/money/accounting-conditions.ts';
import { owedOn } from '../../domain/plan/money/owed.ts';
import { countsOn } from '../../domain/plan/money/serving.ts';
import { leftFen } from '../../domain/plan/money/readings.ts';
import { type Case, readCase } from '../../domain/record/case.ts';
import type { FactOf } from '../../domain/record/fact.ts';
import { addDays, type CivilDate } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { lineZh, shareReason, shareZh } from '../../domain/words/accounting.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { caseArea, findRecord } from '../cases/areas.ts';
import { answers, CaseId } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { readDate } from '../http/query.ts';
import { AccountingAskedBody, AccountingPreview, ClaimOwed } from './accounting-schema.ts';

const tags = ['案款'];
const Query = Type.Object(
  { on: Type.Optional(Type.String({ maxLength: 10, description: '截至该日，不写为今天', examples: ['2026-02-28'] })) },
  { additionalProperties: false },
);

/** `GET /api/cases/{id}/money/claim`, `POST /api/cases/{id}/money/accounting`: what is owed, and who would get what of a receipt; neither records anything. */
export function accountingRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  const readRecord = async (id: string, asking: Parameters<typeof findRecord>[3]) => {
    const { now } = await findRecord(db, caseArea, id, asking);
    return { c: readCase(await readFacts(db, id)), today: dateOf(now) };
  };
  app.get(
    '/api/cases/:id/money/claim',
    {
      schema: {
        tags,
        summary: '债权在某日的数额',
        description:
          '各项本身、一般债务利息、加倍部分各欠多少，逐段的计算，再过一日增加多少；申请执行人尚未得到的数额；执行费。被执行人的款项到账（划拨、成交）之日起不再计息，无论何时发放。',
        params: CaseId,
        querystring: Query,
        response: answers({ [HTTP.ok]: ref(ClaimOwed) }, ['unknown-case', 'bad-query']),
      },
    },
    async (request) => {
      const on = readDate('on', request.query.on);
      const { c, today } = await readRecord(request.params.id, personOf(request));
      return claimView(c, on ?? today);
    },
  );
  app.post(
    '/api/cases/:id/money/accounting',
    {
      schema: {
        tags,
        summary: '预览一笔案款的核算',
        description:
          '依次为变价费用、执行费、费用利息本金、加倍部分，余款退还缴款人；每项附计算的理由。不登记任何内容：照 payload 登记 funds.allocated 即为核算，其依据变化以后须重新核算。',
        params: CaseId,
        body: AccountingAskedBody,
        response: answers({ [HTTP.ok]: ref(AccountingPreview) }, ['unknown-case', 'unknown-subject', 'not-qualified']),
      },
    },
    async (request) => {
      const { c } = await readRecord(request.params.id, personOf(request));
      const { receipt, ...said } = request.body;
      const arrived = c.first('funds.arrived', receipt);
      if (arrived === undefined) throw new ApiProblem('unknown-subject', `本案没有案款 ${receipt}`);
      const met = lawsMet(c.record).at(-1);
      const { feeRank } = met === undefined ? defaultSettings : await settingsOf(db, met.settings);
      const found = accountingOf(c, receipt, { ...said, feeRank });
      if (found === undefined) throw new ApiProblem('not-qualified', nothingToAccount(c));
      return accountingView(arrived, said, found);
    },
  );
}

type Said = Omit<Static<typeof AccountingAskedBody>, 'receipt'>;

function accountingView(
  arrived: FactOf<'funds.arrived'>,
  said: Said,
  found: Accounting,
): Static<typeof AccountingPreview> {
  const { question, answer } = found;
  const shares = answer.shares.map(({ id, claimed, net }) => ({
    ...{ claim: id, zh: shareZh(id), claimedFen: Number(claimed), fen: Number(net), reason: shareReason(id, found) },
  }));
  return {
    ...{ receipt: arrived.subject ?? '', amountFen: arrived.payload.amountFen, countsOn: countsOn(arrived), shares },
    surplusFen: Number(answer.surplus),
    payload: { question, ...said, shares: shares.map(({ claim, fen }) => ({ claim, fen })) },
  };
}

function claimView(c: Case, on: CivilDate): Static<typeof ClaimOwed> {
  const owed = owedOn(c, { asOf: on });
  const total = (day: CivilDate): number => Number(owedOn(c, { asOf: day })?.due.total ?? 0n);
  const fee = feeNow(c, on);
  const assessed = c.last('fee.assessed')?.payload;
  return {
    on,
    items: (owed?.items ?? []).map(({ id, unpaid, interest, doubled }) => ({
      ...{ id, unpaidFen: Number(unpaid), interestFen: Number(interest.due), doubledFen: Number(doubled.due) },
    })),
    lines: (owed?.lines ?? []).map((line) => ({
      ...{ item: line.item, part: line.part, zh: lineZh(line), fen: Number(line.amount) },
    })),
    dueFen: total(on),
    leftFen: leftFen(c, { on }),
    oneMoreDayFen: Math.max(total(addDays(on, 1)) - total(on), 0),
    fee:
      fee === undefined
        ? null
        : {
            ...{ fullFen: Number(fee.full), feeFen: Number(fee.fee), takenFen: Number(fee.fee - fee.due + fee.refund) },
            ...{ dueFen: Number(fee.due), assessed: assessed !== undefined, waived: assessed?.waived === true },
          },
  };
}
