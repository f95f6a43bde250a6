// What is measured: programs with many resources of one kind, and how some of their objects are changed by others.

export const kinds = {
  keys: {
    type: "scp:KmsKey",
    program: (count) => `
const { KmsKey } = require("pulumi-scp");
for (let i = 0; i < ${count}; i++) {
  new KmsKey("r" + i, { purpose: "aes-256", description: "number " + i, rotation: { enabled: true, periodInDays: 90 } });
}
`,
    collection: "kms.keys",
    changed: (key) => ({ ...key, description: "drifted" }),
  },
  secrets: {
    type: "scp:Secret",
    program: (count) => `
const { KmsKey, Secret } = require("pulumi-scp");
const { keyId } = { keyId: new KmsKey("key", { purpose: "aes-256" }).id };
for (let i = 0; i < ${count}; i++) {
  new Secret("r" + i, { value: { password: "p" + i }, kmsKeyId: keyId, allowedCidrs: ["10.0.0.1/32"], description: "number " + i });
}
`,
    collection: "secretsmanager.secrets",
    changed: (secret) => ({ ...secret, description: "drifted" }),
  },
  /** An account has up to a hundred of them, and nothing of one can be changed. */
  certificates: {
    type: "scp:Certificate",
    program: (count) => `
const { Certificate } = require("pulumi-scp");
for (let i = 0; i < ${count}; i++) {
  new Certificate("r" + i, { selfSigned: { commonName: "r" + i + ".example.com", organization: "Shop", validityInDays: 365 } });
}
`,
    collection: "certificatemanager.certificates",
    changed: (certificate) => certificate,
  },
  "cloud-services": {
    type: "spaceone:CloudService",
    program: (count) => `
const { CloudService } = require("pulumi-scp");
for (let i = 0; i < ${count}; i++) {
  new CloudService("r" + i, {
    name: "r" + i, provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: { number: i, team: "orders" },
  });
}
`,
    collection: "inventory.cloud-services",
    changed: (service) => ({ ...service, data: { ...service.data, number: -1 } }),
  },
};

/** Trivial resources: with the inputs and outputs of another resource, or with no more than a dynamic resource needs. */
export function floorProgram(count, { inputs, outputs }) {
  const pure = Object.keys(outputs).filter((name) => !(name in inputs));
  return `
const pulumi = require("@pulumi/pulumi");
const code = 'exports.handler=()=>require("module").createRequire(process.cwd()+"/_")("bench-floor").provider           ';
const inputs = ${JSON.stringify(inputs)};
class Floor extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:Floor", name, { ...inputs, ...args, __provider: code });
  }
}
for (let i = 0; i < ${count}; i++) {
  new Floor("r" + i, { description: "number " + i, ${pure.map((name) => `${name}: undefined`).join(", ")} });
}
`;
}

/** What anybody sees of a resource: everything but what Pulumi and this package keep for themselves. */
export function visible({ inputs, outputs }) {
  const seen = (values) => Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("__")));
  return { inputs: seen(plain(inputs)), outputs: seen(plain(outputs)) };
}

const secretSignature = "4dabf18193072939515e22adb298388d";

/** Secret values in state are encrypted: a text of that length stands for one. */
function plain(values) {
  const isSecret = (value) => typeof value === "object" && value !== null && secretSignature in value;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isSecret(value) ? "x".repeat(value.ciphertext.length) : value,
    ]),
  );
}

/** The outputs that are no inputs: what a resource of a floor has to bring itself. */
export function pureOutputs({ inputs, outputs }) {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !(name in inputs)));
}
