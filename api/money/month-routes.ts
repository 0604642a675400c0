import { createHash } from 'node:crypto';
import Type from 'typebox';
import { readAccountMonths, readRecordedMonth } from '../../db/money/month.ts';
import { Month } from '../../domain/nodes/reconciliation.ts';
import { canonical } from '../../domain/record/canonical.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { MoneyMonth } from './month-schema.ts';

/** `GET /api/money/months/{month}`: what both sides look at before they sign a month (docs/spec/money.md 12). */
export function monthRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/money/months/:month',
    {
      config: { access: 'person' },
      onRequest: officesOnly('funds', 'finance', 'review', 'director'),
      schema: {
        tags: ['案款'],
        summary: '月对账的账目',
        description: '各账户的月初、收入、支出、月末，当月登记的款项，和双方签字（reconciliation.signed）所写的摘要。',
        params: Type.Object({ month: Month('对账之月') }),
        response: answers({ [HTTP.ok]: ref(MoneyMonth) }, ['wrong-role', 'wrong-type']),
      },
    },
    async ({ params: { month } }) => {
      const [accounts, recorded] = await Promise.all([readAccountMonths(db, month), readRecordedMonth(db, month)]);
      const digest = createHash('sha256').update(canonical({ month, accounts, recorded })).digest('hex').slice(0, 32);
      return { month, accounts: [...accounts], recorded: [...recorded], digest };
    },
  );
}
