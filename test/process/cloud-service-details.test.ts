import { beforeAll, describe, expect, test } from "@jest/globals";

import type { CloudServiceRecord, EmulatorClient } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";
import { theOnly } from "../support/the-only";

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

const base = { provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: { version: 1 } };
const stack = (): StackModel => fixture.stack("CloudService");
const active = async (): Promise<CloudServiceRecord[]> =>
  (await client.cloudServices.stored()).filter(({ state }) => state === "ACTIVE");
const only = async (): Promise<CloudServiceRecord> => theOnly(await active());
/** What a command of the plugin sent, as the last parts of paths. */
const sentBy = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = (await client.requests()).length;
  await work();
  return (await client.requests()).slice(before).map(({ path }) => path.split("/").at(-1) ?? "");
};

describe("data", () => {
  test("only the program's names are managed: those of others are neither shown nor changed", async () => {
    const model = stack();
    await model.up({ ...base, data: { mine: 1 } });
    await client.cloudServices.update(model.state?.id ?? "", { data: { theirs: 2 } });
    expect(await model.refresh()).toEqual([]);
    await model.up({ ...base, data: { mine: 3 } });
    expect((await only()).data).toEqual({ mine: 3, theirs: 2 });
  });

  test("a name that the program takes away becomes null, which counts as absent", async () => {
    const model = stack();
    await model.up({ ...base, data: { a: 1, b: 2 } });
    expect(await model.up({ ...base, data: { a: 1 } })).toBe("updated");
    expect((await only()).data).toEqual({ a: 1, b: null });
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ ...base, data: { a: 1, b: null } })).toBe("same");
    expect(await model.up({ ...base, data: { a: 1, b: 3 } })).toBe("updated");
    expect((await only()).data).toEqual({ a: 1, b: 3 });
  });

  test("only what differs is sent", async () => {
    const model = stack();
    await model.up({ ...base, name: "n", data: { a: 1, b: { c: [1, 2] } }, tags: { t: "1" } });
    const before = (await client.requests()).length;
    await model.up({ ...base, name: "n", data: { a: 2, b: { c: [1, 2] } }, tags: { t: "1" } });
    const [request] = (await client.requests()).slice(before);
    expect(request?.body).toEqual({ cloud_service_id: model.state?.id, data: { a: 2 } });
  });

  test.each([
    ["floats", { a: 1.0, b: 0.1 }, { a: 1, b: 0.1 }],
    ["white space around texts, which the service trims", { a: " x ", b: { c: "y " } }, { a: "x", b: { c: "y" } }],
    ["null", { a: 1, b: null, c: { d: null } }, { a: 1, c: {} }],
    ["the order of names", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ])("%s are no difference", async (_, first, second) => {
    const model = stack();
    await model.up({ ...base, data: first });
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ ...base, data: first })).toBe("same");
    expect(await model.up({ ...base, data: second })).toBe("same");
  });
});

test.each(["name", "account", "instanceType", "regionCode"])("a cleared %s needs a new cloud service", async (name) => {
  const model = stack();
  await model.up({ ...base, [name]: "x" });
  const old = model.state?.id;
  expect((await model.preview({ ...base, [name]: "y" })).replaces).toEqual([]);
  expect((await model.preview(base)).replaces).toEqual([name]);
  expect((await model.preview({ ...base, [name]: "" })).replaces).toEqual([name]);
  expect(await model.up(base)).toBe("replaced");
  expect((await only()).cloud_service_id).not.toBe(old);
});

test("emptied addresses and a cleared size need a new one, and no addresses are the same as none", async () => {
  const model = stack();
  await model.up({ ...base, ipAddresses: ["10.0.0.1"], instanceSize: 2 });
  expect((await model.preview({ ...base, ipAddresses: [], instanceSize: 2 })).replaces).toEqual(["ipAddresses"]);
  expect((await model.preview({ ...base, ipAddresses: ["10.0.0.1"] })).replaces).toEqual(["instanceSize"]);
  const none = stack();
  await none.up({ ...base, ipAddresses: [] });
  expect(await none.up(base)).toBe("same");
  expect(await none.refresh()).toEqual([]);
});

