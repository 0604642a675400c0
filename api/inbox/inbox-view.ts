import Type, { type Static } from 'typebox';
import type { InboxRow } from '../../db/inbox/read.ts';
import type { UnsentNotice } from '../../db/outbox/read.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { rungs } from '../../domain/plan/ladder.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { noticeRead } from '../../domain/words/notice-text.ts';
import { digestZh, type NoticeLine } from '../../domain/words/staff-messages.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

/** A notice in somebody's inbox, as it goes out. */
export const InboxLine = namedSchema(
  'InboxLine',
  Type.Object(
    {
      id: Type.Integer({ description: '编号' }),
      at: InstantShown('何时送到'),
      record: orNull(Type.String({ description: '案件或者登记事项的编号；每日汇总的为 null' })),
      caseNo: Type.String({ description: '案号；登记事项的名称；每日汇总' }),
      kind: Type.String({ description: '何种通知；digest 为每日汇总', examples: ['rung'] }),
      rung: orNull(oneOf(Object.fromEntries(Object.entries(rungs).map(([id, { zh }]) => [id, zh])), '预警的级别')),
      deadline: orNull(Type.String({ description: '所涉期限的编号' })),
      text: Type.String({ description: '内容' }),
      readAt: orNull(InstantShown('何时读过；没有读过的为 null')),
    },
    { description: '送给本人的通知' },
  ),
);

interface NoticeRow extends Pick<InboxRow, 'id' | 'at' | 'readAt'> {
  readonly record: string;
  readonly body: UnsentNotice['body'];
}

/** A notice as it goes out. `names`: of those whom it speaks of. */
export const inboxLine = (
  { id, at, record, body, readAt }: NoticeRow,
  names: ReadonlyMap<string, string>,
): Static<typeof InboxLine> => ({
  ...{ id, at: formatInstant(at), record, kind: body.kind, rung: body.rung, deadline: body.deadline },
  ...noticeRead(body, record, names),
  readAt: readAt === null ? null : formatInstant(readAt),
});

/** A day's digest: what it told, as its person may know it now. */
export const digestLine = (
  { id, at, readAt }: Pick<InboxRow, 'id' | 'at' | 'readAt'>,
  lines: readonly NoticeLine[],
): Static<typeof InboxLine> => ({
  ...{ id, at: formatInstant(at), record: null, kind: 'digest', rung: null, deadline: null },
  ...{ caseNo: '每日汇总', text: digestZh(lines) },
  readAt: readAt === null ? null : formatInstant(readAt),
});
