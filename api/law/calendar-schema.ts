import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref } from '../http/named.ts';

/** What a publication makes of a day. */
export const dayKinds = { rest: '休息', work: '调休上班' };
const kind = oneOf(dayKinds, '休息或上班');
const source = {
  version: Type.Integer({ description: '由它形成的日历版本' }),
  local: Type.Boolean({ description: '本院自定日，不是国务院的放假安排' }),
  source: Type.String({ description: '发布机关' }),
  notices: Type.Array(Type.String(), { description: '通知文号或者网址' }),
  publishedAt: InstantShown('公布的时刻'),
  publishedBy: Type.String({ description: '公布人；system 为系统自带' }),
};
const Day = Type.Object({
  date: Type.String({ description: '日期' }),
  kind,
  name: Type.String({ description: '名称' }),
});

/** A publication of a year. */
export const CalendarPublication = namedSchema(
  'CalendarPublication',
  Type.Object({ ...source, days: Type.Array(Day) }, { description: '一次公布' }),
);

/** The years of the calendar. */
export const CalendarOverview = Type.Object({
  version: Type.Integer({ description: '日历的最新版本' }),
  years: Type.Array(
    Type.Object({
      year: Type.Integer(),
      published: Type.Boolean({ description: '放假安排已经公布' }),
      version: orNull(Type.Integer({ description: '最近一次公布形成的版本；尚未公布的为 null' })),
      source: orNull(Type.String({ description: '发布机关' })),
      notices: Type.Array(Type.String(), { description: '通知文号或者网址' }),
      versions: Type.Array(Type.Integer(), { description: '涉及该年的各版本，包括本院自定日' }),
      localDays: Type.Integer({ description: '本院自定日的日数' }),
    }),
  ),
  provisionalYears: Type.Array(
    Type.Object({
      year: Type.Integer(),
      deadlines: Type.Integer({ description: '等待它公布的期限数' }),
      cases: Type.Integer({ description: '所涉案件数' }),
    }),
    { description: '尚未公布而已有期限涉及的年份' },
  ),
});

/** One year of the calendar. */
export const CalendarYearView = namedSchema(
  'CalendarYear',
  Type.Object(
    {
      year: Type.Integer(),
      version: Type.Integer({ description: '所示的日历版本' }),
      published: Type.Boolean({ description: '放假安排已经公布；否则按周一至周五计，期限暂定' }),
      source: orNull(Type.String({ description: '发布机关' })),
      notices: Type.Array(Type.String(), { description: '通知文号或者网址' }),
      days: Type.Array(
        Type.Object({
          date: Type.String({ description: '日期；放假安排可以写到相邻年份的年末年初' }),
          kind,
          name: Type.String({ description: '名称' }),
          local: Type.Boolean({ description: '本院自定日' }),
          source: Type.String({ description: '何机关所定' }),
          notices: Type.Array(Type.String(), { description: '所依据的通知' }),
          version: Type.Integer({ description: '由哪一版本所定' }),
        }),
        { description: '休息日和调休上班日；其余各日按周一至周五上班' },
      ),
      publications: Type.Array(ref(CalendarPublication), {
        description: '该年的历次公布，先后为序，最后一次在末',
      }),
    },
    { description: '日历的一年' },
  ),
);
