// The two programs that are compared. Both make `count` resources; those of the floor carry as much state.

export function keysProgram(count) {
  return `
const { KmsKey } = require("pulumi-scp");
for (let i = 0; i < ${count}; i++) {
  new KmsKey("key" + i, { purpose: "aes-256", description: "key number " + i, rotation: { enabled: true, periodInDays: 90 } });
}
`;
}

/** State of a key as Pulumi stores it, in bytes of inputs and outputs; measured by `npm run bench` and printed with it. */
export function floorProgram(count, filler) {
  return `
const pulumi = require("@pulumi/pulumi");
const code = 'exports.handler=()=>require("module").createRequire(process.cwd()+"/_")("bench-floor").provider           ';
class Floor extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:Floor", name, { ...args, __provider: code });
  }
}
for (let i = 0; i < ${count}; i++) new Floor("key" + i, { number: i, filler: "${"x".repeat(filler)}" });
`;
}
