import { createHash } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { type CasePayment, readPayments } from '../../db/money/payments.ts';
import { paymentsFile } from '../../domain/money/payments/payments-file.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { paymentStates } from '../../domain/plan/money/payments.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { dateOf, formatInstant } from '../../domain/time/instant.ts';
import { refusedItem } from '../access/batch-item.ts';
import { fileReadings } from '../access/noted.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { caseArea } from '../cases/areas.ts';
import { completeOne } from '../cases/complete-one.ts';
import type { Door } from '../cases/door.ts';
import { attachment } from '../http/attachment.ts';
import { answers } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { idempotencyKey, KeyHeaders } from '../http/idempotency-key.ts';
import { inTurns } from '../http/in-turns.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import type { Metrics } from '../http/plugins/metrics.ts';
import { readDate } from '../http/query.ts';
import { PaymentBatch, PaymentBatchDone, PaymentList } from './payment-schema.ts';

const tags = ['案款'];
const Query = Type.Object(
  {
    state: Type.Optional(oneOf(paymentStates, '状态')),
    day: Type.Optional(Type.String({ description: '哪一日提交的', examples: ['2026-03-10'] })),
    batch: Type.Optional(
      Type.String({ pattern: '^[A-Za-z0-9._-]{1,128}$', description: '哪一批', examples: ['PL0123456789ABCDEF01'] }),
    ),
    format: Type.Optional(Type.Enum(['json', 'csv'], { default: 'json', description: 'csv：给银行的付款文件，只有已提交而尚无结果的' })), // prettier-ignore
  },
  { additionalProperties: false },
);
const LONGEST_KEY = 190;

const upper = (of: string): string => createHash('sha256').update(of).digest('hex').slice(0, 18).toUpperCase();

/** One number for a form, whoever orders it and however often: twice ordered it is still one payment. */
const referenceOf = ({ case: id, form, order }: CasePayment): string => order?.payload.reference ?? `ZF${upper(`${id} ${form}`)}`; // prettier-ignore

const purposeOf = ({ caseNo, form }: CasePayment): string => `${caseNo}执行案款 ${form}`;

type Parts = Pick<ApiDeps, 'store' | 'gateway'> & { readonly metrics: Metrics; readonly door: Door };

/** `GET`, `POST /api/money/payments`: what goes to the bank, as its file, and the orders themselves (docs/spec/money.md 11). */
export function paymentRoutes(app: App, deps: Parts): void {
  listRoute(app, deps);
  orderRoute(app, deps);
}

function listRoute(app: App, { store: { db } }: Parts): void {
  app.get(
    '/api/money/payments',
    {
      config: { access: 'person' },
      onRequest: officesOnly('funds', 'finance', 'review', 'director'),
      schema: {
        tags,
        summary: '待付款和在途付款',
        description:
          '已批准、经银行付出的审批表。`format=csv` 为给银行的付款文件（`#zhixing-payments,1`，见 docs/statements.md）：所列各笔已有结果的不再列出。',
        querystring: Query,
        response: answers({ [HTTP.ok]: ref(PaymentList) }, ['bad-query', 'wrong-role']),
      },
    },
    async (request, reply) => {
      const { state, batch, format = 'json' } = request.query;
      const day = readDate('day', request.query.day);
      const all = await readPayments(db, personOf(request));
      const asked = all.filter(({ state: is, order }) =>
        (state === undefined || is === state) &&
        (day === undefined || (order !== undefined && dateOf(order.at) === day)) &&
        (batch === undefined || order?.payload.batch === batch),
      ); // prettier-ignore
      if (format === 'json') return listView(asked);
      const sent = asked.filter((each) => each.state === 'sent');
      request.shown = fileReadings(sent.map((each) => each.case), ['payee', 'account']); // prettier-ignore
      const file = paymentsFile(sent.map(orderOf));
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', attachment(`payments-${batch ?? day ?? dateOf(Date.now())}.csv`))
        .serializer((body: unknown) => body as string) // a text, as it is
        .send(file as unknown as Static<typeof PaymentList>); // a reply of another type than the document
    },
  );
}

