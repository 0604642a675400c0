// The worker of test/gateway/webhook-sender.test.ts: posts, and waits to be killed before it could note that.
import { openStore } from '../../db/client.ts';
import { sendWebhooks } from '../../gateway/webhook-sender.ts';
import { outsideRules } from '../../process/outside-address.ts';
import { webhookChannel } from '../../process/webhook-channel.ts';

const [url = '', sealKey = ''] = process.argv.slice(2);
const post = webhookChannel(outsideRules({ WEBHOOK_PORTS: '443' }, true, []));
const forEver = new Promise<never>(() => undefined);
sendWebhooks({
  store: openStore(url, 2),
  sealKey,
  post: async (posting) => {
    await post(posting);
    return forEver;
  },
  log: { error: (what: unknown) => process.stderr.write(`${JSON.stringify(what)}\n`) },
  everyMs: 20,
  heldMs: 1_000,
});
