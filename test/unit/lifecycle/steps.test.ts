import { beforeEach, describe, expect, test } from "@jest/globals";

import { ApiError, LostReplyError } from "../../../provider/clients/http/errors";
import type { AnyBehaviour } from "../../../provider/lifecycle/definition/behaviour";
import type { ResourceRun } from "../../../provider/lifecycle/run/resource-run";
import { newProgress, type Progress } from "../../../provider/lifecycle/operations/progress";
import { runSteps } from "../../../provider/lifecycle/operations/steps";
import { FakeEnvironment, runOf } from "../../support/fake-run";

const request = { method: "POST", service: "kms", path: "/rotate" };
const lost = (): Error => new LostReplyError(request, "cut");

let version: number;
let rotations: number;
let reply: (attempt: number) => void;

/** A kind with one step that must not happen twice. */
const behaviour = {
  inputs: { trigger: { change: "trigger" } },
  find: async () => Promise.resolve({ version: shownVersion() }),
  steps: [
    {
      name: "rotation",
      inputs: ["trigger"],
      afterLostReply: { version: (object: { version: number | undefined }) => object.version?.toString() },
      run: () => {
        rotations++;
        reply(rotations);
        return Promise.resolve({ version });
      },
    },
  ],
} as unknown as AnyBehaviour;

let environment: FakeEnvironment;
let run: ResourceRun;
let unreadable: number;
let shownVersion: () => number | undefined;
const start = (): Progress => newProgress(undefined, { applied: { trigger: "a" } });

beforeEach(() => {
  environment = new FakeEnvironment();
  run = runOf(behaviour, environment);
  unreadable = 0;
  shownVersion = () => version;
  version = 1;
  rotations = 0;
  reply = () => {
    version++;
  };
});

test("a step runs when one of its inputs differs from what was applied", async () => {
  const progress = start();
  await runSteps(run, "id", { trigger: "a" }, progress);
  expect(rotations).toBe(0);
  await runSteps(run, "id", { trigger: "b" }, progress);
  expect([rotations, progress.applied["trigger"], progress.pending]).toEqual([1, "b", undefined]);
});

