import { describe, expect, test } from "@jest/globals";

import { lagOf } from "../../../cli/probe/lag";
import { readList } from "../../../cli/probe/lists";
import { isTaken, refusalStatusFinding, unknownObjectFinding } from "../../../cli/probe/refusals";
import { ofKeys, ofOthers, secondDeletionFinding } from "../../../cli/probe/second-deletion";
import { timesFinding } from "../../../cli/probe/stages/certificates";
import { clientsFor, closeClients, credentialsOf } from "../../../cli/probe/clients";
import { Meter, ServiceWire } from "../../../cli/probe/service-wire";
import type { Answer, Wire } from "../../../cli/probe/wire";
import { useEmulator } from "../../support/in-process-emulator";
import { secretsIn } from "../../support/leaks/scan";
import { stackSettings } from "../../support/settings";
import { probeEmulator } from "../../support/probe-run";

const running = useEmulator();

const answer = (changes: Partial<Answer> = {}): Answer => ({ at: 0, shown: {}, ...changes });

describe("refusals of names", () => {
  const transit = { method: "POST", path: "^/v1/kms/transit$" };

  test("are not told from those of an account that may have no further key", async () => {
    const body = { errors: [{ code: "QuotaExceeded", detail: "no more", status: 403 }] };
    await running.client.addFault({ ...transit, skip: 2, times: 0, fault: { status: 403, body } });
    const { outcome } = await probeEmulator(running.client);
    expect(outcome.findings["takenName"]).toEqual({
      values: [],
      because: "the service did not make a KMS key (403)",
    });
    expect(outcome.left).toEqual([]);
  });

  test("that do not come leave a second object, which is removed as well", async () => {
    await running.client.setWorld({ sameName: "accepted" });
    const { outcome } = await probeEmulator(running.client);
    expect(outcome.findings["takenName"]).toEqual({
      values: [],
      because: "a second key with the name of the first was made",
    });
    expect([outcome.left, (await running.client.account()).keys]).toEqual([[], []]);
  });

  test("count by their status, and by what is known of it", () => {
    const known = { takenName: { values: ["forbidden"] } };
    expect(isTaken(answer(), known)).toBe(false);
    expect(isTaken(answer({ refused: 409, stated: 409 }), {})).toBe(true);
    expect(isTaken(answer({ refused: 403, stated: 403 }), known)).toBe(true);
    expect(isTaken(answer({ refused: 403, stated: 403 }), {})).toBeUndefined();
    expect(isTaken(answer({ refused: 0 }), known)).toBeUndefined();
  });
});

test("a refusal that has the secrets of a request does not show them", async () => {
  const privateKey = "plainly fake key";
  const body = {
    errors: [{ code: "Invalid", detail: `no key: ${privateKey}, ${Buffer.from(privateKey).toString("base64")}` }],
  };
  await running.client.addFault({ method: "POST", path: "^/v1/certificatemanager$", fault: { status: 400, body } });
  const { url, accessKey, secretKey } = running.client.address;
  const config = { "scp:endpoint": url, "scp:accessKey": accessKey, "scp:secretKey": secretKey };
  const meter = new Meter();
  const clients = clientsFor(stackSettings(config), meter.log);
  const hidden = { prefix: "scpprobe", secrets: credentialsOf(clients) };
  const signal = new AbortController().signal;
  const wire = new ServiceWire({ clients, meter, hidden, mostRequests: 300, signal, sleep: () => Promise.resolve() });
  const { refused, because = "" } = await wire.ask({ call: "createCertificate", body: {}, secrets: [privateKey] });
  await closeClients(clients);
  expect([refused, because]).toEqual([400, expect.stringContaining("no key: [secret]")]);
  expect(secretsIn(because, [privateKey])).toEqual([]);
});

test("refusals that differ in their statuses are not one of the known ways", () => {
  const own = answer({ refused: 404, stated: 404, sent: 404 });
  const ok = answer({ refused: 409, stated: 409, sent: 200 });
  expect(refusalStatusFinding([own])).toEqual({ values: ["own"] });
  expect(refusalStatusFinding([ok])).toEqual({ values: ["ok"] });
  expect(refusalStatusFinding([own, ok]).values).toEqual([]);
  expect(refusalStatusFinding([answer(), answer({ refused: 0 })]).values).toEqual([]);
});

test("only a service's own word for what does not exist counts", () => {
  expect(unknownObjectFinding(answer({ refused: 404, stated: 400 }))).toEqual({ values: ["badRequest"] });
  expect(unknownObjectFinding(answer({ refused: 400, stated: 400 })).values).toEqual([]);
  expect(unknownObjectFinding(answer({ refused: 0 })).values).toEqual([]);
  expect(unknownObjectFinding(answer()).values).toEqual([]);
});

describe("a second deletion", () => {
  const taken = (before: unknown, after: unknown) => ({ answer: answer(), before, after });

  test.each([
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:02Z", ["moved"]],
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", ["own", "taken"]],
    ["20260101", "20260101", ["own", "taken", "moved"]],
    [undefined, undefined, ["own", "taken", "moved"]],
  ])("of a key with the dates %s and %s", (before, after, values) => {
    expect(secondDeletionFinding(taken(before, after), ofKeys).values).toEqual(values);
  });

  test.each([
    [400, ["own", "refused"]],
    [404, ["notFound"]],
    [500, []],
  ])("of a secret that is refused with %i", (refused, values) => {
    const second = { answer: answer({ refused }), before: undefined, after: undefined };
    expect(secondDeletionFinding(second, ofOthers).values).toEqual(values);
  });
});

