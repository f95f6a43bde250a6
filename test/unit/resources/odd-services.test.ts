import { describe, expect, test } from "@jest/globals";

import { ApiError } from "../../../provider/clients/http/errors";
import { behaviourOf } from "../../../provider/lifecycle/behaviour";
import { configInspection } from "../../../provider/resources/config-inspection";
import { kmsKey } from "../../../provider/resources/kms-key";
import { secret } from "../../../provider/resources/secret";
import { secretVault } from "../../../provider/resources/secret-vault";
import { spaceoneSecret } from "../../../provider/resources/spaceone-secret";
import { lifecycleOf, notFound, place } from "../../support/lifecycle-of";

// What kinds make of services that answer otherwise than the emulator does.

const refuses = (error: Error) => () => Promise.reject(error);
const answers = (value: unknown) => () => Promise.resolve(value);

describe("a vault's token", () => {
  const state = { name: "v", tokenId: "token", tokenSecret: "in clear", __place: place };
  const shown = { id: "v", name: "v", state: "Active", cidrs: [], tokenId: "6171****", tokenSecret: "AES:6171" };

  test("stays as its creation has shown it, however a read shows it", async () => {
    const { lifecycle } = lifecycleOf(secretVault, { vaults: { showVault: answers(shown) } });
    const read = await lifecycle.read("v", state);
    expect(read?.state).toMatchObject({ tokenId: "token", tokenSecret: "in clear", state: "Active" });
  });

  test("is taken from a read where state has none", async () => {
    const { lifecycle } = lifecycleOf(secretVault, { vaults: { showVault: answers(shown) } });
    const read = await lifecycle.read("v", { name: "v", __place: place });
    expect(read?.state).toMatchObject({ tokenId: "6171****", tokenSecret: "AES:6171" });
  });
});

describe("a vault's token that a creation has shown", () => {
  const args = { name: "vault", accessKeyId: "0123456789abcdef0123456789abcdef", allowedIps: ["10.0.0.7"] };
  const { lifecycle } = lifecycleOf(secretVault, {
    vaults: {
      createVault: answers({ id: "v", name: "vault", state: "Creating", cidrs: [], tokenSecret: "in clear" }),
      showVault: () => Promise.resolve(shown),
    },
  });
  const masked = { id: "v", name: "vault", state: "Active", cidrs: [], tokenSecret: "****" };
  let shown: object;
  const made = async (): Promise<unknown> => {
    const all = { ...args, temporaryKeyTtlInHours: 1, tokenTtlInDays: 30 };
    const { inputs } = lifecycle.check({}, { ...all, __meta: { schema: 1, name: "v", stack: "s", project: "p" } });
    return (await lifecycle.create(inputs)).state["tokenSecret"];
  };

  test("stays where the vault has to be waited for, however it is shown then", async () => {
    shown = masked;
    expect(await made()).toBe("in clear");
    shown = { ...masked, tokenSecret: undefined };
    expect(await made()).toBe("in clear");
  });

  test("stays where an update has to read the vault", async () => {
    shown = masked;
    const state = { ...args, tokenSecret: "in clear", __place: { ...place, credential: "former" } };
    const after = await lifecycle.update("v", state, { ...args, recoveryWindowInDays: 7 });
    expect(after["tokenSecret"]).toBe("in clear");
  });
});

describe("a secret's versions", () => {
  const record = { id: "s", name: "s", state: "Active" };
  const warned = async (versions: unknown, more: object = {}): Promise<readonly string[]> => {
    const secrets = { showSecret: answers({ ...record, ...more }), listVersions: answers(versions) };
    const { lifecycle, warnings } = lifecycleOf(secret, { secrets });
    await lifecycle.read("s", { name: "s", __place: place });
    return warnings;
  };

  test("are told where they are not understood", async () => {
    expect(await warned(undefined)).toEqual([expect.stringContaining("shows the versions of secrets in a way that")]);
    expect(await warned([{ id: "1", labels: [] }])).toEqual([]);
  });

  test("are not missed where they cannot be read, or were not", async () => {
    expect(await warned(undefined, { state: "To_Be_Terminated" })).toEqual([
      expect.stringContaining("waits for its deletion"),
    ]);
    const { findByName, notUnderstood } = behaviourOf(secret);
    const context = { scp: { secrets: { listSecrets: answers([record]) } } } as unknown;
    const found = await findByName?.(context as Parameters<NonNullable<typeof findByName>>[0], "s");
    expect(notUnderstood?.(found)).toEqual([]);
  });
});

