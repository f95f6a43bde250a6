import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { documents, expectNoPollution, runs } from "../../support/hostile";
import { useEmulator } from "../../support/in-process-emulator";

describe("the emulator's admin API", () => {
  const running = useEmulator();

  test.each<[string, object]>([
    ["faults", { method: "POST", path: "/transit$", skip: 1, times: 1, fault: { drop: "after" } }],
    ["world", { listLagSeconds: 3, stateSpelling: "upper", emptyTexts: true }],
    ["clock", { advance: "PT1S" }],
    ["spaceone/tokens", { claims: { rol: "DOMAIN_ADMIN" }, expiresIn: 60 }],
    ["spaceone/seed", { cloud_services: [{ cloud_service_id: "c", name: "n" }], workspaces: [{ workspace_id: "w" }] }],
    ["snapshot", { format: "pulumi-scp-emulator-snapshot", version: 1, now: "2026-01-01T00:00:00Z", records: {} }],
  ])("answers any document of %s with what it did, or with what is wrong", async (path, good) => {
    const property = fc.asyncProperty(documents(good), async (body) => {
      const answer = await running.client.plain("POST", `/_emulator/${path}`, { body });
      if (answer.status >= 300) expect([answer.status, answer.body]).toEqual([400, { message: expect.any(String) }]);
      expectNoPollution();
    });
    await fc.assert(property, runs(30));
    expect((await running.client.plain("GET", "/_emulator/health")).status).toBe(200);
  });
});
