// The language in which a tour is told. What the court itself says, names and reasons, is quoted as it is: in Chinese.

/** A sentence in both languages. */
export type Said = readonly [zh: string, en: string];

/** The languages of a tour. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** By `--lang`, else by the locale: a Chinese one is told Chinese, any other (C and POSIX are English) English, none Chinese. Undefined for a language that no tour has. */
export function languageOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language | undefined {
  const [at, joined] = [args.indexOf('--lang'), args.find((arg) => arg.startsWith('--lang='))];
  const asked = joined?.slice('--lang='.length) ?? (at < 0 ? undefined : (args[at + 1] ?? ''));
  if (asked !== undefined) return languages.find((language) => language === asked.toLowerCase().slice(0, 2));
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale === undefined || locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The first word of a command line that the tour does not know; undefined: it knows them all. */
export const unknownOption = (args: readonly string[]): string | undefined =>
  args.find(
    (arg, i) => !/^--(lang|story)(=|$)|^--help$/.test(arg) && !['--lang', '--story'].includes(args[i - 1] ?? ''),
  );

/** The one of two sentences that is asked for. */
export const inLanguage = (language: Language, [zh, en]: Said): string => (language === 'zh' ? zh : en);
