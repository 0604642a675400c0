import type { RouteOptions } from 'fastify';

/**
 * What generated clients call an operation: its method and its address in one word, `postCasesByIdNodesByNode`. It is as
 * stable as they are, and as unique.
 */
export const operationId = ({ method, url }: Pick<RouteOptions, 'method' | 'url'>): string =>
  [
    String(method).toLowerCase(),
    ...url
      .split(/[/.-]/)
      .filter((part) => part !== '' && part !== 'api')
      .map(word),
  ].join('');

const word = (part: string): string => (part.startsWith(':') ? `By${capital(part.slice(1))}` : capital(part));

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
