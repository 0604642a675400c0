import { deadlineRow } from '../plan/deadlines.ts';
import { dateZh, periodZh, rollNames } from '../words/time.ts';
import { settingsZh } from './check-settings-draft.ts';
import type { LawDraft } from './draft.ts';
import type { Preview } from './preview.ts';

/** A draft in a sentence: what it would change, since when, by which document. `nameOf` calls persons. */
export function draftZh(draft: LawDraft, nameOf: (person: string) => string): string {
  switch (draft.kind) {
    case 'calendar':
      return `${draft.year}年${draft.local ? '本院自定日' : '放假安排'}（${draft.source} ${draft.notice}），${draft.days.length}日`;
    case 'plan':
      return publishedZh(draft, draft.version);
    case 'settings':
      return `本院设置：${settingsZh(draft, nameOf)}（${draft.basis}）`;
    case 'rule': {
      const changes = [
        ...(draft.within === undefined ? [] : [`期限改为${periodZh(draft.within)}`]),
        ...(draft.roll === undefined ? [] : [rollNames[draft.roll]]),
        ...(draft.ladder === undefined ? [] : [draft.ladder === null ? '不再预警' : '另定预警级别']),
      ];
      const since = draft.effectiveFrom === null ? '公布之日' : dateZh(draft.effectiveFrom);
      const reach = draft.reachesOpen ? '，也适用于已经起算的期限' : '';
      return `“${deadlineRow(draft.rule).zh}”${changes.map((change) => `${change}，`).join('')}自${since}起施行（${draft.basis}）${reach}`;
    }
  }
}

/** The version that a draft has become, as rollouts call it. */
export function publishedZh(draft: LawDraft, version: number): string {
  switch (draft.kind) {
    case 'plan':
      return `随系统升级施行的规则：${draft.rules.map((rule) => deadlineRow(rule).zh).join('、')}（第${version}版）`;
    case 'calendar':
      return `${draft.year}年日历（${draft.source} ${draft.notice}）第${version}版`;
    case 'settings':
      return `本院设置（${draft.basis}）第${version}版`;
    case 'rule':
      return `${deadlineRow(draft.rule).zh}（${draft.basis}）规则第${version}版`;
  }
}

/** What a preview has counted, in a sentence: cases are 件, deadlines 项. */
export function previewZh({ cases, ...counts }: Omit<Preview, 'shifts'>): string {
  if (cases === 0) return '没有案件的期限因此变动';
  const parts = [
    ['届满日变动', counts.moved],
    ['由暂定变为确定', counts.certain],
    ['变动后即已逾期', counts.overdue],
    ['因此失效', counts.voided],
    ['只有预警时点变动', counts.warnings],
    ['换了责任人', counts.handedOver],
    ['日期不变、改按新版本说明', counts.explained],
  ] as const;
  const told = parts.filter(([, count]) => count > 0).map(([zh, count]) => `${zh}的${count}项`);
  return `涉及${cases}件案件的期限：${told.join('，')}`;
}
