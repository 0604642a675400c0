import Type from 'typebox';
import { readPublications } from '../../db/law/calendar.ts';
import { type MoveRow, readDeadline, readMoves } from '../../db/cases/moves.ts';
import { namesOf } from '../../db/people/names.ts';
import { readFacts } from '../../db/cases/read.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import { explainDeadline } from '../../domain/law/explanation.ts';
import type { Move } from '../../domain/law/explaining.ts';
import { type Moved, whyMoved } from '../../domain/law/moves.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { type Area, findRecord } from './areas.ts';
import { personOf } from '../http/plugins/auth.ts';
import { answers } from '../http/common.ts';
import { Explanation } from './explanation-schema.ts';
import { ref } from '../http/named.ts';

const Params = Type.Object({
  id: Type.String({ description: '编号' }),
  deadline: Type.String({ description: '期限编号', examples: ['payout:r-7@12'] }),
});

/** `GET /api/cases/{id}/deadlines/{deadline}/explanation`, and of a matter. */
export function explanationRoutes(
  app: App,
  { store: { db } }: Pick<ApiDeps, 'store'>,
  laws: LawLibrary,
  area: Area,
): void {
  app.get(
    `${area.path}/:id/deadlines/:deadline/explanation`,
    {
      schema: {
        tags: [area.tag],
        summary: '一个期限的说明',
        description: '由何起算，依据什么，怎样计算，扣除了什么、谁批准，跳过了哪些休息日，以前是哪一日、为何变动。',
        params: Params,
        response: answers({ [HTTP.ok]: ref(Explanation) }, ['unknown-case', 'no-such-deadline']),
      },
    },
    async (request) => {
      const { id, deadline } = request.params;
      await findRecord(db, area, id, personOf(request));
      const found = await readDeadline(db, id, deadline);
      if (found === undefined) throw new ApiProblem('no-such-deadline', `本案没有期限 ${deadline}`);
      const [record, moves, publications] = await Promise.all([
        readFacts(db, id),
        readMoves(db, id, deadline),
        readPublications(db),
      ]);
      const names = await namesOf(db, [found.ownerPerson, ...record.map((f) => f.by)]);
      const library = await laws.load(db, lawsMet(record));
      const reading = { record, id: deadline, rule: found.rule, laws: library, publications };
      const opened = formatInstant(found.openedAt);
      return explainDeadline({
        deadline: found,
        owner: { role: found.ownerRole, person: found.ownerPerson },
        record,
        moves: moves.map((row) => moveOf(row, opened, reading)),
        nameOf: (person) => names.get(person) ?? person,
      });
    },
  );
}

/** A line of the log as a move of the deadline, with its reasons. */
function moveOf(row: MoveRow, opened: string, reading: Omit<Moved, 'seq' | 'from' | 'years'>): Move {
  const { targetDue: to, from } = row.data as { targetDue: string | null; from?: { targetDue: string | null } }; // domain/engine/log.ts writes them
  const was = row.type === 'certain' ? to : (from?.targetDue ?? null);
  const years = [opened, was, to].filter((text) => text !== null).map((text) => Number(text.slice(0, 4)));
  const span = [Math.min(...years), Math.max(...years)] as const;
  const why = row.fact === null ? [] : whyMoved({ ...reading, seq: row.fact, from: was, years: span });
  return { at: row.recordedAt, from: was, to, certain: row.type === 'certain', why };
}
