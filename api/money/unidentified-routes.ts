import { readMatters } from '../../db/cases/matters.ts';
import { readUnidentified } from '../../db/money/unidentified.ts';
import { type Age, ageOn, ages } from '../../domain/plan/money/unidentified.ts';
import { dateOf, formatInstant } from '../../domain/time/instant.ts';
import { dayNumber } from '../../domain/time/civil-date.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { MOST_UNIDENTIFIED, UnidentifiedList } from './unidentified-schema.ts';

/** `GET /api/money/unidentified`: what has not been claimed yet, as far as the reader may know of it, and how long it has lain. */
export function unidentifiedRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/money/unidentified',
    { schema: { tags: ['案款'], summary: '不明款明细和账龄', description: '只有本人可以知道的。', response: answers({ [HTTP.ok]: ref(UnidentifiedList) }, []) } }, // prettier-ignore
    async (request) => {
      const reader = personOf(request);
      const rows = await readMatters(db, {
        reader,
        kind: 'unidentified-receipt',
        concluded: false,
        limit: MOST_UNIDENTIFIED,
      });
      const lines = await readUnidentified(db, rows.map(({ id }) => id)); // prettier-ignore
      const today = dateOf(Date.now());
      const items = rows.toReversed().flatMap(({ id, filedAt }) => {
        const line = lines.get(id);
        if (line === undefined) return [];
        const arrived = dateOf(filedAt);
        return [{ id, ...line, arrivedAt: formatInstant(filedAt), days: dayNumber(today) - dayNumber(arrived), age: ageOn(arrived, today) }]; // prettier-ignore
      });
      const sums = (Object.keys(ages) as Age[]).map((age) => {
        const own = items.filter((each) => each.age === age);
        return { age, count: own.length, amountFen: own.reduce((sum, each) => sum + each.amountFen, 0) };
      }); // the keys of a constant record are exactly its type
      return { items, ages: sums };
    },
  );
}
