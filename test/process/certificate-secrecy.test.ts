import { beforeAll, describe, expect, test } from "@jest/globals";

import { makeIntermediate, makeLeaf, makeRoot, toPkcs8, type TestCertificate } from "../support/certificates";
import { KeySearch } from "../support/key-search";
import { usePluginFixture } from "../support/plugin-fixture";
import type { PluginProcess, Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

const fixture = usePluginFixture();
let leaf: TestCertificate;
let given: Properties;
let search: KeySearch;

beforeAll(async () => {
  leaf = await makeLeaf(await makeIntermediate(await makeRoot()));
  given = { certificate: leaf.certificate, privateKey: toPkcs8(leaf.privateKey), chain: leaf.chain };
  search = new KeySearch(leaf.privateKey);
});

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const stack = (): StackModel => fixture.stack("Certificate");

/** What a service, or something before it, may say back of a request. */
const echoes: readonly [string, () => unknown][] = [
  ["its error, the key as it was sent", () => ({ errors: [{ code: "Echo", detail: base64(leaf.privateKey) }] })],
  ["its error, the key decoded", () => ({ errors: [{ code: "Echo", detail: `bad key ${leaf.privateKey}` }] })],
  ["its error, the key line by line", () => ({ errors: [{ code: "Echo", detail: leaf.privateKey.split("\n") }] })],
  ["its error's code", () => ({ errors: [{ code: base64(leaf.privateKey), detail: toPkcs8(leaf.privateKey) }] })],
  ["its error, the whole body", () => ({ errors: [{ code: "Echo", detail: sentBody() }] })],
  ["its error, the body as JSON in JSON", () => ({ errors: [{ code: "Echo", detail: JSON.stringify(sentBody()) }] })],
  ["a gateway's text", () => `cannot forward ${sentBody()}`],
  ["a gateway's error", () => ({ error: leaf.privateKey.replaceAll("\n", "\r\n"), status: 400 })],
  ["a web page", () => `<title>${base64(leaf.privateKey)}</title>`],
];

function sentBody(): string {
  return JSON.stringify({ name: "shop", private_key: base64(leaf.privateKey), cert_body: base64(leaf.certificate) });
}

describe("no part of a private key is in a message that echoes it", () => {
  describe.each(["/check-validation$", "^/v1/certificatemanager$"])("POST %s", (path) => {
    test.each(echoes)("%s", async (_, body) => {
      await fixture.emulator.client.addFault({ method: "POST", path, times: 1, fault: { status: 400, body: body() } });
      const failure = await failureOf(stack().up(given));
      expect(failure).toContain("cannot create the certificate");
      expect(failure).toContain("[secret]");
      search.expectNotIn(failure);
    });
  });

  test("also of a refresh and of a deletion", async () => {
    const model = stack();
    await model.up(given);
    for (const method of ["GET", "DELETE"]) {
      const body = { errors: [{ code: "Echo", detail: [base64(leaf.privateKey), leaf.privateKey] }] };
      await fixture.emulator.client.addFault({ method, times: 1, fault: { status: 403, body } });
      const failure = await failureOf(method === "GET" ? model.refresh() : model.destroy());
      expect(failure).toContain("[secret]");
      search.expectNotIn(failure);
    }
  });
});

describe("what a plugin process says and keeps", () => {
  const inProcess = async (work: (model: StackModel, plugin: PluginProcess) => Promise<void>): Promise<void> => {
    const plugin = await fixture.startPlugin({}, { PULUMI_SCP_DEBUG: "1" });
    try {
      const model = stack();
      model.use(plugin);
      await work(model, plugin);
      expectKept(model);
      await plugin.said("POST certificatemanager");
      search.expectNotIn(plugin.errors + plugin.output);
    } finally {
      await plugin.stop();
    }
  };

  test("has the key in the one property that is marked as secret, through all of its life", async () => {
    await inProcess(async (model) => {
      await model.up(given);
      await model.refresh();
      await model.up({ ...given, tags: { team: "shop" } });
      await model.up({ ...given, name: "shop" });
      expectKept(model);
      await model.destroy();
    });
  });

  test("has it nowhere else behind a creation whose outcome is unknown", async () => {
    await inProcess(async (model) => {
      await fixture.emulator.client.addFault({ method: "POST", path: "manager$", times: 1, fault: { drop: "after" } });
      await fixture.emulator.client.addFault({ method: "GET", times: 0, fault: { status: 503, body: sentBody() } });
      search.expectNotIn(await failureOf(model.up(given)));
      expectKept(model);
      await fixture.emulator.client.removeFaults();
      await model.refresh();
    });
  });
});

/** All that the engine is to keep in clear is free of the key. */
function expectKept({ state, secrets }: StackModel): void {
  if (state === undefined) return;
  const { privateKey, ...outputs } = state.outputs;
  expect(privateKey).toBe(given["privateKey"]);
  expect(secrets).toContain("privateKey");
  const inClear = Object.entries(outputs).filter(([name]) => !secrets.has(name));
  search.expectNotIn(JSON.stringify([inClear, state.id, state.initErrors]));
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing failed",
    (error: unknown) => (error as Error).message,
  );
}