describe("the times of a certificate that is asked for at 04:05:06", () => {
  const at = Date.UTC(2026, 0, 1, 4, 5, 6) / 1000;

  test.each([
    ["2026-01-02T00:00:00", "2026-01-03T23:59:59", ["reference"]],
    ["2026-01-02T09:00:00", "2026-01-04T08:59:59", ["seoul"]],
    ["2026-01-02T04:05:08", "2026-01-03T04:05:08", ["reference"]],
    ["2026-01-02T13:05:08", "2026-01-03T13:05:08", ["seoul"]],
    ["2026-01-02T07:00:00", "2026-01-03T06:59:59", []],
    ["2026-01-02T00:00:00Z", "2026-01-03T23:59:59Z", ["zulu"]],
    ["2026-01-02", "2026-01-03", ["day"]],
    ["20260102", "20260103", ["digits"]],
    [undefined, undefined, []],
  ])("%s and %s", (from, to, values) => {
    expect(timesFinding(from, to, at).values).toEqual(values);
  });
});

/** A service whose clock moves on when somebody waits. */
function clockedWire(answerAt: (now: number, page: unknown) => Partial<Answer>): Wire & { readonly asked: number } {
  let now = 0;
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    ask: ({ query }) => {
      asked++;
      return Promise.resolve(answer({ at: now, ...answerAt(now, query?.["page"]) }));
    },
    pause: (seconds) => {
      now += Math.max(0, seconds);
      return Promise.resolve();
    },
  };
}

describe("a lag of something that is made once", () => {
  const lagAfter = async (seconds: number, patience: number) => {
    const wire = clockedWire((now) => (now < seconds ? { refused: 404 } : {}));
    const look = async () => {
      const { at, refused } = await wire.ask({ call: "listKeys" });
      return { at, isSeen: refused === undefined };
    };
    const lag = await lagOf({ wire, patience, first: { madeAt: 0, object: undefined }, look });
    return { ...lag, asked: wire.asked };
  };

  test.each([
    [0, [0]],
    [7, [7]],
    [41, [42]],
    [60, [60]],
  ])("of %i s is found to two seconds", async (seconds, values) => {
    expect((await lagAfter(seconds, 60)).values).toEqual(values);
  });

  test("is not certain where the looks are far apart, and there are not many of them", async () => {
    const { values, because, asked } = await lagAfter(1000, 3600);
    expect([values, because]).toEqual([[], "it takes more than 915 s and up to 1094 s"]);
    expect(asked).toBeLessThan(42);
  });
});

describe("a lag of something that is made again", () => {
  /** The service's whole seconds, which begin between a creation and its reply, and between each two requests. */
  const lagAfter = async (seconds: number, tick: number) => {
    let now = 0;
    const made = () => {
      const object = Math.floor(now);
      now += tick;
      return { object, madeAt: Math.floor(now) };
    };
    const wire: Wire = {
      ask: () => Promise.reject(new Error("nothing is asked")),
      pause: (wait) => {
        now += Math.max(0, wait);
        return Promise.resolve();
      },
    };
    const look = (madeAt: number) => {
      const isSeen = Math.floor(now) - madeAt >= seconds;
      now += tick;
      return Promise.resolve({ at: Math.floor(now), isSeen });
    };
    const again = () => Promise.resolve(made());
    return (await lagOf({ wire, patience: 60, first: made(), again, look })).values;
  };

  test.each([0, 1, 2, 3, 17, 44])(
    "of %i s is found to a second, also where a request takes half of one",
    async (seconds) => {
      for (const tick of [0, 0.1, 0.3, 0.5]) {
        const [found] = await lagAfter(seconds, tick);
        expect(Math.abs(Number(found) - seconds)).toBeLessThanOrEqual(1);
      }
    },
  );
});

describe("a list", () => {
  const page = (names: readonly string[], size?: number) => ({
    shown: { entries: names.map((name) => ({ id: name, name })), nameless: 0, length: names.length, size },
  });
  const ask = { call: "listKeys", query: { size: 100 } } as const;

  test("ends where a page has fewer entries than the service gives a page", async () => {
    const wire = clockedWire((_, number) => page(number === 0 ? ["a", "b"] : ["c"], 2));
    const { entries, isWhole } = await readList(wire, ask);
    expect([entries.map(({ id }) => id), isWhole, wire.asked]).toEqual([["a", "b", "c"], true, 2]);
  });

  test("ends with an empty page where the service does not say what it gives", async () => {
    const wire = clockedWire((_, number) => page(number === 0 ? ["a"] : []));
    expect([(await readList(wire, ask)).isWhole, wire.asked]).toEqual([true, 2]);
  });

  test("that never ends is read in part", async () => {
    const wire = clockedWire(() => page(["a"], 1));
    expect([(await readList(wire, ask)).isWhole, wire.asked]).toEqual([false, 5]);
  });
});
