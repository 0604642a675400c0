import { createHmac, timingSafeEqual } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { smsOf } from '../../domain/engine/sms-id.ts';
import { takeSmsReport } from '../../gateway/sms-reports.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { caseArea } from '../cases/areas.ts';
import { loadStart } from '../cases/load-case.ts';
import { answers } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';

/** A report that is older than this is taken from nobody: whoever overheard it may send it again (ms). */
const FRESH_MS = 5 * 60_000;

const Report = Type.Object(
  {
    status: Type.Enum(['delivered', 'failed', 'unknown'], {
      description: 'delivered 已送达，failed 未送达，unknown 不明（不登记，以后可以再报）',
    }),
    reason: Type.Optional(Type.String({ maxLength: 100, description: '未送达的原因，不写号码' })),
  },
  { additionalProperties: false },
);
const Headers = Type.Object({
  'x-report-time': Type.Optional(Type.String({ maxLength: 20, description: '发出的时刻：Unix 秒' })),
  'x-report-signature': Type.Optional(Type.String({ maxLength: 64, description: '签名：十六进制' })),
});
const Taken = Type.Object({ recorded: Type.Boolean({ description: '已登记；已经知道或者不明的为 false' }) });

const HOW = '短信网关以 `SMS_REPORT_KEY` 签名：`HMAC-SHA256(密钥, "时刻\\n编号\\nstatus\\nreason")`，没有 reason 的为空，十六进制写入 x-report-signature；编号是发送时 PUT 的那一个。同一报告再发，只登记一次。'; // prettier-ignore

/** `POST /api/sms/reports/{id}`: what a gateway says of a message later (docs/decisions/161). */
export function smsReportRoutes(
  app: App,
  { store, gateway, telling }: Pick<ApiDeps, 'store' | 'gateway' | 'telling'>,
): void {
  app.post(
    '/api/sms/reports/:id',
    {
      config: { access: 'public' },
      schema: {
        tags: ['当事人'],
        summary: '短信的送达报告',
        description: HOW,
        params: Type.Object({ id: Type.String({ maxLength: 200, description: '短信的编号' }) }),
        headers: Headers,
        body: Report,
        response: answers({ [HTTP.ok]: Taken }, ['reports-not-set', 'bad-report-signature', 'report-too-old', 'no-such-message', 'report-too-early', 'no-disclosure-account', 'busy', 'temporal-unavailable', 'timeout']), // prettier-ignore
      },
    },
    async ({ params: { id }, headers, body }) => {
      const key = telling?.smsReportKey;
      if (key === undefined) throw new ApiProblem('reports-not-set');
      checkSignature(key, id, headers, body);
      const message = smsOf(id);
      if (message === undefined) throw new ApiProblem('no-such-message');
      if (body.status === 'unknown') return { recorded: false };
      const report = body.status === 'failed' ? { status: body.status, reason: body.reason?.trim() || '未说明' } : { status: body.status }; // prettier-ignore
      const tell: Parameters<typeof takeSmsReport>[0]['tell'] = (caseId, said) =>
        gateway.completeNode(caseId, said, () => loadStart(store.db, caseArea, caseId));
      const taken = await takeSmsReport({ store, tell }, message, report);
      if (taken !== 'recorded' && taken !== 'known') throw new ApiProblem(taken);
      return { recorded: taken === 'recorded' };
    },
  );
}

/** Throws where a report is not of whoever has the key, or of long ago. */
function checkSignature(
  key: string,
  id: string,
  { 'x-report-time': time = '', 'x-report-signature': signature = '' }: Static<typeof Headers>,
  { status, reason = '' }: Static<typeof Report>,
): void {
  const expected = createHmac('sha256', key).update([time, id, status, reason].join('\n')).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new ApiProblem('bad-report-signature'); // prettier-ignore
  if (!/^\d+$/.test(time) || Math.abs(Date.now() - Number(time) * 1_000) > FRESH_MS) throw new ApiProblem('report-too-old'); // prettier-ignore
}
