import type { Case } from '../../record/case.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { parties } from '../../record/parties.ts';
import { byLaw } from '../by-law.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { controlsAgainst } from '../control/against.ts';
import { deadline, type Opening } from '../deadline.ts';
import { discharged, earliest, once, opening, together, when } from '../opens.ts';
import { forEachRespondent } from '../parties/readings.ts';
import { firstIssue, firstIssueOf } from './readings.ts';

const notice = 'enforcement-notice';
const issued = ['documents.issued', 'document.sent'] as const;

/** Measures came before the notice: from the first one against a respondent who had none, until it leaves (执行程序解释22). */
const unwarned = (c: Case): readonly Opening[] =>
  parties(c).flatMap(({ id, left }): readonly Opening[] => {
    const first = controlsAgainst(c).get(id)?.[0];
    const told = firstIssue(c, notice, id);
    if (first === undefined || (told !== undefined && inOrder(told, first) < 0)) return [];
    return [
      {
        ...opening(first),
        subject: id,
        ...(left && { until: { at: left.at, seq: left.seq, zh: '该被执行人已退出本案' } }),
      },
    ];
  });

const toEach = forEachRespondent('已向每一被执行人发出执行通知书', issued, (c, id) => [firstIssue(c, notice, id)]);

/** The applicant was asked for what it knows: at the first reception, or in writing. */
const asked = (c: Case) =>
  earliest([c.first('reception.held'), firstIssueOf(c, 'clue-invitation')].filter((f) => f !== undefined));

/** The notice as the law asks for it beside the plan: plan §2.1, L05, L07. */
export const noticeDeadlines = {
  'notice-after-measure': deadline({
    ...byLaw('执行程序解释22', '3d'),
    zh: '采取措施后补发执行通知书',
    known: 'W',
    about: 'party',
    opens: when(
      '向被执行人发出执行通知书之前，首次对其采取控制措施',
      ['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.taken-over'],
      unwarned,
    ),
    done: discharged('已向其发出执行通知书', issued, (c, { subject }) => firstIssue(c, notice, subject ?? '')),
    required: ['performed', 'no-property'],
    owner: 'documents',
  }),
  'officer-notice': deadline({
    ...byLaw('法发〔2006〕35号 4、5', '3d'),
    zh: '发出执行通知书，并通知申请执行人提供线索',
    known: 'W',
    opens: once('首次确定承办人', ['case.assigned'], (c) =>
      c.all('case.assigned').find(({ payload }) => payload.officer !== undefined),
    ),
    done: discharged(
      '已向每一被执行人发出执行通知书，并已接待申请执行人或者向其发出提供线索通知',
      [...issued, 'reception.held'],
      (c, o) => {
        const both = together([toEach.find(c, o), asked(c)]);
        return both && { ...both, at: Math.max(both.at, o.at) }; // what was done before has been done in time
      },
    ),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'officer',
  }),
};
