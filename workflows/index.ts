export { enforcementCase } from './enforcement-case.ts';
export { rollout } from './rollout.ts';
export { pulse } from './pulse.ts';
