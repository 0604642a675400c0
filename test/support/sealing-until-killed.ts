// The sealer of test/db/audit-chain.test.ts: seals without a pause until somebody kills it.
import { sealWhatWaits } from '../../db/audit/seal.ts';
import { openStore } from '../../db/client.ts';

const [url = '', court = ''] = process.argv.slice(2);
const store = openStore(url, 1);
for (let isFirst = true; ; isFirst = false) {
  await sealWhatWaits(store, court);
  if (isFirst) process.stdout.write('sealing\n');
}
