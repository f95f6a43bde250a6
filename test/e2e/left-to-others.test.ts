import { beforeAll, describe, expect, test } from "@jest/globals";

import { makeLeaf, makeRoot, type TestCertificate } from "../support/certificates";
import { digestOfValue, type StoredSecret } from "../support/emulator-client";
import { secretsIn } from "../support/secret-forms";
import { useStack } from "../support/stack-fixture";

const stack = useStack({ "scp:maxRetries": "1" });

async function secretOf(name: string): Promise<StoredSecret> {
  const found = (await stack.emulator.client.secrets.stored()).find((secret) => secret.name.startsWith(name));
  if (found === undefined) throw new Error(`there is no secret ${name}`);
  return found;
}

/** What tells the present value of a secret. */
async function current(name: string): Promise<string | undefined> {
  return (await secretOf(name)).versions.find(({ labels }) => labels.includes("CURRENT"))?.valueSha256;
}

describe("values that the program leaves to others", () => {
  const rotated = { user: "kim", password: "rotated" };
  let pem: TestCertificate;

  interface Stage {
    readonly description: string;
    readonly purpose?: string;
    readonly name?: string;
  }

  const program = ({ description, purpose = "aes-256", name = "once" }: Stage): Promise<void> =>
    stack.project.program(`
const holder = new scp.KmsKey("holder", { purpose: "aes-256" });
const value = { user: "kim", password: "first" };
const args = { value, kmsKeyId: holder.id, allowedCidrs: ["10.0.0.1/32"], description: "${description}" };
new scp.Secret("ignored", { ...args, name: "${name === "once" ? "ignored" : name}" }, { ignoreChanges: ["value"] });
new scp.Secret("once", { ...args, name: "${name}", initialValueOnly: true });
new scp.KmsKey("described", { purpose: "${purpose}", description: "${description}" }, { ignoreChanges: ["description"] });
new scp.Certificate("shop", {
  certificate: ${JSON.stringify(pem.certificate)}, privateKey: ${JSON.stringify(pem.privateKey)}, chain: ${JSON.stringify(pem.chain)},
}, { ignoreChanges: ["certificate", "privateKey", "chain"] });`);

  beforeAll(async () => {
    pem = await makeLeaf(await makeRoot(), { commonName: "shop.example.com" });
    await program({ description: "one" });
    await stack.project.must("up", "--yes", "--skip-preview");
    for (const name of ["ignored", "once"]) {
      const { id } = await secretOf(name);
      await stack.emulator.client.call("PUT", `/v1/secrets/${id}/values`, {
        body: { secret_value: JSON.stringify(rotated) },
      });
    }
    const key = (await stack.emulator.client.keys.stored()).find(({ name }) => name.startsWith("described"));
    const body = { description: "theirs" };
    await stack.emulator.client.call("PUT", `/v1/kms/transit/${key?.id ?? ""}/description`, { body });
  });

  test.each([
    ["without a refresh", [], "two"],
    ["with a refresh", ["--refresh"], "three"],
  ])("are not rolled back by an update, %s", async (_, args, description) => {
    await program({ description });
    const up = await stack.project.up(...args);
    expect(up.code).toBe(0);
    for (const name of ["ignored", "once"]) {
      expect(await secretOf(name)).toMatchObject({ description });
      expect(await current(name)).toBe(digestOfValue(rotated));
    }
  });

  test("are no change when the service shows something of its own, and pass unchecked", async () => {
    const [certificate] = await stack.emulator.client.certificates.stored();
    const shown = await stack.emulator.client.certificates.show(certificate?.id ?? "");
    const fault = { status: 200, body: { certificate: { ...shown, not_after_dt: "2099-01-01T00:00:00" } } };
    await stack.emulator.client.addFault({ method: "GET", path: `/certificatemanager/${shown.id}$`, times: 1, fault });
    await stack.project.must("refresh", "--yes", "--skip-preview");
    expect((await stack.project.up("--expect-no-changes")).code).toBe(0);
  });

  test("go on with a replacement where they can be read, and stop it where they cannot", async () => {
    await program({ description: "three", purpose: "rsa-2048" });
    expect((await stack.project.up("--refresh")).code).toBe(0);
    const alive = (await stack.emulator.client.keys.stored()).filter(({ state }) => state === "Active");
    expect(alive.find(({ name }) => name.startsWith("described"))).toMatchObject({
      purpose: "rsa-2048",
      description: "theirs",
    });
    await program({ description: "three", purpose: "rsa-2048", name: "renamed" });
    const refused = await stack.project.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toMatch(
      /a new one would begin with the program's value, but by (the option ignoreChanges|initialValueOnly) others may have changed it/,
    );
    for (const name of ["ignored", "once"]) expect(await current(name)).toBe(digestOfValue(rotated));
  });
});

describe("what the program marks as secret", () => {
  const markers = ["marker-of-a-token", "marker-of-a-description", "marker-of-a-tag"];

  const program = (version: string): Promise<void> =>
    stack.project.program(`
const secret = (text) => pulumi.secret(text);
new scp.CloudService("entry", {
  provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key",
  data: { token: secret("${markers[0] ?? ""}"), version: "${version}" }, tags: { team: secret("${markers[2] ?? ""}") },
});
new scp.KmsKey("told", { purpose: "aes-256", name: "told", description: pulumi.interpolate\`${version} \${secret("${markers[1] ?? ""}")}\` });`);

  test("is kept secret in failures, hidden keys, echoes, diffs and after the refresh of a lost creation", async () => {
    let seen = "";
    const run = async (result: Promise<{ output: string }>): Promise<void> => {
      seen += (await result).output;
      seen += await stack.project.export();
    };
    await program("one");
    await stack.emulator.client.addFault({ path: "cloud-service/(create|list)$", times: 0, fault: { drop: "after" } });
    await run(stack.project.up("--continue-on-error"));
    await stack.emulator.client.removeFaults();
    await run(stack.project.refresh());
    await run(stack.project.up());
    await program("two");
    const echo = { errors: [{ code: "Refused", detail: `cannot take one ${markers[1] ?? ""}` }] };
    await stack.emulator.client.addFault({
      path: "cloud-service/update$",
      times: 0,
      fault: { status: 503, body: "down" },
    });
    await stack.emulator.client.addFault({
      method: "PUT",
      path: "/description$",
      times: 0,
      fault: { status: 400, body: echo },
    });
    await run(stack.project.up("--continue-on-error"));
    await stack.emulator.client.removeFaults();
    await run(stack.project.refresh());
    await run(stack.project.preview());
    await run(stack.project.up());
    expect(seen).toContain("__doubtful");
    expect(secretsIn(seen, markers)).toEqual([]);
    expect(await stack.emulator.client.cloudServices.stored()).toMatchObject([
      { data: { version: "two" }, state: "ACTIVE" },
    ]);
  });
});
