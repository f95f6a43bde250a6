import { describe, test } from "@jest/globals";
import { useEmulator } from "../support/in-process-emulator";
import { readRecordedCalls, Replay } from "../support/recorded-calls";

const running = useEmulator();

describe.each(["spaceone-cloud-services", "spaceone-cloud-service-lists", "spaceone-secrets"])("%s", (name) => {
  // One test: each call is made on what those before it left behind.
  test("are answered as the services did", async () => {
    const replay = await Replay.start(running.client);
    for (const call of readRecordedCalls(name)) await replay.check(call);
  });
});
