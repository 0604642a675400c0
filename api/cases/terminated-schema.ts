import Type from 'typebox';
import { DateField } from '../../domain/nodes/fields.ts';
import { orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

/** A case that ended without property, as the court's library of them shows it. */
export const TerminatedCase = namedSchema(
  'TerminatedCase',
  Type.Object(
    {
      id: Type.String({ description: '案件编号' }),
      caseNo: Type.String({ description: '案号' }),
      title: Type.String({ description: '当事人和案由，姓名隐去' }),
      closedOn: DateField('终结本次执行程序之日'),
      reference: orNull(Type.String({ description: '终本案件库的编号；尚未录入的为 null' })),
      watchedUntil: DateField('五年定期查询的最后一日'),
      daysLeft: Type.Integer({ description: '距五年届满的日数；已经届满的为负' }),
      roundsDone: Type.Integer({ description: '已经完成的定期查询次数' }),
      nextQuery: orNull(
        Type.Object(
          {
            round: Type.String({ description: '第几次' }),
            due: Type.String({ description: '届满日' }),
            overdue: Type.Boolean({ description: '是否逾期' }),
          },
          { description: '下一次定期查询；都已完成或者已经恢复执行的为 null' },
        ),
      ),
      clues: Type.Array(
        Type.Object({
          id: Type.String({ description: '线索编号' }),
          real: orNull(Type.Boolean({ description: '是否属实；尚未核查的为 null' })),
        }),
        { description: '结案以后收到的线索' },
      ),
      inForce: Type.Array(
        Type.Object({
          asset: Type.String({ description: '财产编号' }),
          until: orNull(Type.String({ description: '控制期限届满日' })),
        }),
        { description: '仍然有效的控制' },
      ),
      restoredAs: orNull(Type.String({ description: '恢复执行的案号；没有恢复的为 null' })),
    },
    { description: '终本案件库的一件' },
  ),
);
