/**
 * zod loads its messages in sixty languages with its first use, in as much time and memory as the rest of it. After this file
 * it loads them when somebody asks for them: nothing of this package does, but resources of others may be served by the same
 * process.
 */
import nodeModule from "node:module";

const file = require.resolve("zod/v4/locales");

/** The messages, loaded. */
function messages(): object {
  // Until then this stands in their place.
  if (require.cache[file] === standIn) Reflect.deleteProperty(require.cache, file);
  return require(file) as object;
}

const standIn = new nodeModule(file);
standIn.exports = new Proxy(
  {},
  {
    get: (_, name): unknown => name === "__esModule" || Reflect.get(messages(), name),
    has: (_, name) => Reflect.has(messages(), name),
    ownKeys: () => Reflect.ownKeys(messages()),
    getOwnPropertyDescriptor: (_, name) => Object.getOwnPropertyDescriptor({ ...messages() }, name),
  },
);
standIn.loaded = true;
require.cache[file] ??= standIn;
