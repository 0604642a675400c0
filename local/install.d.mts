// install.mjs has to run where nothing is installed yet, so it is plain JavaScript; these are its types, for its test.
interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}
type Packages = Readonly<Record<string, Entry>>;

export function state(root: string): 'stamped' | 'matching' | 'old';
export function stamp(root: string): void;
export function matches(
  wanted: Packages,
  installed: Packages,
  platform?: { readonly platform: string; readonly arch: string },
): boolean;
export function takeLock(dir: string): Promise<() => void>;
export function isStale(dir: string): boolean;
export function npmFailure(said: string, code: number | string): string;