test("a rotation has no mark where the service shows no version", () => {
  const marks = behaviourOf(kmsKey).steps.flatMap(({ mark }) => (mark === undefined ? [] : [mark]));
  const of = (key: object): unknown => marks.map((mark) => mark(key));
  expect(of({ currentVersion: 3 })).toEqual(["3"]);
  expect(of({})).toEqual([undefined]);
});

test("a vault whose token has expired is removed by the service: a deletion that is refused is no error", async () => {
  const refused = new ApiError(
    { method: "DELETE", service: "secretvault", path: "/" },
    400,
    [{ code: "No", detail: "not now" }],
    undefined,
    undefined,
  );
  const destroy = (state: string): Promise<void> => {
    const vaults = { terminateVault: refuses(refused), showVault: answers({ id: "v", name: "v", state, cidrs: [] }) };
    return lifecycleOf(secretVault, { vaults }).lifecycle.delete("v", { name: "v", __place: place });
  };
  await expect(destroy("EXPIRED")).resolves.toBeUndefined();
  await expect(destroy("Active")).rejects.toThrow("not now");
});

test("a vault of unknown outcome whose name nobody else can have is terminated, which is the only way", async () => {
  const terminated: string[] = [];
  const vaults = {
    listVaults: answers([{ id: "v", name: "v", state: "Active", cidrs: [] }]),
    terminateVault: (id: string) => {
      terminated.push(id);
      return Promise.resolve();
    },
  };
  const state = { name: "v", allowedIps: [], __auto: true, __attempt: "2026-01-01T00:00:00.000Z", __place: place };
  await lifecycleOf(secretVault, { vaults }).lifecycle.delete("unknown:v", state);
  expect(terminated).toEqual(["v"]);
});

describe("an inspection whose deletion the service says not to have done", () => {
  const destroy = (show: () => unknown): Promise<void> => {
    const inspections = { terminateDiagnosis: answers("no such diagnosis"), showDiagnosis: show };
    return lifecycleOf(configInspection, { inspections }).lifecycle.delete("DIA-1", { name: "n", __place: place });
  };

  test("is gone where it is not there, such as after a reply that was lost", async () => {
    await expect(destroy(refuses(notFound()))).resolves.toBeUndefined();
  });

  test("is there where it is shown, or where nobody can say", async () => {
    await expect(destroy(answers({ id: "DIA-1", name: "n" }))).rejects.toThrow(
      "not delete the inspection DIA-1: no such",
    );
    await expect(destroy(refuses(new Error("down")))).rejects.toThrow("down");
  });
});

describe("a secret of a project that was moved by somebody else", () => {
  const state = {
    name: "n",
    data: { a: "b" },
    resourceGroup: "PROJECT",
    projectId: "project-1",
    __place: place,
  };
  const updated = async (change: object): Promise<unknown> => {
    const sent: unknown[] = [];
    const secrets = {
      get: answers({ id: "secret-1", projectId: "project-2" }),
      update: (_: string, fields: unknown) => {
        sent.push(fields);
        return Promise.resolve({ id: "secret-1", tags: {}, ...state, ...change });
      },
    };
    await lifecycleOf(spaceoneSecret, { secrets }).lifecycle.update("secret-1", state, { ...state, ...change });
    return sent;
  };

  test("stays there where the program changes something else", async () => {
    expect(await updated({ name: "renamed" })).toEqual([{ name: "renamed", project_id: "project-2" }]);
  });

  test("goes where the program newly wants it", async () => {
    expect(await updated({ projectId: "project-3" })).toEqual([{ project_id: "project-3" }]);
  });
});
