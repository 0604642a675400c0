import Type, { type Static } from 'typebox';
import type { InboxRow } from '../../db/inbox/read.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { rungs } from '../../domain/plan/ladder.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { noticeRead } from '../../domain/words/notice-text.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

/** A notice in somebody's inbox, as it goes out. */
export const InboxLine = namedSchema(
  'InboxLine',
  Type.Object(
    {
      id: Type.Integer({ description: '编号' }),
      at: InstantShown('何时送到'),
      record: Type.String({ description: '案件或者登记事项的编号' }),
      caseNo: Type.String({ description: '案号；登记事项的名称' }),
      kind: Type.String({ description: '何种通知', examples: ['rung'] }),
      rung: orNull(oneOf(Object.fromEntries(Object.entries(rungs).map(([id, { zh }]) => [id, zh])), '预警的级别')),
      deadline: orNull(Type.String({ description: '所涉期限的编号' })),
      text: Type.String({ description: '内容' }),
      readAt: orNull(InstantShown('何时读过；没有读过的为 null')),
    },
    { description: '送给本人的通知' },
  ),
);

/** A line as it goes out. `names`: of those whom it speaks of. */
export const inboxLine = (
  { id, at, record, body, readAt }: InboxRow,
  names: ReadonlyMap<string, string>,
): Static<typeof InboxLine> => ({
  ...{ id, at: formatInstant(at), record, kind: body.kind, rung: body.rung, deadline: body.deadline },
  ...noticeRead(body, record, names),
  readAt: readAt === null ? null : formatInstant(readAt),
});
