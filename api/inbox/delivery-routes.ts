import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { readContacts, type StaffContact, writeContact } from '../../db/inbox/messages.ts';
import { readSettingsVersions } from '../../db/law/settings.ts';
import type { Db } from '../../db/client.ts';
import { type Pace, paces } from '../../domain/engine/staff-hours.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { administrators, leading } from '../../domain/nodes/roles.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import { isStaff } from '../../domain/plan/matters/readers.ts';
import { smsTo } from '../../domain/plan/parties/ways.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, orNull } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';

const Delivery = Type.Object(
  {
    mail: orNull(Type.String({ maxLength: 254, description: '本院的邮箱；不要邮件的为 null' })),
    phone: orNull(Type.String({ maxLength: 32, description: '手机号码；不要短信的为 null。有邮箱的先发邮件' })),
    pace: oneOf(paces, '随到随发，还是每日汇总一次（负责人）'),
  },
  { additionalProperties: false },
);
type Wanted = Static<typeof Delivery>;
const nothing: Wanted = { mail: null, phone: null, pace: 'at-once' };

const ABOUT = '收件箱总是随到随有；这里是另外发到邮箱、手机的。夜间和休息日不发，到次日早晨发；督办、通报批评和在此期间届满的除外。短信只说有几项。'; // prettier-ignore

/** `GET /api/inbox/delivery`, `POST …`: where somebody of the court is told besides (docs/decisions/163). */
export function deliveryRoutes(app: App, { store: { db }, telling }: Pick<ApiDeps, 'store' | 'telling'>): void {
  const tags = ['待办'];
  const own = { config: { access: 'person' }, onRequest: whoeverIsTold } as const;
  app.get(
    '/api/inbox/delivery',
    {
      ...own,
      schema: { tags, summary: '通知另发到哪里', description: ABOUT, response: answers({ [HTTP.ok]: Delivery }, []) },
    },
    async (request) => deliveryOf(db, personOf(request).id),
  );
  app.post(
    '/api/inbox/delivery',
    {
      ...own,
      schema: {
        tags,
        summary: '设定通知另发到哪里',
        description: `${ABOUT}邮箱、手机都写 null 的，不再另发。`,
        body: Delivery,
        response: answers({ [HTTP.ok]: Delivery }, ['mail-not-allowed', 'not-a-mobile', 'digest-for-leaders']),
      },
    },
    async (request) => {
      const person = personOf(request);
      const { mail, phone, pace } = request.body;
      const contact = {
        person: person.id,
        mail: mail === null ? null : allowed(mail.trim(), telling?.staffMailDomains ?? []),
        phone: phone === null ? null : mobile(phone),
        pace,
      };
      if (pace === 'digest' && !(await leads(db, person))) throw new ApiProblem('digest-for-leaders');
      await writeContact(db, contact);
      return deliveryOf(db, person.id);
    },
  );
}

/** Notices come to the court's own people and to who runs its system; a party is told as its case has it. */
function whoeverIsTold(request: FastifyRequest): Promise<void> {
  const { roles } = personOf(request);
  const isTold = isStaff(roles) || administrators.some((role) => roles.includes(role));
  return isTold ? Promise.resolve() : Promise.reject(new ApiProblem('forbidden'));
}

async function deliveryOf(db: Db, person: string): Promise<{ mail: string | null; phone: string | null; pace: Pace }> {
  const found: Partial<StaffContact> | undefined = (await readContacts(db, [person])).get(person);
  const { mail, phone, pace } = { ...nothing, ...found };
  return { mail, phone, pace };
}

/** An address at one of the court's own domains. Throws where it is none. */
function allowed(mail: string, domains: readonly string[]): string {
  const [, domain] = /^[\w.+-]{1,64}@([A-Za-z0-9.-]+)$/.exec(mail) ?? [];
  if (domain !== undefined && domains.includes(domain.toLowerCase())) return mail;
  const which = domains.length === 0 ? '本院没有设定邮箱的域名，请联系系统管理员（STAFF_MAIL_DOMAINS）' : `请用本院的邮箱：${domains.map((each) => `@${each}`).join('、')}`; // prettier-ignore
  throw new ApiProblem('mail-not-allowed', which);
}

function mobile(phone: string): string {
  const [way] = smsTo({ phone });
  if (way === undefined) throw new ApiProblem('not-a-mobile');
  return way.to;
}

/** Whether somebody leads others: by an office, or as lead or leader of a desk by the court's settings (plan §1). */
async function leads(db: Db, { id, roles }: Person): Promise<boolean> {
  if (roles.some((role) => leading.some((office) => office === role))) return true;
  const { lead, leaderOf } = { ...defaultSettings, ...(await readSettingsVersions(db)).at(-1)?.body };
  const named = Object.values(leaderOf).some((leader) => 'person' in leader && leader.person === id);
  return named || Object.values(lead).includes(id);
}
