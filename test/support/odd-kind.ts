import { join } from "node:path";

import { packageFolder } from "./project";

const dist = (file: string): string => JSON.stringify(join(packageFolder, "dist", "provider", file));

/**
 * A resource kind that does what no real one may do. Its input `fails` says where something is thrown, and what
 * ("read:text"), and `shape` which outputs it has.
 */
export const oddKind = `
const { z } = require(${JSON.stringify(join(packageFolder, "node_modules", "zod"))});
const { defineResource } = require(${dist("lifecycle/definition/define-resource.js")});
const { dynamicProvider } = require(${dist("dynamic/dynamic-provider.js")});

const thrown = {
  text: () => "thrown text",
  nothing: () => undefined,
  error: () => new Error("plain failure"),
  foreign: () => Object.assign(new Error("foreign failure"), { id: "request-1", code: 404, properties: {}, reasons: [] }),
  ok: () => Object.assign(new Error("foreign failure"), { id: "request-1", code: 0 }),
  huge: () => new Error("huge failure " + "x".repeat(400_000)),
};
function failIn(place, fails = "") {
  const [where, what] = fails.split(":");
  if (where === place) throw thrown[what]();
}

const large = Object.fromEntries(Array.from({ length: 60 }, (_, index) => ["large" + index, "x".repeat(3000)]));
const shapes = {
  plain: () => ({ odd: "plain" }),
  odd: () => ({
    odd: {
      missing: undefined, date: new Date(0), wrongDate: new Date(NaN), bigint: 10n ** 20n, nan: NaN, infinite: [Infinity],
      list: [undefined, new Date(0), 1n, () => 1], bytes: Buffer.from("bytes"), map: new Map([["a", undefined], ["b", 2n]]),
      set: new Set([1n]), symbol: Symbol("s"), method() {},
    },
    bare: 7n,
  }),
  frozen: () => Object.freeze({ odd: Object.freeze({ list: Object.freeze([1]) }) }),
  large: () => ({ odd: "large", ...large }),
};

const objects = new Map();
const update = (schema, more) => ({ change: "update", schema: () => schema, ...more });
const definition = defineResource({
  kind: "Odd",
  cloud: "scp",
  noun: "odd thing",
  inputs: {
    name: { change: "replace", required: true, schema: () => z.string() },
    label: update(z.string()),
    pin: update(z.strictObject({ digits: z.string().max(4, "must have at most 4 digits") }), { secret: true }),
    at: update(z.any().transform((text) => (text === "frozen" ? Object.freeze({ text }) : new Date(text)))),
    shape: update(z.string(), { default: "plain" }),
    fails: update(z.string().refine((fails) => failIn("check", fails) === undefined), {
      same: (a, b) => failIn("diff", b) ?? a === b,
    }),
  },
  outputs: { odd: "plain", bare: "plain", token: "secret", ...Object.fromEntries(Object.keys(large).map((name) => [name, "plain"])) },
  identify: ({ id, name }) => ({ id, name, phase: "ready", state: "ready", createdAt: new Date().toISOString() }),
  inputsOf: ({ name }) => ({ name }),
  outputsOf: ({ shape }) => {
    const outputs = { token: "token", ...shapes[shape ?? "plain"]() };
    return shape === "frozen" ? Object.freeze(outputs) : outputs;
  },
  find: async (_, id) => {
    const object = objects.get(id);
    failIn("read", object?.fails);
    return object ?? { id, name: id };
  },
  findByName: async () => undefined,
  create: async (_, wanted) => {
    failIn("create", wanted.fails);
    const made = { ...wanted, id: "id-of-" + wanted.name };
    objects.set(made.id, made);
    return made;
  },
  steps: [
    {
      name: "label",
      inputs: ["label", "shape"],
      run: async (_, id, { label, shape }) => {
        const changed = { ...objects.get(id), label, shape };
        objects.set(id, changed);
        return changed;
      },
    },
    { name: "trouble", inputs: ["fails"], run: async (_, id, { fails }) => (failIn("step", fails), objects.get(id)) },
  ],
  remove: async (_, id, { fails }) => failIn("delete", fails),
  replacement: "create-first",
});

exports.get = () => dynamicProvider(definition, z);
/** Its configuration takes a while, as one that logs in would. */
exports.getSlowly = () => {
  const provider = dynamicProvider(definition, z);
  const wait = () => new Promise((resolve) => setTimeout(resolve, 300));
  return { ...provider, configure: (request) => wait().then(() => provider.configure(request)) };
};
`;
