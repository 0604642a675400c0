import { plan } from '../nodes/basis.ts';
import { payoutsTo } from '../nodes/payouts-to.ts';
import type { PersonNamed } from '../nodes/node.ts';
import { partyRoles, type Role, roles } from '../nodes/roles.ts';
import { triageGroupIds, triageGroups } from '../nodes/triage-criteria.ts';
import { lprTables, rateTableNames, type RateTableName } from '../money/lpr.ts';
import type { CourtSettings, Leader } from '../plan/court-settings.ts';
import { unsureRules } from '../plan/confirmed.ts';
import { deadlineRow, isRuleId } from '../plan/deadlines.ts';
import { notInOffice, type Person } from '../record/actor.ts';
import { canonical } from '../record/canonical.ts';
import { parseCivilDate } from '../time/civil-date.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { SettingsDraft } from './draft.ts';

/** A change of the court's settings as somebody asks for it: its form has been checked, nothing else. */
export type SettingsAsked = Omit<SettingsDraft, 'basis'> & { readonly basis?: string };

/** What a draft of settings is checked against. */
export interface SettingsInForce {
  readonly courtSettings: CourtSettings;
  /** The persons that the draft names who are known, with the roles that they hold now. */
  readonly people: ReadonlyMap<string, Person>;
}

/** The persons whom a draft names, and the desk that each is to answer for. */
export const personsNamedBy = ({ lead = {}, leaderOf = {} }: SettingsAsked): readonly PersonNamed[] => [
  ...entries(lead).flatMap(([role, person]) => (person === null ? [] : [{ person, role }])),
  ...entries(leaderOf).flatMap(([, leader]) => ('person' in leader ? [{ person: leader.person }] : [])),
];

/** The settings as they would be with a draft published: what it leaves out stays as it is, null takes a lead away. */
export function settingsWith(
  now: CourtSettings,
  {
    lead = {},
    leaderOf = {},
    lateEntry = {},
    publicAccounts = now.publicAccounts,
    triageOrder = now.triageOrder,
    confirmed = now.confirmed,
    rates = {},
    feeRank = now.feeRank,
    bounceWait = now.bounceWait,
    payeeAccounts = {},
  }: SettingsAsked,
): CourtSettings {
  const leads = entries({ ...now.lead, ...lead }).filter((entry): entry is [Role, string] => entry[1] !== null);
  return {
    ...now,
    lead: Object.fromEntries(leads),
    leaderOf: { ...now.leaderOf, ...leaderOf },
    lateEntry: { ...now.lateEntry, ...lateEntry },
    publicAccounts,
    triageOrder,
    confirmed: [...new Set(confirmed)].toSorted(),
    rates: { ...now.rates, ...rates },
    feeRank,
    bounceWait,
    payeeAccounts: { ...now.payeeAccounts, ...payeeAccounts },
  };
}

/** Whether settings could be published as they stand; the first reason against it wins. */
export function checkSettingsDraft(
  asked: SettingsAsked,
  { courtSettings, people }: SettingsInForce,
): SettingsDraft | Refusal {
  const draft: SettingsDraft = { ...asked, basis: (asked.basis ?? '').trim() };
  return (
    unfounded(draft) ??
    selfLed(draft) ??
    disordered(draft) ??
    notUnsure(draft) ??
    misdated(draft) ??
    unfit(draft, people) ??
    unchanged(draft, courtSettings) ??
    draft
  );
}

const unfounded = ({ basis }: SettingsDraft): Refusal | undefined =>
  basis === ''
    ? refuse('basis-missing', '请在 basis 写明本院据以设定的文件', undefined, [{ id: 'basis', zh: '依据' }])
    : undefined;

/** Nobody is told of their own lateness as their own leader. */
function selfLed({ leaderOf = {} }: SettingsDraft): Refusal | undefined {
  const wrong = entries(leaderOf).filter(([role, leader]) => 'role' in leader && leader.role === role);
  if (wrong.length === 0) return undefined;
  const missing = wrong.map(([role]) => ({ id: `leaderOf.${role}`, zh: `${roles[role]}不能以自己为负责人` }));
  return refuse('not-qualified', '一个角色的负责人须是另一角色，或者指定的人员', undefined, missing);
}

/** Each group of criteria stands in the order once, and `fast` before `emergency`: that much the plan says (plan §4). */
function disordered({ triageOrder }: SettingsDraft): Refusal | undefined {
  if (triageOrder === undefined) return undefined;
  const left = triageGroupIds.filter((id) => triageOrder.filter((each) => each === id).length !== 1);
  if (left.length > 0)
    return refuse('bad-value', '分流顺序（triageOrder）应当列出各组标准，每组一次', undefined, left.map((id) => ({ id, zh: triageGroups[id] }))); // prettier-ignore
  return triageOrder.indexOf('fast') < triageOrder.indexOf('emergency')
    ? undefined
    : refuse('bad-value', '速执在应急之前（三·五：不含已分流到简易团队的案件）', plan('三·五'), [
        { id: 'fast', zh: '列在 emergency 之前' },
      ]);
}

/** Only what was not read in the law is there to be confirmed. */
function notUnsure({ confirmed = [] }: SettingsDraft): Refusal | undefined {
  const wrong = confirmed.filter((rule) => !unsureRules.some((id) => id === rule));
  if (wrong.length === 0) return undefined;
  const missing = wrong.map((id) => ({
    id,
    zh: isRuleId(id) ? '其数字已有原文或者是本院自定，不必确认' : '没有这条规则',
  }));
  return refuse('bad-value', `可以确认的规则（confirmed）有：${unsureRules.join('、')}`, undefined, missing);
}

