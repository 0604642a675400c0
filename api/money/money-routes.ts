import Type, { type Static } from 'typebox';
import { findRecord, caseArea, noSuchRecord } from '../cases/areas.ts';
import { instantOrNull } from '../cases/deadline-view.ts';
import {
  type MoneyClock,
  readMoneyClocks,
  readLastPosted,
  readMoneyFacts,
  readTrialBalance,
} from '../../db/ledger/read.ts';
import { accounts } from '../../domain/money/ledger/accounts.ts';
import type { TrialBalance } from '../../domain/money/ledger/trial-balance.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { deadlineRow } from '../../domain/plan/deadlines.ts';
import { isOverdue } from '../../domain/plan/light.ts';
import { duesOf } from '../../domain/plan/money/objection-times.ts';
import { type FormShown, moneyOverview, type ReceiptShown } from '../../domain/plan/money/overview.ts';
import { dateOf, formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, CaseId } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { queryInstant, readDate } from '../http/query.ts';
import { payeeAccountView } from './payee-account-schema.ts';
import { CaseMoney, formStates, TrialBalanceDocument } from './case-money-schema.ts';

const tags = ['案款'];
const Query = Type.Object(
  {
    by: Type.Optional(Type.Enum(['posted', 'value'], { default: 'posted', description: 'posted：按记账时刻；value：按银行日期' })),
    at: Type.Optional(Type.String({ maxLength: 64, description: '截至（含）：按记账时刻的写时刻，按银行日期的写日期；不写为现在，有案件的时间走在前面的，为最后一笔的记账时刻、银行日期。答复的 at 写明截至何时', examples: ['2026-02-28'] })),
  },
  { additionalProperties: false },
); // prettier-ignore

/** Who may see the whole court's money (docs/spec/money.md 12). */
const readers: ReadonlySet<Role> = new Set<Role>(['finance', 'review', 'director', 'president']);

/** `GET /api/money/trial-balance`, `GET /api/cases/{id}/money` */
export function moneyRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/money/trial-balance',
    {
      schema: {
        tags,
        summary: '试算平衡表',
        description:
          '截至任一记账时刻或者银行日期，各科目的借贷发生额和余额。财务、审批督办内勤、执行局长、院长可以查阅。',
        querystring: Query,
        response: answers({ [HTTP.ok]: ref(TrialBalanceDocument) }, ['wrong-role', 'bad-query']),
      },
    },
    async (request) => {
      if (!personOf(request).roles.some((role) => readers.has(role)))
        throw new ApiProblem('wrong-role', '试算平衡表由财务、审批督办内勤、执行局长、院长查阅');
      const { by = 'posted', at } = request.query;
      const last = at === undefined ? await readLastPosted(db) : undefined;
      if (by === 'value') {
        const valueOn = readDate('at', at) ?? latest(dateOf(Date.now()), last?.valueOn);
        return trialBalanceView({ by, at: valueOn }, await readTrialBalance(db, { valueOn }));
      }
      const postedAt = queryInstant('at', at) ?? latest(Date.now(), last?.postedAt);
      return trialBalanceView({ by, at: formatInstant(postedAt) }, await readTrialBalance(db, { postedAt }));
    },
  );
  app.get(
    '/api/cases/:id/money',
    {
      schema: {
        tags,
        summary: '一个案件的案款',
        description: '逐笔：各时刻、各在何处、具备发放条件的部分及其期限、延期、审批表及其经办人。',
        params: CaseId,
        response: answers({ [HTTP.ok]: ref(CaseMoney) }, ['unknown-case']),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { now } = await findRecord(db, caseArea, id, personOf(request));
      const [c, clocks] = await Promise.all([readMoneyFacts(db, id), readMoneyClocks(db, id)]);
      if (c === undefined) throw noSuchRecord(caseArea, id);
      const bySubject = Map.groupBy(clocks, ({ subject }) => subject ?? '');
      const of = (subject: string) => bySubject.get(subject) ?? [];
      const dueOf = duesOf(clocks.filter(({ rule }) => rule === 'distribution-objection'));
      return { id, receipts: moneyOverview(c, dueOf).map((receipt) => receiptView(receipt, { clocks: of, now, aboutOf: (fact) => c.fact(fact)?.subject ?? '' })) }; // prettier-ignore
    },
  );
}

