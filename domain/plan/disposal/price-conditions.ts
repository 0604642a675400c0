import { law } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import { type FactGuard, lacking, subjectOf } from '../guard.ts';
import { joinderExtended } from '../applications/readings.ts';
import { extensionsOf, reportTerms, reportWay } from './sale-readings.ts';

/** A report is waited for longer so often, so long, and only before its time is over (参考价规定12、19). */
export const extendedWithin: FactGuard<'application.decided'> = (c, draft, standing) => {
  const asked = c.first('application.received', subjectOf(draft))?.payload;
  if (asked?.kind !== 'extension' || !draft.payload.granted) return undefined;
  if (standing.believed === true || standing.isRecorded === true) return undefined;
  if (joinderExtended(c, subjectOf(draft)) !== undefined) return undefined; // no report is waited for
  const started = c.last('price.started', asked.about);
  const way = started && reportWay(started);
  if (started === undefined || way === undefined) return lacking('price.started', asked.about);
  const { more, times } = reportTerms[way];
  const basis = law(way === 'appraisal' ? '参考价规定19' : '参考价规定12');
  if (extensionsOf(c, started).length >= times)
    return refuse('beyond-the-cap', `该次定价至多延长${times}次`, basis, [{ id: asked.about ?? '', zh: '已经延长' }]);
  const { days = more } = draft.payload;
  if (days > more)
    return refuse('beyond-the-cap', `每次至多延长${more}日`, basis, [{ id: 'days', zh: `至多${more}日` }]);
  const due = standing
    .deadlines()
    .find((d) => d.rule === 'report-due' && d.subject === asked.about && d.status === 'open');
  if (due?.dueAt == null || due.dueAt > draft.at) return undefined;
  return refuse('dates-out-of-order', `出具报告的期限已于${due.targetDue}届满，不能再准许延长`, basis);
};
