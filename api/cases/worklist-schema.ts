import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { matterKinds, type RecordKind, recordKinds } from '../../domain/nodes/record-kinds.ts';
import { orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';
import { deadlineFields } from './deadline-schema.ts';

const kinds: Readonly<Record<RecordKind, string>> = { case: recordKinds.case.zh, ...matterKinds };

/** An open deadline with the case that it belongs to. */
export const WorklistItem = namedSchema(
  'WorklistItem',
  Type.Object(
    {
      ...deadlineFields,
      actions: Type.Array(
        Type.Object({
          node: Type.String({ description: '节点' }),
          zh: Type.String(),
          subject: orNull(Type.String({ description: '针对哪一项' })),
        }),
        { description: '办理中和办结时所登记的各项，先后为序；现在能否登记，见 GET …/actions' },
      ),
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