/** What is published of a table comes after what is built in, each entry after the one before it: what was computed before stays so. */
function misdated({ rates = {} }: SettingsDraft): Refusal | undefined {
  const wrong = (Object.keys(lprTables) as RateTableName[]).flatMap((name) => {
    const all = [...lprTables[name].slice(-1), ...(rates[name] ?? [])];
    const at = all.findIndex(({ from }, i) => i > 0 && (parseCivilDate(from) === undefined || from <= (all[i - 1]?.from ?? ''))); // prettier-ignore
    return at < 0 ? [] : [{ id: `rates.${name}.${at - 1}.from`, zh: `须为存在的日期，晚于${all[at - 1]?.from ?? ''}` }];
  });
  return wrong.length === 0 ? undefined : refuse('dates-out-of-order', '利率表（rates）的各行须依次在后，并在系统内置的最后一行之后', undefined, wrong); // prettier-ignore
}

/** Whoever is to answer for a desk holds its role, tomorrow too; whoever leads is of the court's staff. */
export function unfit(draft: SettingsAsked, people: ReadonlyMap<string, Person>): Refusal | undefined {
  const wrong = personsNamedBy(draft).flatMap(({ person: id, role }) => {
    const person = people.get(id);
    const held = person?.roles ?? [];
    if (role === undefined) return held.every((each) => partyRoles.has(each)) ? [{ id, zh: '不是本院人员' }] : [];
    const away = person && notInOffice(person, role);
    if (away !== undefined) return [{ id, zh: away, isAway: true }];
    return held.includes(role) ? [] : [{ id, zh: `不是${roles[role]}` }];
  });
  if (wrong.length === 0) return undefined;
  const missing = wrong.map(({ id, zh }) => ({ id, zh }));
  return wrong.every((each) => 'isAway' in each)
    ? refuse('not-in-office', '所指定的人员现在不担任该角色，或者今日离任，请另行指定', undefined, missing)
    : refuse('not-qualified', '所指定的人员不存在或不担任该角色', undefined, missing);
}

const unchanged = (draft: SettingsDraft, now: CourtSettings): Refusal | undefined =>
  canonical(settingsWith(now, draft)) === canonical(now)
    ? refuse('not-a-change', '与现行设置没有差别，不必再公布')
    : undefined;

const entries = <T>(table: Readonly<Partial<Record<Role, T>>>): readonly [Role, T][] =>
  Object.entries(table) as [Role, T][]; // the form lets no other key in

const accountsZh = (accounts: CourtSettings['publicAccounts']): string =>
  accounts.map(({ to, payee, account }) => `${payoutsTo[to]}：${payee} ${account}`).join('；') || '无';

/** A draft of settings in a sentence, without its basis. `nameOf` calls persons. */
export function settingsZh(
  {
    lead = {},
    leaderOf = {},
    lateEntry = {},
    publicAccounts,
    triageOrder,
    confirmed,
    rates = {},
    feeRank,
    bounceWait,
    payeeAccounts = {},
  }: SettingsAsked,
  nameOf: (person: string) => string,
): string {
  const leaderZh = (leader: Leader) => ('role' in leader ? roles[leader.role] : nameOf(leader.person));
  return [
    ...entries(lead).map(
      ([role, person]) => `${roles[role]}的责任人${person === null ? '不再指定' : `改为${nameOf(person)}`}`,
    ),
    ...entries(leaderOf).map(([role, leader]) => `${roles[role]}的负责人改为${leaderZh(leader)}`),
    ...(lateEntry.days === undefined ? [] : [`发生后超过${lateEntry.days}日登记的为补录`]),
    ...(lateEntry.decisions === undefined ? [] : [`决定、付款和结案超过${lateEntry.decisions}日登记的为补录`]),
    ...(publicAccounts === undefined ? [] : [`执行费、国库的收款账户改为${accountsZh(publicAccounts)}`]),
    ...(confirmed === undefined
      ? []
      : [
          `已核对确认的期限改为${confirmed.flatMap((id) => (isRuleId(id) ? deadlineRow(id).zh : [])).join('、') || '无'}`,
        ]),
    ...Object.entries(rates).map(
      ([name, rows]) =>
        `${rateTableNames[name as RateTableName]}增为${rows.map(({ from, annual }) => `${from}起${annual}%`).join('、') || '系统内置的各行'}`,
    ),
    ...(feeRank === undefined ? [] : [`执行费${feeRank === 'first' ? '先于' : '后于'}债权扣收`]),
    ...(bounceWait === undefined ? [] : [`退票后${bounceWait}个工作日内不归档`]),
    ...(payeeAccounts.coolingHours === undefined
      ? []
      : [`变更的收款账户在决定${payeeAccounts.coolingHours}小时后使用`]),
    ...(payeeAccounts.apartDays === undefined
      ? []
      : [`提出、决定收款账户的人${payeeAccounts.apartDays}日内不得批准、支付`]),
    ...(triageOrder === undefined ? [] : [`分流顺序改为${triageOrder.map((id) => triageGroups[id]).join('、')}`]),
  ].join('，');
}
