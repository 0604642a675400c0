import { plan } from './basis.ts';
import { record, Text } from './fields.ts';
import { node } from './node.ts';

/** Coercion: 武法〔2022〕11号 三·七5, 6. */
export const coercionNodes = {
  'police.requested': node({
    zh: '提请公安机关协查',
    basis: plan('三·七5、6'),
    by: ['officer'],
    subject: 'party',
    orSubject: 'asset',
    payload: record({ letter: Text('协查函文号'), to: Text('公安机关') }),
    example: { letter: '（2026）豫0823执123号协查函', to: '武陟县公安局' },
    disclose: 'nobody',
  }),
};
