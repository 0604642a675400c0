/** What a step of a random history says: each row's example, adapted to what the case knows then. */
import { isApprovable } from '../../domain/nodes/approvals.ts';
import { assetKinds } from '../../domain/nodes/asset-kinds.ts';
import { addressee } from '../../domain/nodes/documents.ts';
import { priceWays } from '../../domain/nodes/disposal.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { isAbout } from '../../domain/nodes/node.ts';
import { sides } from '../../domain/nodes/party.ts';
import { respondents } from '../../domain/record/parties.ts';
import { requests } from '../../domain/plan/approvals/readings.ts';
import { assets as assetsOf } from '../../domain/plan/control/assets.ts';
import { documents as documentsOf } from '../../domain/plan/documents/readings.ts';
import { endings, forms, type OutNode, outNodes } from '../../domain/plan/money/forms.ts';
import { openlyDisputedFen } from '../../domain/plan/money/disputes.ts';
import { restFen } from '../../domain/plan/money/readings.ts';
import { addMonths } from '../../domain/time/civil-date.ts';
import { dateOf, formatInstant, HOUR } from '../../domain/time/instant.ts';
import { teams } from '../../domain/nodes/roles.ts';
import { saysOf } from './documents.ts';
import { proposed } from './histories.ts';
import type { Court, Sent } from './given.ts';
import { sitting } from './given-people.ts';
import { seated } from './sent.ts';

/** Whoever holds the role that a matter supervises. */
const handlerOf = (court: Court, subject: string | undefined) => ({
  by: court.c.first('supervision.opened', subject ?? null)?.payload.owner,
});

export const one = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(from.length, 1)];
const kinds = Object.keys(assetKinds);
const documents = ['enforcement-notice', 'property-report-order', 'summons', 'other'] as const;

/** A document of some kind for one of the respondents. */
function documentOf(court: Court, n: number): object {
  const kind = one(documents, n) ?? 'other';
  const appearOn = {
    instant: formatInstant(court.now + (1 + (n % 400)) * HOUR),
    place: '执行谈话室',
    persons: ['party'],
  };
  const says = kind === 'summons' ? { appearOn } : saysOf(kind);
  return {
    kind,
    recipients: [one(respondents(court.c), n)?.id],
    account: undefined,
    performWithin: undefined,
    ...says,
  };
}

const recipientsOf = (court: Court, document: string | undefined): readonly string[] =>
  documentsOf(court.c)
    .get(document ?? '')
    ?.payload.recipients.map(addressee) ?? [];

/** What a form was applied for, in fen. */
const askedFen = (court: Court, form: string | undefined): number =>
  forms(court.c).get(form ?? '')?.applied.payload.amountFen ?? 0;

/** What the panel may have decided on. */
const panelSays: readonly object[] = [
  {},
  { about: 'payee', payee: '（2026）豫0823执456号' },
  ...['release', 'stay', 'long-case', 'termination', 'ending'].map((about) => ({ about })),
];

/** What money that leaves says of where it goes: what the form says. */
function asOnForm(court: Court, form: string | undefined, out: OutNode): object {
  const { to, payee, payeeAccount } = forms(court.c).get(form ?? '')?.applied.payload ?? {};
  if (out === 'funds.transferred') return { case: payee };
  return {
    ...(out === 'payout.paid' && { to }),
    ...((out === 'payout.paid' || out === 'payout.refunded') && { payee, payeeAccount }),
  };
}

