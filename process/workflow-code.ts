import { fileURLToPath } from 'node:url';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const workflowsPath = pathOf('../workflows/index.ts');
const payloadConverterPath = pathOf('../workflows/payload-converter.ts');
const interceptorsPath = pathOf('../workflows/interceptors.ts');

/**
 * Where the workflows are, and how what is sent to them is read: what every worker of ours is made with. Their modules are
 * loaded once, not again for each case: they keep nothing between two calls.
 */
export const workflowCode = {
  workflowsPath,
  dataConverter: { payloadConverterPath },
  bundlerOptions: { preloadModules: [workflowsPath, payloadConverterPath, interceptorsPath] },
  interceptors: { workflowModules: [interceptorsPath] },
};
