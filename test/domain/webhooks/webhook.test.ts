// What can be done with a webhook.
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../domain/time/instant.ts';
import { changedWebhook, flawOfWebhook, type Webhook, type WebhookWish } from '../../../domain/webhooks/webhook.ts';

const now = Date.UTC(2026, 1, 3);
const webhook: Webhook = { id: 1, name: '档案', url: 'https://a.example/', events: ['node.case.closed'], state: 'active', why: null, salts: [{ salt: 's1', until: null }] }; // prettier-ignore
const does = (wish: WebhookWish, before = webhook) => changedWebhook(before, wish, now);

test('it is paused, goes on, and ends for good', () => {
  const paused = { ...webhook, state: 'paused', why: '没有答复' } as const;
  expect(does({ kind: 'paused' })).toEqual({ ...webhook, state: 'paused' });
  expect(does({ kind: 'resumed' }, paused)).toEqual(webhook);
  expect(does({ kind: 'paused' }, paused)).toMatchObject({ code: 'not-a-change' });
  expect(does({ kind: 'resumed' })).toMatchObject({ code: 'not-a-change' });
  const ended = { ...webhook, state: 'ended' } as const;
  expect(does({ kind: 'ended' }, paused)).toEqual(ended);
  for (const kind of ['paused', 'resumed', 'ended'] as const)
    expect(does({ kind }, ended)).toMatchObject({ code: 'webhook-ended' });
  expect(does({ kind: 'changed', said: { name: '库' } }, ended)).toMatchObject({ code: 'webhook-ended' });
  expect(does({ kind: 'rotated', salt: 's2', keepHours: 1 }, ended)).toMatchObject({ code: 'webhook-ended' });
});

test('only what is said changes, and the same is no change', () => {
  expect(does({ kind: 'changed', said: { events: ['*', '*'] } })).toEqual({ ...webhook, events: ['*'] });
  expect(does({ kind: 'changed', said: { events: ['node.case.closed'], name: '档案' } })).toMatchObject({ code: 'not-a-change' }); // prettier-ignore
  expect(does({ kind: 'changed', said: {} })).toMatchObject({ code: 'not-a-change' });
});

describe('while a secret is changed for another', () => {
  test('the old one signs along, and none longer than it would have', () => {
    const once = does({ kind: 'rotated', salt: 's2', keepHours: 24 }) as Webhook;
    expect(once.salts).toEqual([
      { salt: 's2', until: null },
      { salt: 's1', until: now + 24 * HOUR },
    ]);
    const twice = does({ kind: 'rotated', salt: 's3', keepHours: 48 }, once) as Webhook;
    expect(twice.salts.map(({ until }) => until)).toEqual([null, now + 48 * HOUR, now + 24 * HOUR]);
  });
  test('none is let go before its time: one more than is kept is refused, and goes once those before have ended', () => {
    const rotates = (before: Webhook, at: number, keepHours = 24) =>
      changedWebhook(before, { kind: 'rotated', salt: `at-${at}`, keepHours }, at);
    const full = [1, 2, 3, 4].reduce((before, at) => rotates(before, now + at) as Webhook, webhook);
    expect(full.salts).toHaveLength(5);
    expect(rotates(full, now + 5)).toMatchObject({ code: 'secrets-full' });
    expect((rotates(full, now + 5, 0) as Webhook).salts).toHaveLength(1);
    expect((rotates(full, now + 30 * HOUR) as Webhook).salts).toHaveLength(2);
  });
  test('one that is known to others signs no more at once', () => {
    expect((does({ kind: 'rotated', salt: 's2', keepHours: 0 }) as Webhook).salts).toEqual([{ salt: 's2', until: null }]); // prettier-ignore
  });
});

test('types that there are not, and names that are none, are refused', () => {
  for (const type of [
    'node.nonesuch',
    'deadline.nonesuch',
    'case.closed',
    'node.',
    '',
    '*.*',
    'webhook.test',
    'node.warrant.issued',
  ])
    // prettier-ignore
    expect(flawOfWebhook({ events: ['*', type] }), type).toMatchObject({ code: 'bad-value', missing: [{ id: type }] });
  expect(flawOfWebhook({ name: '档案\n库' })).toMatchObject({ code: 'bad-text' });
  expect(flawOfWebhook({ name: '档案', events: ['*', 'node.*', 'deadline.*', 'node.asset.frozen', 'deadline.urge'] })).toBeUndefined(); // prettier-ignore
});
