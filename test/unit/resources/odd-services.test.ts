import { describe, expect, test } from "@jest/globals";

import { ApiError } from "../../../provider/clients/http/errors";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { secretVault } from "../../../provider/resources/scp/secretvault/secret-vault";
import { spaceoneSecret } from "../../../provider/resources/spaceone/secret/spaceone-secret";
import { lifecycleOf, notFound, place } from "../../support/lifecycle-of";

// What kinds make of services that answer otherwise than the emulator does.

const refuses = (error: Error) => () => Promise.reject(error);
const answers = (value: unknown) => () => Promise.resolve(value);

describe("a vault's token", () => {
  const state = { name: "v", tokenId: "token", tokenSecret: "in clear", __place: place };
  const shown = { id: "v", name: "v", state: "Active", allowedIps: [], tokenId: "6171****", tokenSecret: "AES:6171" };

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
      createVault: answers({ id: "v", name: "vault", state: "Creating", allowedIps: [], tokenSecret: "in clear" }),
      showVault: () => Promise.resolve(shown),
    },
  });
  const masked = { id: "v", name: "vault", state: "Active", allowedIps: [], tokenSecret: "****" };
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

test("a vault whose token's secret is lost and not shown again is refused, once it was asked for", async () => {
  const complete = behaviourOf(secretVault).complete;
  const completed = (shown: object): Promise<unknown> => {
    const context = {
      scp: { vaults: { showVault: answers({ id: "v", ...shown }) } },
      refuse: (message: string) => {
        throw new Error(message);
      },
    } as unknown as Parameters<NonNullable<typeof complete>>[0];
    return Promise.resolve(complete?.(context, { id: "v" }));
  };
  expect(await completed({ tokenSecret: "in clear" })).toEqual({ id: "v", tokenSecret: "in clear" });
  await expect(completed({})).rejects.toThrow("the reply with its token's secret was lost");
});

describe("labels of a secret's versions", () => {
  const versions = [
    { id: "2", labels: ["CURRENT", "mine"] },
    { id: "1", labels: ["PREVIOUS", "old", "theirs"] },
  ];
  const moved = async (
    wanted: object | undefined,
    state: object,
    shown: readonly object[] | "odd" | "late" = versions,
  ) => {
    const moves: unknown[] = [];
    let lists = 0;
    const list = () => (shown === "odd" ? undefined : shown !== "late" ? shown : ++lists > 3 ? [versions[0]] : []);
    const secrets = {
      showSecret: answers({ id: "s", name: "s", state: "Active" }),
      listVersions: () => Promise.resolve(list()),
      moveLabel: (...[, label, from, to]: unknown[]) => {
        moves.push([label, from, to]);
        return Promise.resolve();
      },
    };
    const inputs = { name: "s", ...(wanted && { versionLabels: wanted }) };
    await lifecycleOf(secret, { secrets }).lifecycle.update("s", { name: "s", ...state, __place: place }, inputs);
    return moves;
  };

  test("are moved where they are elsewhere, and taken away where they are there", async () => {
    const state = { versionLabels: { mine: "1", old: "1", gone: "1" } };
    expect(await moved({ mine: "CURRENT", new: "PREVIOUS" }, state)).toEqual([
      ["new", undefined, "1"],
      ["old", "1", undefined],
    ]);
  });

  test("of a change in doubt are taken away with those that are not wanted any more", async () => {
    const __doubtful = { versionLabels: ["old", "mine"] };
    expect(await moved({ mine: "2" }, { __doubtful })).toEqual([["old", "1", undefined]]);
    expect(await moved(undefined, { __doubtful })).toEqual([
      ["old", "1", undefined],
      ["mine", "2", undefined],
    ]);
  });

  test("are moved to versions that are there only, and not without a list of them", async () => {
    await expect(moved({ mine: "7" }, {})).rejects.toThrow("the secret has no version 7 for the label mine");
    await expect(moved({ mine: "2" }, {}, "odd")).rejects.toThrow("list of versions is not understood");
    await expect(moved({ mine: "2" }, {}, [])).rejects.toThrow("does not show a version of the secret yet");
  });

  test("are moved as soon as a young secret's versions are shown", async () => {
    expect(await moved({ fresh: "2" }, {}, "late")).toEqual([["fresh", undefined, "2"]]);
  });

  test("for the version before are on none while there is one version, and an error where it cannot be told", async () => {
    const [only] = versions;
    const one = only === undefined ? [] : [only];
    expect(await moved({ back: "PREVIOUS" }, {}, one)).toEqual([]);
    expect(await moved({ mine: "PREVIOUS" }, { versionLabels: { mine: "2" } }, one)).toEqual([
      ["mine", "2", undefined],
    ]);
    const { inputsOf } = behaviourOf(secret);
    const shown = inputsOf({ secret: {}, versions: one }, { versionLabels: { back: "PREVIOUS", gone: "CURRENT" } });
    expect(shown).toMatchObject({ versionLabels: { back: "PREVIOUS" } });
    const unlabelled = [...one, { id: "1", labels: [] }];
    await expect(moved({ back: "PREVIOUS" }, {}, unlabelled)).rejects.toThrow("no version PREVIOUS for the label back");
  });
});

