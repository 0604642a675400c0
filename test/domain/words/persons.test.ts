import { expect, it } from 'vitest';
import { personMark, personsIn, withNames } from '../../../domain/words/persons.ts';

const names = new Map([['p-officer-1', '执行员甲']]);

it('a text that the engine wrote names persons once it is sent', () => {
  const text = `武法〔2022〕11号，接办：${personMark('p-officer-1')}，原责任人：${personMark('p-gone')}`;
  expect(personsIn(text)).toEqual(['p-officer-1', 'p-gone']);
  expect(withNames(text, names)).toBe('武法〔2022〕11号，接办：执行员甲，原责任人：p-gone');
});

it('what only looks like a mark stays as somebody wrote it', () => {
  expect(withNames('⟨⟩ ⟨外地⟩ ⟨a b⟩ {p-officer-1}', names)).toBe('⟨⟩ ⟨外地⟩ ⟨a b⟩ {p-officer-1}');
});

it('two who are called alike keep their ids beside the name', () => {
  const alike = new Map([...names, ['p-officer-9', '执行员甲']]);
  const text = `${personMark('p-officer-1')}代${personMark('p-officer-9')}`;
  expect(withNames(text, alike)).toBe('执行员甲（p-officer-1）代执行员甲（p-officer-9）');
  expect(withNames(personMark('p-officer-1'), alike)).toBe('执行员甲');
});
