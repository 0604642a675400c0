// `npm run tour`: a case from filing to archive, told step by step, in the court that runs here or in one of its own.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onShutdown } from '../process/shutdown.ts';
import { type Instance, startEmbedded } from './embedded/embedded.ts';
import { readInstance } from './embedded/instance-file.ts';
import { readSettings } from './settings.ts';
import { saidWhy, WrongUse } from './command-line.ts';
import { enterCourt } from './tour/court.ts';
import { inLanguage, languageOf, unknownOption } from './tour/language.ts';
import { printer } from './tour/print.ts';
import { storyList, storyOf } from './tour/stories.ts';

const STOP_MS = 12_000;
const USAGE = `npm run tour -- [--lang zh|en] [--story=NAME]

One case from filing to archive, told step by step, or one of the stories below. It takes place in the court of ZHIXING_URL, else in the instance that
serves DATA_DIR, else in one of its own that is gone afterwards. Without --lang the language is that of LC_ALL, LC_MESSAGES or LANG.

${storyList()}
`;

/** Where the tour takes place. */
interface Place {
  readonly api: string;
  readonly is: string;
  /** Where the cases can be seen afterwards; undefined where nothing is left. */
  readonly look?: string;
}

const story = storyOf(process.argv.slice(2));
const language = languageOf(process.argv.slice(2), process.env);
const say = (zh: string, en: string): string => inLanguage(language ?? 'en', [zh, en]);
const broken = new AbortController();
let own: { readonly folder: string; instance?: Instance } | undefined;
let touring: Promise<void> = Promise.resolve();

/** Everything of an own instance goes, however the tour ended. */
async function tidy(): Promise<void> {
  await own?.instance?.stop();
  if (own !== undefined) rmSync(own.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  own = undefined;
}

async function findPlace(): Promise<Place> {
  const given = process.env['ZHIXING_URL']?.trim().replace(/\/+$/, '');
  if (given) return { api: given, is: 'ZHIXING_URL', look: `${given}/docs` };
  const settings = readSettings(process.env);
  const running = readInstance(settings.dataDir);
  if (running?.api !== undefined)
    return {
      api: running.api,
      is: say(`${running.dataDir} 的实例`, `the instance of ${running.dataDir}`),
      look: running.temporalUi,
    };
  process.stderr.write(
    say(
      `${settings.dataDir} 没有实例在运行（实例在别处的，请把 DATA_DIR 设为它的数据目录）：在临时文件夹里为本次演示启动一个……\n`,
      `No instance runs on ${settings.dataDir} (of one elsewhere set DATA_DIR to its data folder): starting one for this tour, in a temporary folder …\n`,
    ),
  );
  own = { folder: mkdtempSync(join(tmpdir(), 'zhixing-tour-')) };
  chmodSync(own.folder, 0o755); // as root, Postgres runs as another user, who has to get in
  const free = { api: 0, temporal: 0, temporalUi: 0, postgres: 0 };
  own.instance = await startEmbedded({
    dataDir: own.folder,
    ports: free,
    databaseUrl: undefined,
    temporalAddress: undefined,
    signal: broken.signal,
    say: (line) => process.stderr.write(`${line}\n`),
    fsync: false,
  });
  return {
    api: own.instance.info().api ?? '',
    is: say('专为本次启动，结束后清除', 'an instance of its own, gone afterwards'),
  };
}

async function tour(): Promise<void> {
  try {
    if (process.argv.includes('--help')) return void process.stdout.write(USAGE);
    const unknown = unknownOption(process.argv.slice(2));
    if (unknown !== undefined) throw new WrongUse(`${unknown} is no option of the tour.\n${USAGE}`);
    if (language === undefined) throw new WrongUse('--lang is zh or en.');
    if (story === undefined) throw new WrongUse(`--story is one of:\n${storyList()}`);
    const { api, is, look } = await findPlace();
    const print = printer((text) => process.stdout.write(text), process.stdout.isTTY, language);
    print.lines(
      '',
      say(
        `执行（zhixing）：${story.title[0]}  ${api}（${is}）`,
        `zhixing 执行: ${story.title[1]}, at ${api} (${is}). What the court says is quoted in Chinese.`,
      ),
    );
    await story.tell(await enterCourt(api, broken.signal), print, broken.signal);
    if (look !== undefined) print.lines(`${say('案件保留在', 'The cases are kept:')} ${look}`);
  } catch (err) {
    if (broken.signal.aborted) return;
    saidWhy('zhixing', err);
  }
}

onShutdown(STOP_MS, async () => {
  process.exitCode = 130; // as after Ctrl-C
  broken.abort();
  await touring;
  await tidy();
  process.exit();
});
touring = tour();
await touring;
if (!broken.signal.aborted) {
  await tidy();
  process.exit();
}