describe("a step that must not happen twice", () => {
  test("whose reply was lost after it was done is not repeated", async () => {
    reply = () => {
      version++;
      throw lost();
    };
    const progress = start();
    await runSteps(run, "id", { trigger: "b" }, progress);
    expect([rotations, version, progress.applied["trigger"]]).toEqual([1, 2, "b"]);
  });

  test("that was lost before it was done is left open, and done by the next operation", async () => {
    reply = (attempt) => {
      if (attempt === 1) throw lost();
      version++;
    };
    const first = start();
    await expect(runSteps(run, "id", { trigger: "b" }, first)).rejects.toThrow("no complete reply");
    expect(rotations).toBe(1);
    await runSteps(run, "id", { trigger: "b" }, { ...start(), pending: first.pending });
    expect([rotations, version]).toEqual([2, 2]);
  });

  test.each([1000, 3000, 10_000])(
    "is found done although its mark is shown %i ms late, and never repeated",
    async (lag) => {
      let doneAt = 0;
      reply = () => {
        doneAt = environment.nowMs;
        throw lost();
      };
      shownVersion = () => (rotations > 0 && environment.nowMs - doneAt >= lag ? 2 : 1);
      const progress = start();
      await runSteps(run, "id", { trigger: "b" }, progress);
      expect([rotations, progress.applied["trigger"], progress.pending]).toEqual([1, "b", undefined]);
    },
  );

  test("whose object cannot be read after a lost reply is looked for all the same", async () => {
    reply = () => {
      version++;
      throw lost();
    };
    unreadable = 3;
    shownVersion = () => {
      if (rotations > 0 && unreadable-- > 0) throw lost();
      return version;
    };
    await runSteps(run, "id", { trigger: "b" }, start());
    expect(rotations).toBe(1);
  });

  test("is not repeated without a mark, and the user is told", async () => {
    reply = () => {
      throw lost();
    };
    shownVersion = () => undefined;
    const progress = start();
    await runSteps(run, "id", { trigger: "b" }, progress);
    expect([rotations, progress.applied["trigger"], progress.pending]).toEqual([1, "b", undefined]);
    expect(environment.warnings.join()).toContain('it is not known whether "rotation" was done');
  });

  test("is not open any more once it is not wanted: a mark that moves later stands for nothing", async () => {
    const progress = { ...start(), pending: { step: "rotation", mark: "1", wanted: "digest" } };
    await runSteps(run, "id", { trigger: "a" }, progress);
    expect(progress.pending).toBeUndefined();
  });

  test("whose outcome stays open is compared by the next operation before anything is sent", async () => {
    reply = () => {
      throw lost();
    };
    const first = start();
    await expect(runSteps(run, "id", { trigger: "b" }, first)).rejects.toThrow("no complete reply");
    expect(first.applied["trigger"]).toBe("a");
    expect(first.pending).toMatchObject({ step: "rotation", mark: "1" });
    version = 2;
    rotations = 0;
    const next: Progress = { ...start(), pending: first.pending };
    await runSteps(run, "id", { trigger: "b" }, next);
    expect([rotations, next.applied["trigger"], next.pending]).toEqual([0, "b", undefined]);
  });

  test("whose outcome is open is not repeated on account of one reading, which may be an old one", async () => {
    const desired = { trigger: "b" };
    reply = () => {
      throw lost();
    };
    const first = start();
    shownVersion = () => 1;
    await expect(runSteps(run, "id", desired, first)).rejects.toThrow("no complete reply");
    rotations = 0;
    const readings = [1, 1, 2];
    shownVersion = () => readings.shift() ?? 2;
    const next: Progress = { ...start(), pending: first.pending };
    await runSteps(run, "id", desired, next);
    expect([rotations, next.applied["trigger"], readings]).toEqual([0, "b", []]);
  });

  test("whose outcome is open does not stand for another one: a further change is carried out", async () => {
    const first = start();
    const pending = { step: "rotation", mark: "0", wanted: "digest of another value" };
    await runSteps(run, "id", { trigger: "c" }, { ...first, pending });
    expect([rotations, version]).toEqual([1, 2]);
  });

  test("is not looked at by what shows its result as long as the service does not show that it was done", async () => {
    let looks = 0;
    const result = { name: "result", inputs: ["trigger"], run: () => Promise.resolve({ look: ++looks }) };
    const silent = behaviour.steps.map((step) => ({ ...step, run: () => Promise.resolve(undefined) }));
    const steps = [...silent, result];
    const looking = runOf({ ...behaviour, steps }, environment);
    const progress = start();
    await runSteps(looking, "id", { trigger: "b" }, progress);
    expect([looks, progress.done, progress.notShown]).toEqual([0, ["rotation", "result"], ["trigger"]]);
    expect(environment.warnings.join()).toContain('"rotation" was accepted, but the service does not show it yet');
  });

  test("is not waited for where its reply shows it, or where nothing ever would", async () => {
    shownVersion = () => 1;
    const progress = start();
    await runSteps(run, "id", { trigger: "b" }, progress);
    expect([progress.object, progress.notShown, environment.nowMs]).toEqual([{ version: 2 }, [], 0]);
    shownVersion = () => undefined;
    const steps = behaviour.steps.map((step) => ({ ...step, run: () => Promise.resolve(undefined) }));
    const silent = runOf({ ...behaviour, steps }, environment);
    const other = start();
    await runSteps(silent, "id", { trigger: "b" }, other);
    expect([other.applied["trigger"], other.notShown, environment.nowMs, environment.warnings]).toEqual([
      "b",
      [],
      0,
      [],
    ]);
  });

  test("and that is about a value is in doubt without a mark", async () => {
    reply = () => {
      throw lost();
    };
    shownVersion = () => undefined;
    const valued = { ...behaviour, inputs: { trigger: { change: "update" } } };
    const progress = start();
    const running = runSteps(runOf(valued as unknown as AnyBehaviour, environment), "id", { trigger: "b" }, progress);
    await expect(running).rejects.toThrow("no complete reply");
    expect([progress.applied["trigger"], [...progress.uncertain.keys()]]).toEqual([undefined, ["trigger"]]);
  });

  test("that is refused is an error at once", async () => {
    reply = () => {
      throw new ApiError(request, 400, [{ code: "No", detail: "stopped" }], undefined, undefined);
    };
    const progress = start();
    await expect(runSteps(run, "id", { trigger: "b" }, progress)).rejects.toThrow("stopped");
    expect([rotations, progress.pending]).toEqual([1, undefined]);
  });
});

