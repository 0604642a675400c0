import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { matterKinds, type RecordKind, recordKinds } from '../../domain/nodes/record-kinds.ts';
import { namedSchema } from '../http/named.ts';
import { deadlineFields } from './deadline-schema.ts';

const kinds: Readonly<Record<RecordKind, string>> = { case: recordKinds.case.zh, ...matterKinds };

/** An open deadline with the case that it belongs to. */
export const WorklistItem = namedSchema(
  'WorklistItem',
  Type.Object(
    {
      ...deadlineFields,
      case: Type.Object({
        id: Type.String({ description: '编号' }),
        kind: oneOf(kinds, '记录种类：案件见 /api/cases，其余见 /api/matters'),
        kindZh: Type.String(),
        caseNo: Type.String({ description: '案号；登记事项为其编号' }),
        title: Type.String({ description: '当事人（已隐名）' }),
        stage: Type.String({ description: '阶段' }),
        stageZh: Type.String(),
      }),
    },
    { description: '待办期限' },
  ),
);
