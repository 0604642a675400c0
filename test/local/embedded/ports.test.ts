import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { freePort, settlePorts } from '../../../local/embedded/ports.ts';

const host = '127.0.0.1';

test('a port in use is named together with the setting that chose it, and so is every other', async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  onTestFinished(() => void server.close());
  const wishes = ['PORT', 'PG_PORT'].map((setting) => ({ setting, host, port }));
  const sentence = (setting: string) =>
    `Port ${port} on 127.0.0.1 is in use: stop what listens there, or set ${setting} to another port (0 picks a free one).`;
  await expect(settlePorts(wishes)).rejects.toThrow(`${sentence('PORT')}\n${sentence('PG_PORT')}`);
});

test('0 picks free ones, all different, and a port that is free is kept', async () => {
  const free = await freePort();
  const wishes = [0, 0, 0, free].map((port) => ({ setting: 'PORT', host, port }));
  const ports = await settlePorts(wishes);
  expect(new Set(ports).size).toBe(4);
  expect(ports[3]).toBe(free);
  for (const port of ports) expect(port, 'not one that an outgoing connection may be given').toBeLessThan(32_768);
});

test('an address of another machine is refused', async () => {
  await expect(settlePorts([{ setting: 'PORT', host: '192.0.2.1', port: 0 }])).rejects.toThrow(
    /no address of this machine/,
  );
});
