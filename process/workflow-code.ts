import { fileURLToPath } from 'node:url';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Where the workflows are, and how what is sent to them is read: what every worker of ours is made with. */
export const workflowCode = {
  workflowsPath: pathOf('../workflows/index.ts'),
  dataConverter: { payloadConverterPath: pathOf('../workflows/payload-converter.ts') },
} as const;
