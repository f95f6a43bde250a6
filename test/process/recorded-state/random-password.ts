import { randomUUID } from "node:crypto";

import { RandomPassword } from "../../../provider/index";
import type { EmulatorClient } from "../../support/emulator-client";
import { fieldsOf, type RecordedKind, type Situation } from "../../support/recorded-state/kind";

const args = { length: 24, excludeCharacters: "lI1", requireEachIncludedType: true, keepers: { day: "monday" } };

async function made(client: EmulatorClient): Promise<object> {
  const { body } = await client.call("POST", "/v1/secrets/random-password", { body: { password_length: 24 } });
  return { id: randomUUID(), password: (body as { random_password: string }).random_password };
}

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args,
    timeouts: { create: "5m" },
    record: (model, _, given, timeouts) => model.up(given, timeouts),
    cloud: { "as it was": made },
    drift: () => [],
    up: "same",
    shown: { length: 24 },
    replaces: [
      [{ length: 25 }, ["length"]],
      [{ excludePunctuation: true }, ["excludePunctuation"]],
      [{ keepers: { day: "tuesday" } }, ["keepers"]],
    ],
  },
};

export const states: RecordedKind = {
  kind: "RandomPassword",
  cloud: "scp",
  situations,
  always: ["normal"],
  program: (name, given, options) => new RandomPassword(name, { ...args, ...given }, options),
  lookUp: (name, id, options) => RandomPassword.get(name, id, options),
  given: () => Promise.resolve({}),
  isLive: () => true,
  tokens: (state) => fieldsOf(state, { id: "id", password: "password" }),
};
