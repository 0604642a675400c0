import { readInstant } from '../../gate/instant.ts';
import { plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { any, anySince, on, opening, when } from '../opens.ts';

const basis = plan('三·一(七)2');

/** Material on its way into the e-dossier: 武法〔2022〕11号 三·一(七)2. */
export const dossierDeadlines = {
  'dossier-handover': deadline({
    zh: '带回的材料移送卷宗管理中心',
    preservation: 'too',
    basis,
    about: 'batch',
    opens: when('带回纸质材料而未上传（自带回法院起算）', ['material.brought-back'], (c) =>
      c.all('material.brought-back').flatMap((f) => {
        const { paper, uploaded, returnedAt } = f.payload;
        if (!paper || uploaded) return [];
        const [owner] = f.as; // whoever brought it answers for it
        return [{ ...opening(f), from: readInstant(returnedAt) ?? f.at, ...(owner !== undefined && { owner }) }];
      }),
    ),
    within: '2wd',
    done: any('material.handed-over'),
    required: '*',
    runsOn: true,
    owner: 'officer',
  }),
  'dossier-scan': deadline({
    zh: '材料核对、扫描、编目并导入卷宗',
    preservation: 'too',
    basis,
    about: 'batch',
    opens: on('material.handed-over'),
    within: '1d',
    done: anySince('material.catalogued'),
    required: '*',
    runsOn: true,
    owner: 'dossier',
  }),
};
