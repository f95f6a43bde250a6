// The two programs that are compared.

export function keysProgram(count) {
  return `
const { KmsKey } = require("pulumi-scp");
for (let i = 0; i < ${count}; i++) {
  new KmsKey("key" + i, { purpose: "aes-256", description: "key number " + i, rotation: { enabled: true, periodInDays: 90 } });
}
`;
}

/** Trivial resources whose inputs and outputs are those of a key, as Pulumi stores them. */
export function floorProgram(count, { inputs, outputs }) {
  const known = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== "__provider"));
  const pure = Object.keys(outputs).filter((name) => !(name in inputs));
  return `
const pulumi = require("@pulumi/pulumi");
const code = 'exports.handler=()=>require("module").createRequire(process.cwd()+"/_")("bench-floor").provider           ';
const inputs = ${JSON.stringify(known)};
class Floor extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:Floor", name, { ...inputs, ...args, __provider: code });
  }
}
for (let i = 0; i < ${count}; i++) {
  new Floor("key" + i, { description: "key number " + i, ${pure.map((name) => `${name}: undefined`).join(", ")} });
}
`;
}
