import { panelOn } from '../limits/readings.ts';
import { law, plan } from '../../nodes/basis.ts';
import { addressee } from '../../nodes/documents.ts';
import { finalCategories } from '../../nodes/related-cases.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { respondents } from '../../record/parties.ts';
import { foldText } from '../../record/search.ts';
import { addDays, addMonths } from '../../time/civil-date.ts';
import { dateOf, endOfDay, type Instant, startOfDay } from '../../time/instant.ts';
import { answersTo } from '../clues/readings.ts';
import { assetsInOrder, broughtBy } from '../control/assets.ts';
import { assetsInForce, isTouched, orderOf } from '../control/measures.ts';
import { firstRound } from '../control/rounds.ts';
import { issuesOf } from '../documents/readings.ts';
import { every, type Gate, lacks, type Look, needs } from './gate.ts';
import { servedOn, terminationServed } from './gates.ts';
import { lookedAt } from './last-look.ts';
import { feeSettled, noRest } from './money-gates.ts';

const rules = law('法〔2016〕373号 1–5');
const recheck = plan('三·七10');
const fine: Look = { facts: [], gaps: [] };
const found = (...facts: readonly Fact[]): Look => ({ facts, gaps: [] });

const eachRespondent = (c: Case, look: (party: string) => Look): Look =>
  every(respondents(c).map(({ id }) => look(id)));

/** Z2: a report was checked; what was wrong with it was sanctioned, or says why not. */
function reportChecked(c: Case, party: string): Look {
  const checked = c.last('property-report.checked', party);
  if (checked === undefined) return needs(checked, 'property-report.checked', `${party}：`);
  const { outcome, reason } = checked.payload;
  if (outcome === 'truthful' || (reason ?? '').trim() !== '') return found(checked);
  const sanction = c.all('sanction.decided').find((f) => f.payload.party === party && inOrder(f, checked) > 0);
  if (sanction !== undefined) return found(checked, sanction);
  return lacks('sanction.decided', `${party}违反报告义务，未处罚，核查时也未说明理由`);
}

/** Z3: consumption is limited, and the order has gone out to each person named. */
function limited(c: Case, party: string): Look {
  const decided = decisionOn(c, party, 'consumption').findLast((f) => f.payload.granted);
  if (decided === undefined) return needs(undefined, 'restriction.decided', `${party}（限制消费）：`);
  const sent = decided.payload.persons
    .map(addressee)
    .map((to) =>
      needs(
        issuesOf(c, 'consumption-limit', to).find((issue) => issue.sent.at >= decided.at)?.sent,
        'documents.issued',
        `向${to}的限制消费令：`,
      ),
    );
  return every([found(decided), ...sent]);
}

const decisionOn = (c: Case, party: string, kind: 'consumption' | 'dishonesty') =>
  c.all('restriction.decided').filter((f) => f.payload.party === party && f.payload.kind === kind);

/** ° How old the last look before closing may be (plan §5, Z5). */
const FRESH_DAYS = 30;

/** Z5: the last look, in every category, about everybody, young enough; analysed after it; nothing found is left alone. */
function rechecked(c: Case, now: Instant): Look {
  const since = startOfDay(addDays(dateOf(now), -FRESH_DAYS));
  const young = <F extends Fact>(facts: readonly F[]): readonly F[] => facts.filter((f) => f.at >= since);
  const done = young(c.all('final-query.done'));
  const seen = lookedAt(c, since);
  const asked = respondents(c).filter(({ id }) => seen.has(id));
  const related = young(c.all('final-related-cases.checked')).at(-1);
  const last = [done.at(-1), related]
    .flatMap((f) => f ?? [])
    .toSorted(inOrder)
    .at(-1);
  const analysed = c.all('final-recheck.analysed').findLast((f) => last === undefined || inOrder(f, last) > 0);
  const age = `（结案前${FRESH_DAYS}日内）`;
  return every([
    eachRespondent(c, (id) => (seen.has(id) ? fine : lacks('final-query.started', `未再次查询${id}`))),
    ...Object.entries(finalCategories).map(([kind, zh]) => {
      const left = asked.filter(({ id }) => seen.get(id)?.has(kind) !== true).map(({ id }) => id);
      if (asked.length > 0 && left.length === 0) return fine;
      const whose = left.length < asked.length ? left.join('、') : '';
      return lacks('final-query.done', `缺${whose}“${zh}”的再次查询结果${age}`);
    }),
    { facts: done, gaps: [] },
    needs(related, 'final-related-cases.checked', age),
    needs(analysed, 'final-recheck.analysed', '查询之后'),
    ...leftAlone(c),
  ]);
}

