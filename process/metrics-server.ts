// Where Prometheus reads a process's measures: a port of its own, apart from the API's.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';

/** Who answers with measures. */
export interface Measured {
  /** Measures in Prometheus's text form. */
  readonly metrics: () => Promise<string>;
  readonly contentType: string;
}

/** The running server; `address` is where it really listens (host:port). */
export interface MetricsServer {
  readonly address: string;
  readonly close: () => void;
}

/**
 * Serves `GET /metrics` at `address` (host:port). An address that is not to be had is a warning and no more: a court
 * that cannot be measured still works.
 */
export async function serveMetrics(
  address: string,
  measured: Measured,
  log: Pick<Logger, 'info' | 'warn'>,
): Promise<MetricsServer | undefined> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    measured.metrics().then(
      (text) => response.writeHead(200, { 'content-type': measured.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const { host, port } = splitAddress(address);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen({ host, port, exclusive: true }, resolve);
    });
  } catch (error) {
    log.warn({ metrics: address, reason: String(error) }, 'no metrics: their address is not to be had');
    return undefined;
  }
  server.on('error', () => undefined); // of what comes later none may end the process
  server.unref();
  const { port: taken } = server.address() as AddressInfo; // it listens on TCP
  const at = `${host.includes(':') ? `[${host}]` : host}:${taken}`;
  log.info({ metrics: at }, 'metrics');
  return { address: at, close: () => server.close() };
}

function splitAddress(address: string): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon).replaceAll(/^\[|\]$/g, ''), port: Number(address.slice(colon + 1)) };
}
