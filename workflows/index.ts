export { enforcementCase } from './enforcement-case.ts';
