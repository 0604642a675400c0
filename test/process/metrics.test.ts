import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveMetrics } from '../../process/metrics-server.ts';
import { workerMeasures } from '../../process/worker-metrics.ts';

const said: object[] = [];
const log = { info: () => undefined, warn: (what: object) => void said.push(what) };
const core = createServer((_, response) => response.end('temporal_long_request 1\n'));
let coreAddress = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => core.listen(0, '127.0.0.1', resolve));
  coreAddress = `127.0.0.1:${(core.address() as AddressInfo).port}`; // it listens on TCP
});
afterAll(() => void core.close());

test('the worker shows what it counted, the event loop’s delay, and what Temporal’s core counted', async () => {
  const { measures, measured } = workerMeasures(coreAddress);
  measures.setAside('not-storable');
  measures.tried('complete');
  measures.tried('complete');
  measures.stuck(2);
  const server = await serveMetrics('127.0.0.1:0', measured, log);
  const text = await (await fetch(`http://${server?.address}/metrics`)).text();
  expect(text).toContain('zhixing_commands_set_aside_total{code="not-storable"} 1');
  expect(text).toContain('zhixing_command_retries_total{kind="complete"} 2');
  expect(text).toContain('zhixing_stuck_records 2');
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(text).toContain('temporal_long_request 1');
  expect((await fetch(`http://${server?.address}/`)).status).toBe(404);
  expect((await fetch(`http://${server?.address}/metrics`, { method: 'POST' })).status).toBe(404);
  server?.close();
});

test('a core that says nothing is left out', async () => {
  expect(await workerMeasures('127.0.0.1:1').measured.metrics()).toContain('zhixing_stuck_records 0');
  expect(await workerMeasures(undefined).measured.metrics()).toContain('zhixing_stuck_records 0');
});

test('an address that is not to be had is a warning, and no more', async () => {
  said.length = 0;
  expect(await serveMetrics(coreAddress, workerMeasures(undefined).measured, log)).toBeUndefined();
  expect(await serveMetrics('no.such.host.invalid:1', workerMeasures(undefined).measured, log)).toBeUndefined();
  expect(await serveMetrics('127.0.0.1:99999', workerMeasures(undefined).measured, log)).toBeUndefined();
  expect(said).toHaveLength(3);
});
