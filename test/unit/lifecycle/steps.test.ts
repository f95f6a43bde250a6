import { beforeEach, describe, expect, test } from "@jest/globals";

import { ApiError, LostReplyError } from "../../../provider/clients/http/errors";
import type { AnyBehaviour } from "../../../provider/lifecycle/behaviour";
import type { OperationRun } from "../../../provider/lifecycle/operation-run";
import { YoungObjects } from "../../../provider/lifecycle/settling";
import { runSteps, type Progress } from "../../../provider/lifecycle/steps";

const request = { method: "POST", service: "kms", path: "/rotate" };
const lost = (): Error => new LostReplyError(request, "cut");

let version: number;
let rotations: number;
let reply: (attempt: number) => void;

/** A kind with one step that must not happen twice. */
const behaviour = {
  inputs: { trigger: { change: "update", isTrigger: true } },
  find: () => Promise.resolve({ version }),
  steps: [
    {
      name: "rotation",
      inputs: ["trigger"],
      mark: (object: { version: number }) => String(object.version),
      run: () => {
        rotations++;
        reply(rotations);
        return Promise.resolve({ version });
      },
    },
  ],
} as unknown as AnyBehaviour;

const environment = { sleep: () => Promise.resolve(), now: Date.now, young: new YoungObjects(), said: new Set() };
const run = { behaviour, environment } as unknown as OperationRun;
const start = (): Progress => ({
  applied: { trigger: "a" },
  object: undefined,
  pending: undefined,
  done: [],
  doubtful: new Map(),
});

beforeEach(() => {
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

  test("that was lost before it was done is repeated", async () => {
    reply = (attempt) => {
      if (attempt === 1) throw lost();
      version++;
    };
    await runSteps(run, "id", { trigger: "b" }, start());
    expect([rotations, version]).toEqual([2, 2]);
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

  test("whose outcome is open does not stand for another one: a further change is carried out", async () => {
    reply = () => {
      version++;
      throw lost();
    };
    const first = start();
    version = 1;
    const pending = { step: "rotation", mark: "0", wanted: "digest of another value" };
    await runSteps(run, "id", { trigger: "c" }, { ...first, pending });
    expect([rotations, version]).toEqual([1, 2]);
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
