import { Client, Connection } from '@temporalio/client';
import { dataConverterWith } from '../../process/data-converter.ts';
import { readPayloadKeys } from '../../process/payload-keys.ts';
import type { InstanceInfo } from './instance-file.ts';

/** A client of an instance's Temporal that reads and writes as its worker and API do. Close its connection in the end. */
export async function connectTo(info: Pick<InstanceInfo, 'temporal' | 'namespace' | 'payloadKeys'>): Promise<Client> {
  const connection = await Connection.connect({ address: info.temporal });
  const dataConverter = dataConverterWith(readPayloadKeys(info.payloadKeys));
  return new Client({ connection, namespace: info.namespace, dataConverter });
}
