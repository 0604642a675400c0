import { fileURLToPath } from 'node:url';
import { dataConverterWith } from './data-converter.ts';
import type { PayloadKey } from './payload-codec.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const workflowsPath = pathOf('../workflows/index.ts');
const interceptorsPath = pathOf('../workflows/interceptors.ts');

/**
 * Where the workflows are, and how what is sent to them is read: what every worker of ours is made with. Their modules are
 * loaded once, not again for each case: they keep nothing between two calls.
 */
export function workflowCode(keys: readonly PayloadKey[]) {
  const dataConverter = dataConverterWith(keys);
  const { payloadConverterPath, failureConverterPath } = dataConverter;
  const converters = [payloadConverterPath, failureConverterPath].filter((path) => path !== undefined);
  return {
    workflowsPath,
    dataConverter,
    bundlerOptions: { preloadModules: [workflowsPath, ...converters, interceptorsPath] },
    interceptors: { workflowModules: [interceptorsPath] },
  };
}
