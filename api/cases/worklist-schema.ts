import Type from 'typebox';
import { namedSchema } from '../http/named.ts';
import { deadlineFields } from './deadline-schema.ts';

/** An open deadline with the case that it belongs to. */
export const WorklistItem = namedSchema(
  'WorklistItem',
  Type.Object(
    {
      ...deadlineFields,
      case: Type.Object({
        id: Type.String({ description: '案件编号' }),
        caseNo: Type.String({ description: '案号' }),
        title: Type.String({ description: '当事人（已隐名）' }),
        stage: Type.String({ description: '阶段' }),
        stageZh: Type.String(),
      }),
    },
    { description: '待办期限' },
  ),
);
