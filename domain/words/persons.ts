const MARK = /⟨([A-Za-z0-9][A-Za-z0-9._-]{0,63})⟩/g;

/** A person in a text of the engine, which knows ids alone: whoever sends the text on puts the name there. */
export const personMark = (id: string): string => `⟨${id}⟩`;

/** The ids of the persons that a text speaks of. */
export const personsIn = (text: string): readonly string[] =>
  [...text.matchAll(MARK)].flatMap(([, id]) => (id === undefined ? [] : [id]));

/** The text for people: `执行员甲`; the id stands beside where two of a text are called alike, and alone where no name is known. */
export function withNames(text: string, names: ReadonlyMap<string, string>): string {
  const ids = [...new Set(personsIn(text))];
  const called = (id: string): string => {
    const name = names.get(id);
    if (name === undefined) return id;
    return ids.some((other) => other !== id && names.get(other) === name) ? `${name}（${id}）` : name;
  };
  return text.replaceAll(MARK, (_, id: string) => called(id));
}