/** What the last look found and nobody dealt with. */
const leftAlone = (c: Case): readonly Look[] =>
  assetsInOrder(c)
    .filter((asset) => broughtBy(c, asset)?.startsWith('final-') === true && !isTouched(c, asset.id))
    .map(({ id }) => lacks('asset.skipped', `再次查询发现的 ${id} 未控制，也未说明不予控制的理由`));

/** Z8: each clue looked into, or not specific and told so; each application for help answered, and carried out where granted. */
const pursued = (c: Case): Look =>
  every([
    ...[...c.subjects.values()].filter((s) => s.of === 'clue').map(({ id }) => clueAnswered(c, id)),
    ...c.all('application.received').map((f) => applicationAnswered(c, f)),
  ]);

function clueAnswered(c: Case, clue: string): Look {
  const received = c.last('clue.received', clue);
  if (received === undefined) return lacks('clue.received', `线索 ${clue} 未收取`);
  if (!received.payload.specific) return found(received);
  return needs(answersTo(c, clue)[0], 'clue.verified', `线索 ${clue}：`);
}

const carriedOut = { reward: ['reward.published'], audit: ['audit.reported'], investigation: ['query.started', 'traditional-query.started', 'field.investigated', 'search.conducted'] } as const; // prettier-ignore

function applicationAnswered(c: Case, application: FactOf<'application.received'>): Look {
  const { kind } = application.payload;
  if (kind !== 'reward' && kind !== 'audit' && kind !== 'investigation') return fine;
  const id = application.subject ?? '';
  const decided = c.first('application.decided', id);
  if (decided?.payload.granted !== true) return needs(decided, 'application.decided', `${id}：`);
  const nodes = carriedOut[kind];
  const done = nodes.flatMap((node) =>
    kind === 'investigation' ? c.all(node).filter((f) => inOrder(f, decided) > 0) : c.all(node, id),
  );
  return every([found(decided), needs(done[0], nodes[0], `${id} 已准许：`)]);
}

/** Z10: obstruction, as the analysis has it: none, sanctioned, or a reason why not. */
function obstructionDealtWith(c: Case): Look {
  const analysed = c.last('final-recheck.analysed');
  const said = analysed?.payload.obstruction?.trim() ?? '';
  if (analysed === undefined || said === '')
    return lacks('final-recheck.analysed', '分析时未写明妨害执行的情形（obstruction）');
  if (said !== 'sanctioned') return found(analysed);
  return every([found(analysed), needs(c.last('sanction.decided'), 'sanction.decided')]);
}

/** Z12: the officer has spoken with the applicant since the analysis. */
function interviewed(c: Case): Look {
  const analysed = c.last('final-recheck.analysed');
  const last = c.last('termination.interviewed');
  const isStale = last !== undefined && analysed !== undefined && inOrder(last, analysed) < 0;
  return isStale
    ? lacks('termination.interviewed', '约谈在最后一次分析之前，须再次约谈')
    : needs(last, 'termination.interviewed');
}

/** Z13: the applicant agrees and has signed; or the panel has verified it and the president approved. */
function agreedOrApproved(c: Case): Look {
  const said = c.last('termination.interviewed');
  if (said?.payload.consents === true && said.payload.signed === true) return found(said);
  const panel = panelOn(c, 'termination').at(-1);
  if (panel?.payload.outcome !== 'agreed')
    return lacks('panel.decided', '申请执行人未签字同意，须由合议庭就终本（about 写 termination）审查核实');
  const approved = c.all('termination.approved').find((f) => inOrder(f, panel) > 0);
  return every([found(panel), needs(approved, 'termination.approved')]);
}

/** Z11: more than three months since filing, from the day after (L91). */
function threeMonths(c: Case, now: Instant): Look {
  const last = addMonths(dateOf(c.filed.at), 3);
  return now >= endOfDay(last) ? found(c.filed) : lacks('case.closed', `自${addDays(last, 1)}起方可终本`);
}

