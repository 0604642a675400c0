import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lineCommand } from '../../support/line-command.ts';

const { ask } = lineCommand('money-calc.ts');
const TIMEOUT = 30_000;

interface Example {
  readonly question: object;
  readonly answer: { readonly error?: { readonly code: string } };
}

const examples = readFileSync(new URL('../../data/money-examples.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Example); // our own file

test(
  'npm run money-calc answers every example of the contract, line by line',
  async () => {
    const answers = await ask(examples.map(({ question }) => `${JSON.stringify(question)}\n`).join(''));
    expect(answers).toHaveLength(examples.length);
    for (const [i, { answer }] of examples.entries()) {
      if (answer.error === undefined) expect(answers[i]).toBe(JSON.stringify(answer));
      else expect(JSON.parse(answers[i] ?? '')).toMatchObject({ error: { code: answer.error.code } });
    }
  },
  TIMEOUT,
);

test(
  'whatever a line is, it is answered, and an id comes back in its own characters',
  async () => {
    const fee = '"kind":"fee","items":[{"id":"a","amount":1e6}]';
    const deep = `${'['.repeat(20_000)}1.0${']'.repeat(20_000)}`;
    const told = '"base":1000000,"fee":5000,"full":5000';
    const lines = [
      `{"id":12345678901234567890,${fee}}`,
      `{"id":${deep},${fee}}`,
      `{${fee}}`,
      'nonsense',
      '',
      '{"id":"四","kind":"tax"}',
      `{"id":1.0,"kind":"fee","items":[{"id":"a","amount":999999999999999.99999}]}`,
    ];
    const answers = await ask(
      Buffer.concat([Buffer.from(`${lines.join('\n')}\n`), Buffer.from([0xff, 0x0a]), Buffer.from('5')]),
    );
    expect(answers[0]).toContain(`{"id":12345678901234567890,${told}`);
    expect(answers[1]).toContain(`{"id":${deep},${told}`);
    expect(answers[2]).toContain(`{"id":null,${told}`);
    expect(answers.slice(3, 5).map((line) => JSON.parse(line) as unknown)).toMatchObject([{ id: null, error: { code: 'bad-json' } }, { id: null, error: { code: 'bad-json' } }]); // prettier-ignore
    expect(answers[5]).toContain('{"id":"四","error":{"code":"bad-question"');
    expect(answers[6]).toContain('{"id":1.0,"error":{"code":"bad-items"');
    expect(answers[7]).toContain('{"id":null,"error":{"code":"bad-json"');
    expect(answers[8]).toContain('{"id":null,"error":{"code":"bad-question"');
  },
  TIMEOUT,
);