describe("reading many", () => {
  const made = async (metadata?: Properties): Promise<StackModel[]> => {
    const models = Array.from({ length: 20 }, stack);
    await Promise.all(models.map((model) => model.up({ ...base, ...(metadata && { metadata }) })));
    return models;
  };

  test("without metadata is one list, after one that is asked for singly", async () => {
    const models = await made();
    expect(await sentBy(() => Promise.all(models.map((model) => model.refresh())))).toEqual(["get", "list"]);
  });

  test("with metadata, which lists lack, asks for each", async () => {
    const models = await made({ a: 1 });
    const sent = await sentBy(async () => {
      expect(await Promise.all(models.map((model) => model.refresh()))).toEqual(models.map(() => []));
    });
    expect(sent).toEqual(models.map(() => "get"));
  });

  test("what the list lacks is confirmed singly, and gone", async () => {
    const models = await made();
    await client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: models[3]?.state?.id });
    await client.advance("PT1M");
    const sent = await sentBy(async () => {
      const results = await Promise.all(models.map((model) => model.refresh()));
      expect(results.map((result) => result === "gone").indexOf(true)).toBe(3);
    });
    expect(sent.sort()).toEqual(["get", "get", "list"]);
  });
});

describe("keepAliveTrigger", () => {
  test("restarts the clock of the clean-up, by an empty update", async () => {
    const model = stack();
    await model.up({ ...base, keepAliveTrigger: "a" });
    await client.advance("PT47H");
    const before = (await client.requests()).length;
    expect(await model.up({ ...base, keepAliveTrigger: "b" })).toBe("updated");
    expect((await client.requests())[before]?.body).toEqual({ cloud_service_id: model.state?.id });
    await client.advance("PT47H");
    expect(await model.refresh()).toEqual([]);
    await client.advance("PT2H");
    expect(await model.refresh()).toBe("gone");
  });

  test("does nothing when taken away, and its first value neither", async () => {
    const model = stack();
    await model.up(base);
    expect(await sentBy(() => model.up({ ...base, keepAliveTrigger: "a" }))).toEqual(["update"]);
    expect(await sentBy(() => model.up(base))).toEqual([]);
    const fresh = stack();
    expect(await sentBy(() => fresh.up({ ...base, keepAliveTrigger: "a" }))).toEqual(["create", "list", "update"]);
  });
});

describe("a deleted one", () => {
  test("counts as gone though it can be read, and is destroyed without a complaint", async () => {
    const model = stack();
    await model.up({ ...base, metadata: { a: 1 } });
    const { state } = model;
    await client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: model.state?.id });
    expect(await model.refresh()).toBe("gone");
    model.state = state;
    await model.destroy();
    model.state = state;
    await expect(model.up({ ...base, metadata: { a: 2 } })).rejects.toThrow("has already been deleted");
    const elsewhere = stack();
    const plugin = await fixture.startPlugin();
    elsewhere.use(plugin);
    const adopting = elsewhere.up({ ...base, adopt: state?.id });
    await expect(adopting).rejects.toThrow("is deleted and cannot be adopted");
    await plugin.stop();
  });
});

test("made twice by one request, as the gateway may do it, is there once in the end", async () => {
  const model = stack();
  await client.addFault({ method: "POST", path: "/cloud-service/list$", times: 1, fault: { delayMs: 700 } });
  const made = model.up(base);
  const nonce = async (): Promise<object> => {
    const creation = (await client.requests()).find(({ path }) => path.endsWith("/cloud-service/create"));
    return creation === undefined ? nonce() : (creation.body as { reference: object }).reference;
  };
  await client.cloudServices.create({ reference: await nonce() });
  expect(await active()).toHaveLength(2);
  await made;
  expect((await only()).cloud_service_id).toBe(model.state?.id);
});

test("what could not be looked for after a creation is looked for by the next up", async () => {
  const model = stack();
  await client.addFault({ method: "POST", path: "/cloud-service/list$", times: 0, fault: { status: 503 } });
  await expect(model.up(base)).rejects.toThrow("HTTP 503");
  expect(model.state?.id).toBe((await only()).cloud_service_id);
  const [creation] = await client.requests();
  await client.cloudServices.create({ reference: (creation?.body as { reference: object }).reference });
  await client.removeFaults();
  expect(await model.up(base)).toBe("updated");
  expect((await only()).cloud_service_id).toBe(model.state?.id);
  expect(await model.up(base)).toBe("same");
});

