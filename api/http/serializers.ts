import SerializerSelector from '@fastify/fast-json-stringify-compiler';

type Build = ReturnType<typeof SerializerSelector>;
type Serializer = ReturnType<ReturnType<Build>>;

const made = new Map<string, Serializer>();

/**
 * Makes what writes answers, as Fastify's own maker does, but once for answers of the same form: of the four hundred in this
 * API most are the same problem, and each would be compiled along with every shared schema. Within a process a schema's
 * `$id` names that schema alone.
 */
export const buildSerializer: Build = (shared, options) => {
  const compile = SerializerSelector()(shared, options);
  const beside = Object.keys(shared ?? {}).join();
  return (route) => {
    const form = `${beside} ${JSON.stringify(route.schema)}`;
    const serializer = made.get(form) ?? compile(route);
    made.set(form, serializer);
    return serializer;
  };
};
