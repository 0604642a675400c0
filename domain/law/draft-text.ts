import { deadlineRow } from '../plan/deadlines.ts';
import { dateZh, periodZh, rollNames } from '../words/time.ts';
import { settingsZh } from './check-settings-draft.ts';
import type { LawDraft } from './draft.ts';

/** A draft in a sentence: what it would change, since when, by which document. */
export function draftZh(draft: LawDraft): string {
  switch (draft.kind) {
    case 'calendar':
      return `${draft.year}年${draft.local ? '本院自定日' : '放假安排'}（${draft.source} ${draft.notice}），${draft.days.length}日`;
    case 'plan':
      return publishedZh(draft, draft.version);
    case 'settings':
      return `本院设置：${settingsZh(draft)}（${draft.basis}）`;
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