describe("tokens", () => {
  const tenant = (): { did: string; wid: string } => {
    const { spaceoneDomainId = "", spaceoneWorkspaceId = "" } = fixture.emulator.address;
    return { did: spaceoneDomainId, wid: spaceoneWorkspaceId };
  };
  const app = { iss: "spaceone.identity", typ: "CLIENT_SECRET", own: "APP", ver: "2.0", aud: "app-1", jti: "client-1" };
  /** A stack in a plugin process with a token of these claims. */
  const withToken = async <T>(
    claims: Properties,
    work: (model: StackModel) => Promise<T>,
    model = stack(),
    expiresIn?: number,
  ): Promise<T> => {
    const token = await client.mintToken({ ...app, ...tenant(), rol: "WORKSPACE_OWNER", ...claims }, expiresIn);
    const plugin = await fixture.startPlugin({ "spaceone:token": token });
    try {
      model.use(plugin);
      return await work(model);
    } finally {
      model.use(fixture.plugin);
      await plugin.stop();
    }
  };

  test("of a member come with a project, or nothing is sent", async () => {
    const { spaceoneProjectId = "" } = fixture.emulator.address;
    const claims = { rol: "WORKSPACE_MEMBER", projects: [spaceoneProjectId] };
    await withToken(claims, async (model) => {
      const before = (await client.requests()).length;
      await expect(model.up(base)).rejects.toThrow("set projectId to one of them");
      expect(await client.requests()).toHaveLength(before);
      expect(await model.up({ ...base, projectId: spaceoneProjectId })).toBe("created");
      expect(await model.refresh()).toEqual([]);
      await model.destroy();
    });
  });

  test("of a domain's administrator are told that they may not write", async () => {
    const before = (await client.requests()).length;
    const attempt = withToken({ rol: "DOMAIN_ADMIN", wid: "*" }, (model) => model.up(base));
    await expect(attempt).rejects.toThrow("may read cloud services but not write them");
    expect(await client.requests()).toHaveLength(before);
  });

  test("that have expired are explained before anything is sent", async () => {
    const attempt = withToken({}, (model) => model.up(base), stack(), -3600);
    await expect(attempt).rejects.toThrow(/is a token that expired at 2.*make a new client secret/);
  });

  test("of another workspace or domain are refused, in the preview too, and nothing is touched", async () => {
    const model = stack();
    await model.up(base);
    const { state } = model;
    const cases = [
      [{ wid: "workspace-000000000009" }, /is in workspace .*use a token of that workspace/],
      [{ did: "domain-000000000009" }, /is in domain .*use a token of that domain/],
    ] as const;
    for (const [claims, refusal] of cases) {
      await withToken(
        claims,
        async () => {
          await expect(model.preview(base)).rejects.toThrow(refusal);
          await expect(model.refresh()).rejects.toThrow(refusal);
          await expect(model.destroy()).rejects.toThrow(refusal);
          await expect(model.up({ ...base, name: "x" })).rejects.toThrow(refusal);
        },
        model,
      );
    }
    expect(model.state).toBe(state);
    expect((await only()).cloud_service_id).toBe(state?.id);
  });

  test("of another owner of the workspace prove that it is gone, of a member they do not", async () => {
    const model = stack();
    await model.up(base);
    await client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: model.state?.id });
    await client.advance("P91D");
    const member = { rol: "WORKSPACE_MEMBER", jti: "client-2", projects: ["project-1"] };
    await expect(withToken(member, () => model.refresh(), model)).rejects.toThrow("use the former token");
    expect(await withToken({ jti: "client-3" }, () => model.refresh(), model)).toBe("gone");
  });
});

test("a request that is too large is refused before it is sent", async () => {
  const before = (await client.requests()).length;
  await expect(stack().up({ ...base, data: { text: "x".repeat(1_100_000) } })).rejects.toThrow("nothing was sent");
  expect(await client.requests()).toHaveLength(before);
});

test.each([
  [{ provider: "" }, "must be a text, for example aws"],
  [{ provider: "x".repeat(256) }, "must be at most 255 characters"],
  [{ cloudServiceGroup: undefined }, "cloudServiceGroup is required"],
  [{ cloudServiceType: 7 }, "cloudServiceType"],
  [{ data: undefined }, "data is required"],
  [{ data: [1] }, "data"],
  [{ data: { $set: 1 } }, "names must not begin with $"],
  [{ data: { list: [1, "a"] } }, "lists must hold values of one type"],
  [{ reference: { resourceID: "x" } }, "reference"],
  [{ account: "x".repeat(256) }, "must be at most 255 characters"],
  [{ instanceSize: 0 }, "must be more than 0"],
  [{ instanceSize: "2" }, "instanceSize"],
  [{ ipAddresses: [""] }, "must be addresses"],
  [{ tags: "a" }, "tags"],
  [{ metadata: ["a"] }, "metadata"],
  [{ keepAliveTrigger: 1 }, "keepAliveTrigger"],
  [{ domainId: "domain-1" }, "is no input of a cloud service"],
])("refuses %j before anything is sent", async (wrong, message) => {
  const before = (await client.requests()).length;
  await expect(stack().up({ ...base, ...wrong })).rejects.toThrow(message);
  expect(await client.requests()).toHaveLength(before);
});