describe("a value that only a version tells of", () => {
  const values = {
    inputs: { value: { change: "update", secret: true }, labels: { change: "update" } },
    find: () => Promise.resolve({ version: shownVersion() }),
    steps: [
      {
        name: "value",
        inputs: ["value"],
        afterLostReply: { version: (object: { version: number }) => String(object.version), mayRepeat: true },
        run: () => {
          rotations++;
          reply(rotations);
          return Promise.resolve(undefined);
        },
      },
      { name: "labels", inputs: ["labels"], follows: ["value"], run: () => Promise.resolve(undefined) },
    ],
  } as unknown as AnyBehaviour;
  let writing: ResourceRun;
  beforeEach(() => {
    writing = runOf(values, environment);
  });
  const began = (): Progress => newProgress(undefined, { applied: { value: "a", labels: "l" } });

  /** Where the command begins that follows a write whose reply was lost. */
  async function afterLostWrite(): Promise<Progress> {
    reply = () => {
      throw lost();
    };
    const first = began();
    await expect(runSteps(writing, "id", { value: "b", labels: "l" }, first)).rejects.toThrow("no complete reply");
    return newProgress(undefined, { ...began(), pending: first.pending });
  }

  test("is written again where somebody else has moved the version since the attempt", async () => {
    const next = await afterLostWrite();
    version = 2;
    reply = () => {
      version++;
    };
    await runSteps(writing, "id", { value: "b", labels: "l" }, next);
    expect([rotations, version, next.applied["value"]]).toEqual([2, 3, "b"]);
  });

  test.each([400, 403])(
    "refused with %i when a later command writes it again is not done, whoever has moved the version",
    async (status) => {
      const next = await afterLostWrite();
      version = 2;
      reply = () => {
        throw new ApiError(request, status, [{ code: "No", detail: "it is so" }], undefined, undefined);
      };
      await expect(runSteps(writing, "id", { value: "b", labels: "l" }, next)).rejects.toThrow("it is so");
      expect([rotations, next.done, next.applied["value"]]).toEqual([2, [], "a"]);
    },
  );

  test("is written where the request was sent twice on its way, and the second one is refused", async () => {
    reply = () => {
      version++;
      throw new ApiError(request, 400, [{ code: "No", detail: "it is so" }], undefined, undefined);
    };
    const progress = began();
    await runSteps(writing, "id", { value: "b", labels: "l" }, progress);
    expect([rotations, progress.done, progress.pending]).toEqual([1, ["value", "labels"], undefined]);
  });

  test("is waited for before anything follows it", async () => {
    reply = () => {
      version++;
      shownVersion = () => (environment.nowMs < 5000 ? 1 : 2);
    };
    const progress = began();
    await runSteps(writing, "id", { value: "b", labels: "l" }, progress);
    expect([rotations, progress.done, progress.notShown]).toEqual([1, ["value", "labels"], []]);
    expect(environment.nowMs).toBeGreaterThanOrEqual(5000);
  });

  test("counts as applied where it is not shown in time, and what follows it does not", async () => {
    reply = () => undefined;
    const progress = began();
    await expect(runSteps(writing, "id", { value: "b", labels: "l" }, progress)).rejects.toThrow(
      "the service does not show the new value yet, so that labels cannot follow: run `pulumi up` again in a minute",
    );
    expect([rotations, progress.applied["value"], progress.applied["labels"]]).toEqual([1, "b", undefined]);
    expect(progress.notShown).toEqual(["value"]);
  });
});

describe("a version that a reading lacks, as it was once", () => {
  /** The version, but not before a time by the environment's clock. */
  const shownFrom = (ms: number, later: () => number): void => {
    shownVersion = () => (environment.nowMs < ms ? undefined : later());
  };

  test("does not prove that a step of unknown outcome was done", async () => {
    reply = () => {
      throw lost();
    };
    const first = start();
    await expect(runSteps(run, "id", { trigger: "b" }, first)).rejects.toThrow("no complete reply");
    reply = () => {
      version++;
    };
    const { nowMs } = environment;
    shownFrom(nowMs + 3000, () => version);
    const next = newProgress(undefined, { applied: { trigger: "a" }, pending: first.pending });
    await runSteps(run, "id", { trigger: "b" }, next);
    expect([rotations, version, next.pending]).toEqual([2, 2, undefined]);
  });

  test("is the last one that was seen", async () => {
    const write = (): Promise<void> => {
      version++;
      return Promise.resolve();
    };
    const blind = { ...behaviour, steps: [{ ...behaviour.steps[0], run: () => write() }] };
    const progress = newProgress({ version }, { applied: { trigger: "a" } });
    shownFrom(20_000, () => (environment.nowMs < 25_000 ? 1 : 2));
    await runSteps(runOf(blind as unknown as AnyBehaviour, environment), "id", { trigger: "b" }, progress);
    expect([progress.object, progress.notShown]).toEqual([{ version: 2 }, []]);
  });

  test("is read again after a lost reply", async () => {
    reply = () => {
      version++;
      shownFrom(environment.nowMs + 3000, () => version);
      throw lost();
    };
    const progress = start();
    await runSteps(run, "id", { trigger: "b" }, progress);
    expect([rotations, progress.object]).toEqual([1, { version: 2 }]);
  });
});

test("a reply that shows the version as it was before proves nothing: the object is read", async () => {
  const before = {
    ...behaviour,
    steps: [{ ...behaviour.steps[0], run: () => Promise.resolve({ version: version++ }) }],
  };
  const progress = start();
  await runSteps(runOf(before as unknown as AnyBehaviour, environment), "id", { trigger: "b" }, progress);
  expect([progress.object, progress.notShown]).toEqual([{ version: 2 }, []]);
});
