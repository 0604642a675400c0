import { law, plan } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { deadline, type Discharge, type Opening, type Pointless } from '../deadline.ts';
import { type DocumentKind, documentKinds, initialOf } from '../../nodes/document-kinds.ts';
import { addressee } from '../../nodes/documents.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { eachRespondent, forEachRespondent, thoseFiled } from '../parties/readings.ts';
import { discharged, earliest, isBehind, on, opening, together, when } from '../opens.ts';
import { firstReason, respondentLeft } from '../pointless.ts';
import { type Instant, startOfDay } from '../../time/instant.ts';
import { documents, firstIssue, firstSending, firstServiceRecord, isService, issuesOf } from './readings.ts';

const kinds = initialOf(documentKinds);

/** A limit of consumption to each person named, of the dishonest the decision as well; what was sent before was not about this one. */
function restrictionIssued(c: Case, { subject, at }: Opening): Discharge | undefined {
  const decided = c.first('restriction.decided', subject)?.payload;
  const needed: readonly DocumentKind[] =
    decided?.kind === 'dishonesty' ? ['consumption-limit', 'dishonesty-decision'] : ['consumption-limit'];
  const persons = decided?.persons.map(addressee) ?? [];
  return together(
    persons.flatMap((to) => needed.map((kind) => issuesOf(c, kind, to).find(({ sent }) => sent.at >= at)?.sent)),
  );
}

/** Nothing is left to limit: a ground for closing holds, its party has left, or it was lifted. */
function restrictionOver(c: Case, opening: Opening): Pointless | undefined {
  const { subject } = opening;
  const lifted = c.first('restriction.lifted', subject);
  return firstReason(
    whenGroundHolds(c),
    respondentLeft(c, c.first('restriction.decided', subject)?.payload.party),
    lifted && { at: lifted.at, seq: lifted.seq, zh: '该项限制已经解除' },
  );
}

/** When the law begins to count: as the application came in, for those of the filing (民诉解释480); else with the opening. */
const applied = (c: Case, { at, subject }: Opening): Instant => {
  const { applicationOn } = c.filed.payload;
  return subject === null && applicationOn !== undefined ? startOfDay(applicationOn) : at;
};

/** Documents and service: 武法〔2022〕11号 三·一(三). */
export const documentDeadlines = {
  'trial-service-record': deadline({
    zh: '登记审理阶段到庭、送达及生效情况',
    basis: plan('三·一(三)1'),
    opens: thoseFiled,
    within: '2d',
    courtsOwn: true,
    done: forEachRespondent('已就每一被执行人登记', ['trial-service.recorded'], (c, id) => [firstServiceRecord(c, id)]),
    voidWhen: whenGroundHolds,
    required: ['no-property'],
    owner: 'documents',
  }),
  'initial-documents': deadline({
    zh: '制作送达执行通知书、报告财产令、传票',
    basis: plan('三·一(三)2'),
    legal: { basis: law('民诉解释480'), within: () => '10d', from: applied },
    about: 'party',
    opens: eachRespondent,
    within: '2d',
    // three kinds × each respondent (engine.md 8)
    done: forEachRespondent('三种文书均已向每一被执行人发出', ['documents.issued', 'document.sent'], (c, id) =>
      kinds.map((kind) => firstIssue(c, kind, id)),
    ),
    required: ['performed', 'no-property'],
    owner: 'documents',
  }),
  'restriction-documents': deadline({
    zh: '制作送达限制消费令、失信决定书',
    basis: plan('三·一(三)3'),
    about: 'restriction',
    opens: when('决定失信、限高', ['restriction.decided'], (c) =>
      c.all('restriction.decided').flatMap((fact) => (fact.payload.granted ? [opening(fact)] : [])),
    ),
    within: '2d',
    courtsOwn: true,
    done: discharged('已向所限制的每一人发出', ['documents.issued', 'document.sent'], restrictionIssued),
    voidWhen: restrictionOver,
    required: ['no-property'],
    owner: 'documents',
  }),
  'other-documents': deadline({
    zh: '送达其他文书',
    preservation: 'too',
    basis: plan('三·一(三)4'),
    about: 'document',
    opens: when('文书待送', ['document.ready'], (c) =>
      c.all('document.ready').map((fact) => ({ ...opening(fact), subject: fact.payload.id ?? null })),
    ),
    within: '2d',
    courtsOwn: true,
    done: discharged('已向每一受送达人寄出', ['document.sent'], (c, { subject }) => {
      const recipients = documents(c).get(subject ?? '')?.payload.recipients ?? [];
      return together(recipients.map((recipient) => firstSending(c, subject ?? '', addressee(recipient))));
    }),
    required: ['performed', 'no-property'],
    runsOn: true,
    owner: 'documents',
  }),
  'service-by-notice': deadline({
    zh: '公告送达',
    preservation: 'too',
    basis: plan('三·一(三)5'),
    about: 'delivery',
    opens: on('service.exhausted'),
    within: '2d',
    courtsOwn: true,
    done: discharged('公告送达，或者已经送达', ['notice.published', 'service.recorded'], (c, o) =>
      earliest(
        [...c.all('notice.published', o.subject), ...c.all('service.recorded', o.subject).filter(isService)].filter(
          (fact) => isBehind(fact, o),
        ),
      ),
    ),
    required: ['performed', 'no-property'],
    runsOn: true,
    owner: 'documents',
  }),
};
