import Type from 'typebox';
import { atOneMoment } from '../../db/client.ts';
import { readMonthBooks } from '../../db/money/month.ts';
import { askedForTheCourt } from '../../db/reader.ts';
import { Month } from '../../domain/nodes/reconciliation.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { MoneyMonth } from './month-schema.ts';

/** `GET /api/money/months/{month}`: what both sides look at before they sign a month (docs/spec/money.md 12). */
export function monthRoutes(app: App, { store }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/money/months/:month',
    {
      config: { access: 'person' },
      onRequest: officesOnly('funds', 'finance', 'review', 'director'),
      schema: {
        tags: ['案款'],
        summary: '月对账的账目',
        description:
          '银行、财务账、执行清单各自的月初、增减、月末；执行清单与财务账不一致之处，和双方签字（reconciliation.signed）所写的摘要。',
        params: Type.Object({ month: Month('对账之月') }),
        response: answers({ [HTTP.ok]: ref(MoneyMonth) }, ['wrong-role', 'wrong-type']),
      },
    },
    async ({ params: { month } }) =>
      monthView(month, await askedForTheCourt(() => atOneMoment(store, (tx) => readMonthBooks(tx, month)))),
  );
}

const monthView = (month: string, books: Awaited<ReturnType<typeof readMonthBooks>>) => ({
  ...{ month, digest: books.digest },
  signedAt: books.signedAt === null ? null : formatInstant(books.signedAt),
  ...{ accounts: [...books.accounts], ledger: [...books.ledger], unpaid: [...books.unpaid], aged: [...books.aged] },
  ...{ recorded: [...books.recorded], late: [...books.late], differences: [...books.differences] },
  delayedWithoutApproval: [...books.delayed],
});
