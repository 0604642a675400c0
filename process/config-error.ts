import { StartError } from './start-error.ts';

/** Thrown when settings are bad: the message has one line for each, and no secrets. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError';
}

/** For roots: the settings, or their problems on standard error and the end of the process. No stack: it is no bug. */
export function settingsOrExit<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