/** Now, or what was entered for later by a record whose own time is ahead: nothing that stands in the ledger is left out unasked. */
const latest = <T extends number | string>(now: T, last: T | undefined): T =>
  last !== undefined && last > now ? last : now;

type Clocks = (subject: string) => readonly MoneyClock[];

const clockView = ({ id, rule, status, dueAt, owner, person }: MoneyClock, now: Instant) => ({
  deadline: id,
  zh: deadlineRow(rule).zh,
  status,
  dueAt: instantOrNull(dueAt),
  overdue: isOverdue({ status, dueAt, rule, owner }, now),
  owner,
  person,
});

const clocksView = (rows: readonly MoneyClock[], now: Instant) =>
  rows.filter(({ status }) => status === 'open' || status === 'suspended').map((row) => clockView(row, now));

/** How the money of a case is looked at. */
interface Seen {
  readonly clocks: Clocks;
  readonly now: Instant;
  /** The form that a fact is about. */
  readonly aboutOf: (fact: number) => string;
}

/** A form that lacked an office's approval in several clocks lacked it once. */
const onceEach = (lapses: MoneyClock['lapses'], aboutOf: Seen['aboutOf']): MoneyClock['lapses'] => [
  ...new Map(lapses.toReversed().map((lapse) => [`${aboutOf(lapse.fact)}|${lapse.office}`, lapse])).values(),
].toReversed(); // prettier-ignore

function receiptView(receipt: ReceiptShown, { clocks, now, aboutOf }: Seen): Static<typeof CaseMoney>['receipts'][number] {
  const { bookedAt, notifiedAt, parts, deferrals, forms, ...same } = receipt;
  const own = clocks(receipt.id);
  const lapses = onceEach(own.flatMap((clock) => clock.lapses), aboutOf);
  return {
    ...same,
    bookedAt: formatInstant(bookedAt),
    notifiedAt: instantOrNull(notifiedAt),
    payableAt: parts.map(({ payableAt }) => formatInstant(payableAt)),
    parts: parts.map(({ fact, payableAt, fen, leftFen }) => ({
      ...{ deadline: `payout:${receipt.id}@${fact}`, fen, leftFen },
      payableAt: formatInstant(payableAt),
    })),
    deferrals: deferrals.map(({ fact, from, until, fen, ended }) => ({ fact, from: formatInstant(from), until: formatInstant(until), fen, ended: ended !== null && ended.at <= now && until > now ? { fact: ended.fact, on: ended.on } : null })),
    forms: forms.map((form) => formView(form, clocks, now)),
    clocks: clocksView(own, now),
    delayedWithoutApproval: lapses[0]?.office ?? null,
    withoutApproval: [...lapses],
  };
} // prettier-ignore

const formView = (form: FormShown, clocks: Clocks, now: Instant) => ({
  ...form,
  account: payeeAccountView(form.account),
  stateZh: formStates[form.state],
  clocks: clocksView(clocks(form.id), now),
});

const trialBalanceView = (of: { readonly by: string; readonly at: string }, balance: TrialBalance) => ({
  ...of,
  accounts: balance.accounts.map(({ account, debitFen, creditFen, balanceFen }) => ({
    ...{ account, zh: accounts[account].zh, side: accounts[account].side },
    ...{ debitFen, creditFen, balanceFen },
  })),
  debitFen: balance.debitFen,
  creditFen: balance.creditFen,
  balanced: balance.debitFen === balance.creditFen,
});