function orderRoute(app: App, deps: Parts): void {
  const { db } = deps.store;
  app.post(
    '/api/money/payments',
    {
      config: { access: 'person' },
      onRequest: officesOnly('finance'),
      schema: {
        tags,
        summary: '提交付款指令',
        description: '逐份审批表登记“付款指令提交银行”（payout.sent），各有一个指令号，合为一批；付款文件在 file 所示的地址。带 Idempotency-Key 的，原样再发不会重复提交。', // prettier-ignore
        headers: KeyHeaders,
        body: PaymentBatch,
        response: answers({ [HTTP.ok]: ref(PaymentBatchDone) }, ['bad-idempotency-key', 'wrong-type', 'wrong-role', 'nothing-to-pay']), // prettier-ignore
      },
    },
    async (request, reply) => {
      const key = idempotencyKey(request.headers['idempotency-key']);
      if (key.length > LONGEST_KEY) throw new ApiProblem('bad-idempotency-key', `成批提交的，至多${LONGEST_KEY}个字符`);
      reply.header('idempotency-key', key);
      const { id: by } = personOf(request);
      const batch = `PL${upper(`${by} ${key}`)}`;
      const named = request.body.forms?.map((each) => ({ ...each, case: caseIdOf(each.case) }));
      const all = await readPayments(
        db,
        personOf(request),
        named?.map((each) => each.case),
      );
      const known = new Map(all.map((each) => [`${each.case} ${each.form}`, each]));
      const asked = named ?? all.filter(({ state, order }) => state === 'due' || order?.payload.batch === batch);
      if (asked.length === 0) throw new ApiProblem('nothing-to-pay');
      const one = async ({ case: id, form }: (typeof asked)[number]) => {
        const payment = known.get(`${id} ${form}`) ?? { case: id, form, order: undefined };
        const reference = referenceOf(payment as CasePayment);
        if (payment.order?.payload.batch === batch && known.get(`${id} ${form}`)?.state === 'sent') return { case: id, form, reference, problem: null }; // prettier-ignore
        try {
          const body = { subject: form, payload: { reference, batch, channel: 'online-bank' } };
          await completeOne(deps, caseArea, { id, node: 'payout.sent', body, by, key: `${key}:${reference}` });
          return { case: id, form, reference, problem: null };
        } catch (error) {
          return {
            case: id,
            form,
            reference: null,
            problem: refusedItem(request, error, { case: id, node: 'payout.sent' }),
          };
        }
      };
      const results = await inTurns(asked, one, () => !request.raw.socket.destroyed);
      return { batch, file: `/api/money/payments?batch=${batch}&format=csv`, results };
    },
  );
}

const orderOf = (payment: CasePayment) => ({
  ...{ reference: referenceOf(payment), form: payment.form, amountFen: BigInt(payment.amountFen) },
  ...{ payee: payment.payee.holder, account: payment.payee.number, bank: payment.payee.bank },
  ...{ bankCode: payment.payee.bankCode, purpose: purposeOf(payment) },
});

const listView = (all: readonly CasePayment[]): Static<typeof PaymentList> => ({
  items: all.map((payment) => {
    const { case: id, caseNo, form, state, amountFen, payee, order, failed } = payment;
    return {
      ...{ case: id, caseNo, form, state, amountFen, failed, purpose: purposeOf(payment) },
      ...{ payee: payee.holder, account: payee.number, bank: payee.bank, bankCode: payee.bankCode },
      reference: order?.payload.reference ?? null,
      batch: order?.payload.batch ?? null,
      sentAt: order === undefined ? null : formatInstant(order.at),
    };
  }),
  amountFen: all.reduce((sum, { amountFen }) => sum + amountFen, 0),
});