test("a secret shows only what the service says of it", () => {
  const { inputsOf, fingerprints } = behaviourOf(secret);
  const shown = (more: object, versions?: unknown): Record<string, unknown> => ({
    ...inputsOf({ secret: { id: "s", name: "s", ...more }, versions }, { versionLabels: { mine: "1" } }),
  });
  expect(shown({})).toEqual({ name: "s" });
  expect(shown({ privateAcl: { resourceIds: [] } })["privateAcl"]).toEqual({ resourceIds: [] });
  expect(shown({ privateAcl: { resourceIds: ["vm"] } })["privateAcl"]).toEqual({ resourceIds: ["vm"] });
  const object = { secret: {}, versions: [{ id: "2", labels: ["CURRENT"] }] };
  expect(fingerprints?.["value"]?.(object, {})).toBe("2");
  expect(fingerprints?.["value"]?.(object, { initialValueOnly: true })).toBeUndefined();
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

test("a rotation is not compared where the service shows no version", () => {
  const steps = behaviourOf(kmsKey).steps.map(({ afterLostReply }) => afterLostReply);
  const of = (key: object): unknown => steps.flatMap((step) => (typeof step === "object" ? [step.version(key)] : []));
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
    const vaults = {
      terminateVault: refuses(refused),
      showVault: answers({ id: "v", name: "v", state, allowedIps: [] }),
    };
    return lifecycleOf(secretVault, { vaults }).lifecycle.delete("v", { name: "v", __place: place });
  };
  await expect(destroy("EXPIRED")).resolves.toBeUndefined();
  await expect(destroy("Active")).rejects.toThrow("not now");
});

test("an object whose state is older than an input is deleted by the input's default", async () => {
  const windows: number[] = [];
  const terminateVault = (_: string, windowInDays: number): Promise<void> => {
    windows.push(windowInDays);
    return Promise.resolve();
  };
  const { lifecycle } = lifecycleOf(secretVault, { vaults: { terminateVault } });
  await lifecycle.delete("v", { name: "v", __place: place });
  await lifecycle.delete("v", { name: "v", recoveryWindowInDays: 7, __place: place });
  expect(windows).toEqual([30, 7]);
});

test("a vault of unknown outcome whose name nobody else can have is terminated, which is the only way", async () => {
  const terminated: string[] = [];
  const vaults = {
    listVaults: answers([{ id: "v", name: "v", state: "Active", allowedIps: [] }]),
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
    expect(await updated({ name: "renamed" })).toEqual([{ name: "renamed", projectId: "project-2" }]);
  });

  test("goes where the program newly wants it", async () => {
    expect(await updated({ projectId: "project-3" })).toEqual([{ projectId: "project-3" }]);
  });
});
