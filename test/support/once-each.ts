/** The seed of this run of a test file, random: properties that draw with it draw the same, and what they draw is made once. */
export const fileSeed = Math.floor(Math.random() * 2 ** 31);

/** A function that makes what is drawn once for each drawing: of what never changes, such as a court. */
export function onceEach<Drawn, Made>(make: (drawn: Drawn) => Made): (drawn: Drawn) => Made {
  const made = new Map<string, Made>();
  return (drawn) => {
    const key = JSON.stringify(drawn);
    const one = made.get(key) ?? make(drawn);
    made.set(key, one);
    return one;
  };
}