/** What a step would send, the row's example adapted to what the case knows; undefined where there is nothing to send. */
export function adapted(court: Court, node: NodeId, n: number): Sent | undefined {
  const { example, subject: kind, introduces } = nodeRow(node);
  const known = [...court.c.subjects.values()].filter((s) => isAbout(nodeRow(node), s.of)).map((s) => s.id);
  const subject = introduces ? `${kind}-${court.record.length}` : one(known, n);
  if (kind !== undefined && subject === undefined) return undefined;
  const left = restFen(court.c, subject ?? '') - openlyDisputedFen(court.c, subject ?? '');
  const rest = (kind === 'form' ? askedFen(court, subject) : left) || 1;
  const day = dateOf(court.now + ((n % 80) - 20) * 24 * HOUR);
  const deadline = one(court.deadlines(), n)?.id;
  const seqs = court.record.map((f) => f.seq);
  const assets = Array.from({ length: n % 3 }, (_, i) => ({
    ...{ id: `a-${court.record.length}-${i}`, kind: one(kinds, n + i), holder: '李卫东', description: '财产' },
    valueFen: n % 5 === 0 ? null : (n % 40) * 1_000_000,
  }));
  const brought = [
    { ...{ id: `a-${court.record.length}`, kind: one(kinds, n), holder: '李卫东' }, description: '财产', valueFen: 1 },
  ];
  const leads = assets.map((asset, i) => ({
    ...{
      id: `l-${court.record.length}-${i}`,
      caseNo: '（2025）豫0823执7号',
      respondent: one(respondents(court.c), n)?.id,
    },
    ...{ finding: '另案查封的财产', ...(n % 4 > 0 && { asset }) },
  }));
  const control = {
    ...{ order: one(['first', 'first', 'waiting'], n), ruling: `之${court.record.length}` },
    until: addMonths(dateOf(court.now), 1 + (n % 11)),
  };
  const changes: Record<string, object> = {
    'query.returned': { complete: n % 3 > 0, assets },
    'traditional-query.returned': { complete: n % 3 > 0, assets },
    'query.failed': { round: one(['network', 'traditional'], n) },
    'asset.frozen': { ...control, amountFen: (1 + (n % 30)) * 1_000_000 },
    'asset.sealed': control,
    'asset.seized': control,
    'asset.promoted': { effectiveAt: formatInstant(court.now), until: control.until },
    'asset.renewed': { until: addMonths(dateOf(court.now), 3 + (n % 11)) },
    'asset.deducted': { amountFen: (1 + (n % 20)) * 1_000_000 },
    'asset.taken-over': { ...control, ...brought[0], kind: 'vehicle', measure: 'sealed' },
    'release.decided': { assets: [one([...assetsOf(court.c).keys()], n)] },
    'asset.surrender-ordered': { by: dateOf(court.now + 9 * 24 * HOUR) },
    'asset.applicant-told': { on: dateOf(court.now) },
    'related-cases.checked': { leads },
    'final-related-cases.checked': { leads },
    'final-query.returned': { assets },
    'debt.notified': n % 2 === 0 ? {} : { asset: one([...assetsOf(court.c).keys()], n) },
    'debt.answered': { on: dateOf(court.now) },
    'property-report.received': { on: dateOf(court.now) },
    'clue.received': { specific: n % 5 > 0, urgent: n % 3 === 0, reason: '无具体地址' },
    'clue.verified': n % 2 === 0 ? {} : { real: true, assets },
    'clue.fully-verified': n % 2 === 0 ? {} : { real: true, assets },
    'price.started': { way: one(Object.keys(priceWays), n) },
    'auction.announced': {
      startsAt: formatInstant(court.now + 31 * 24 * HOUR),
      endsAt: formatInstant(court.now + 32 * 24 * HOUR),
    },
    'auction.held': n % 3 === 0 ? { outcome: 'failed' } : {},
    'asset-schedule.filed': { items: [...assetsOf(court.c).keys()].map((id) => ({ asset: id, valueFen: null })) },
    'traits.recorded': { complex: n % 3 === 0, ...(n % 4 === 0 && { willingness: 'willing' }) },
    'triage.decided': { ...proposed(court.c), ...(n % 3 === 0 && { officer: one(['p-officer-1', 'p-officer-2'], n) }) },
    'team.changed': { team: one(Object.keys(teams), n) },
    'documents.issued': documentOf(court, n),
    'document.ready': documentOf(court, n),
    'application.received': { kind: one(['reward', 'audit', 'release'], n), on: dateOf(court.now) },
    'inquiry.ended': { endedAt: formatInstant(court.now) },
    'periodic-query.done': { toldOn: dateOf(court.now), found: assets.length > 0, assets },
    'objection.received': {
      ...{ on: dateOf(court.now), kind: n % 2 === 0 ? 'conduct' : 'third-party' },
      ...(n % 2 === 1 && { by: '案外人', assets: [...assetsOf(court.c).keys()].slice(0, 1) }),
    },
    'objection.decided': { outcome: one(['upheld', 'rejected', 'withdrawn'], n) },
    'remedy.sought': { on: dateOf(court.now), way: one(['reconsideration', 'lawsuit'], n) },
    'remedy.decided': { on: dateOf(court.now), outcome: one(['granted', 'refused'], n) },
    'distribution.planned': {
      receipts: [...court.c.subjects.values()].flatMap((s) => (s.of === 'receipt' ? [s.id] : [])).slice(-1),
      shares: [{ party: 'applicant-1', amountFen: 1 + (n % 1_000_000) }], // no receipt is smaller
      ...{ question: undefined, ranks: undefined },
    },
    'distribution.objected': {
      party: one(['applicant-1', respondents(court.c)[0]?.id], n),
      disputedFen: 1 + (n % 1000),
    },
    'distribution.opposed': { party: one([respondents(court.c)[0]?.id, 'applicant-1'], n) },
    'distribution.settled': {
      how: one(['unopposed', 'corrected', 'judged'], n),
      shares: court.c.first('distribution.planned', subject ?? null)?.payload.shares,
      document: '（2026）豫0823执123号之二', // without it an objection that nobody opposed changes the shares
    },
    'restriction.lifted': { on: dateOf(court.now) },
    'sanction.decided': { ground: `行为${court.record.length}` },
    'sanction.ended': { on: dateOf(court.now) },
    'document.sent': { recipients: recipientsOf(court, subject) },
    'service.recorded': { on: dateOf(court.now), outcome: one(['served', 'returned', 'left'], n) },
    'notice.published': { on: dateOf(court.now) },
    'case.assigned': { officer: one(['p-officer-1', 'p-officer-2'], n), panel: [...sitting] },
    'desk.assigned': { person: one(['p-control-1', 'p-control-2'], n) },
    'party.joined': { side: one(Object.keys(sides), n), name: `第三人${n % 7}` },
    'party.identified': { person: 'p-applicant' },
    'trial-service.recorded': n % 2 === 0 ? {} : { party: one(respondents(court.c), n)?.id },
    'query.started': n % 2 === 0 ? {} : { respondents: [one(respondents(court.c), n)?.id] },
    'funds.arrived': { amountFen: (1 + (n % 30)) * 1_000_000, reference: `YH-${court.record.length}` },
    'funds.confirmed': { amountFen: rest },
    'payout.applied': {
      ...{ amountFen: n % 3 === 0 ? Math.ceil(rest / 2) : rest, form: `form-${court.record.length}` },
      ...(n % 4 === 0 && { to: one(Object.keys(endings), n), payee: '（2026）豫0823执456号' }),
    },
    'panel.decided': { ...seated('panel.decided'), ...panelSays[n % panelSays.length] },
    'payout.approved': { amountFen: rest },
    ...Object.fromEntries(
      outNodes.map((out) => [
        out,
        { amountFen: n % 4 === 0 ? Math.ceil(rest / 2) : rest, ...asOnForm(court, subject, out) },
      ]),
    ),
    'payout.delay-approved': { until: dateOf(court.now + (n % 60) * 24 * HOUR) },
    'respondent.appeared': { on: dateOf(court.now) },
    'respondent.compelled': { arrivedAt: formatInstant(court.now) },
    'detention.started': { takenAt: formatInstant(court.now) },
    'deferral.ended': { on: dateOf(court.now) },
    'payout.returned': { amountFen: 1 + (n % rest), kind: 'recalled' },
    'party.ceased': { on: dateOf(court.now) },
    'stay.ordered': {
      ...(n % 2 === 0
        ? { ground: 'upper-court' }
        : {
            scope: one(
              [...assetsOf(court.c).keys()].map((id) => [id]),
              n,
            ),
          }),
      from: dateOf(court.now),
      to: dateOf(court.now + (n % 100) * 24 * HOUR),
    },
    'stay.ended': { on: dateOf(court.now) },
    'settlement.reached': { instalments: [{ n: 1, on: dateOf(court.now), amountFen: 1_000_000 }] },
    'settlement.breached': { on: dateOf(court.now) },
    'settlement.performed': { on: dateOf(court.now) },
    'transfer.accepted': { on: dateOf(court.now) },
    'closing.reviewed': { kind: 'performed' },
    'supervision.opened': n % 2 === 0 ? { deadline, owner: one(court.deadlines(), n)?.owner } : {},
    'exclusion.approved': {
      from: day,
      ground: 'suspension',
      ...(n % 2 === 0
        ? { from: dateOf(court.now), to: undefined, review: dateOf(court.now + (1 + (n % 80)) * 24 * HOUR) }
        : { to: dateOf(court.now + (n % 100) * 24 * HOUR) }),
    },
    'delegation.given': { until: dateOf(court.now + (n % 9) * 24 * HOUR) },
    'exclusion.ended': { exclusion: court.seq('exclusion.approved'), to: dateOf(court.now) },
    'extension.approved': { until: dateOf(court.now + (n % 300) * 24 * HOUR), reportedToHighCourt: n % 2 === 0 },
    'fact.withdrawn': { fact: one(seqs, n) },
    'fact.corrected': { fact: one(seqs, n), at: formatInstant(court.now - (n % 300) * HOUR) },
  };
  const names = {
    ...('deadline' in (example as object) && { deadline }),
    ...('deadlines' in (example as object) && { deadlines: [deadline] }),
  };
  const by = {
    ...(node.startsWith('fact.') && { by: 'review' }),
    ...(node === 'triage.decided' && n % 2 === 0 && { by: 'director' }),
    ...(node === 'delegation.given' && { by: 'p-officer-1' }),
    ...(node === 'request.passed' && { by: requests(court.c).get(subject ?? '')?.next }),
    ...(node === 'supervision.handled' && handlerOf(court, subject)),
  };
  const asked = isApprovable(node)
    ? [...requests(court.c).values()].find((r) => r.ended === undefined && r.asks.of === node && r.isDue)
    : undefined;
  const onRequest = asked && { ...asked.asks.payload, request: asked.id };
  const payload = { ...(example as object), ...names, ...changes[node], ...onRequest };
  return { ...(subject !== undefined && { subject }), ...by, payload: JSON.parse(JSON.stringify(payload)) as object };
}