/** Z6: what was asked of registers and banks by hand is back. */
const traditionalDone = (c: Case): Look =>
  firstRound(c).traditionalBack
    ? found(...c.all('traditional-query.returned').slice(-1))
    : lacks(
        c.first('traditional-query.started') === undefined ? 'traditional-query.started' : 'traditional-query.returned',
        '传统查控尚未启动并全部反馈',
      );

/** Z6: somebody was at each respondent's place; where several live at one, one visit is for all of them. */
function investigated(c: Case): Look {
  const places = new Set(respondents(c).map(({ id, address }) => foldText(address ?? id)));
  const visits = c.all('field.investigated');
  if (new Set(visits.map(({ payload }) => foldText(payload.place))).size >= places.size) return found(...visits);
  return lacks('field.investigated', `被执行人的住所地、经营地等处共${places.size}处，实地调查了${visits.length}次`);
}

/** Z10: whoever is nowhere to be found is sought by the police. */
const sought = (c: Case): Look =>
  eachRespondent(c, (id) => {
    const missing = c.last('whereabouts.unknown', id);
    if (missing === undefined || c.all('whereabouts.found', id).some((f) => inOrder(f, missing) > 0)) return fine;
    return needs(c.all('police.requested', id).find((f) => inOrder(f, missing) > 0), 'police.requested', `${id} 下落不明：`); // prettier-ignore
  });

const gate = (id: string, zh: string, look: Gate['look'], basis = rules): Gate => ({ id, zh, basis, look });

/** The gates of law.md §4 (Z1–Z15) and of plan 三·七10, in the order in which a file is checked. */
export const closingGates: readonly Gate[] = [
  gate('Z1', '执行通知书和报告财产令已送达每一被执行人', (c, now) =>
    every(
      (['enforcement-notice', 'property-report-order'] as const).map((kind) =>
        servedOn(c, respondents(c), { kind }, now),
      ),
    ),
  ),
  gate('Z2', '财产报告已核查，违反报告义务的已处理', (c) => eachRespondent(c, (id) => reportChecked(c, id))),
  gate('Z3', '已决定限制消费并发出限制消费令', (c) => eachRespondent(c, (id) => limited(c, id))),
  gate('Z4', '符合条件的已纳入失信名单，或说明不符合的理由', (c) =>
    eachRespondent(c, (id) =>
      needs(decisionOn(c, id, 'dishonesty').at(-1), 'restriction.decided', `${id}（失信，不符合的写明不准许的理由）：`),
    ),
  ),
  gate('final-recheck', '结案前再次网络查控、全省关联案件查询并分析', rechecked, recheck),
  gate('Z6', '传统查控已完成，并到被执行人住所等处实地调查', (c) => every([traditionalDone(c), investigated(c)])),
  gate(
    'Z7',
    '已查询全省关联案件',
    (c) => needs(c.first('related-cases.checked'), 'related-cases.checked'),
    plan('三·一(二)4'),
  ),
  gate('Z8', '财产线索，悬赏、审计、调查申请均已处理', pursued),
  gate('Z9', '已控制的财产不能处置', (c) =>
    every(
      assetsInForce(c)
        .filter(({ id }) => orderOf(c, id) === 'first' && c.first('disposal.impossible', id) === undefined)
        .map(({ id }) =>
          lacks('asset.released', `${id} 为首先控制，尚未处置、扣划、解除，也未登记不能处置（disposal.impossible）`),
        ),
    ),
  ),
  gate('Z10', '下落不明的已提请公安协查，妨害执行的已处罚或者说明理由', (c) =>
    every([sought(c), obstructionDealtWith(c)]),
  ),
  gate('Z11', '自立案之日起已超过三个月', threeMonths, law('法〔2016〕373号 1(4)')),
  gate('termination-interview', '承办人在分析之后与申请执行人约谈并制作笔录', interviewed, recheck),
  gate('Z13', '申请执行人签字确认，或合议庭审查核实并报院长批准', agreedOrApproved, law('民诉解释517')),
  terminationServed,
  noRest,
  feeSettled(true),
];
