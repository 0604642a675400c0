const MARK = /⟨([A-Za-z0-9][A-Za-z0-9._-]{0,63})⟩/g;

/** A person in a text of the engine, which knows ids alone: whoever sends the text on puts the name there. */
export const personMark = (id: string): string => `⟨${id}⟩`;

/** The ids of the persons that a text speaks of. */
export const personsIn = (text: string): readonly string[] =>
  [...text.matchAll(MARK)].flatMap(([, id]) => (id === undefined ? [] : [id]));

/** The text for people: `执行员甲（p-officer-1）`; a person without a known name keeps the id. */
export const withNames = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replaceAll(MARK, (_, id: string) => (names.has(id) ? `${names.get(id) ?? ''}（${id}）` : id));
