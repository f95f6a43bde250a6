import { describe, expect, test } from "@jest/globals";

import type { ProgressRecord } from "../../../cli/probe/progress";
import { stages } from "../../../cli/probe/stages";
import { replayed, transcriptIn } from "../../../cli/probe/transcript";
import { unobserved } from "../../../cli/probe/unobserved";
import { worldOf } from "../../../cli/probe/world";
import { worldDocument } from "../../../emulator/world/changes";
import { switchNames, type SwitchName, type SwitchValues } from "../../../emulator/world/switches";
import { blurred, hiddenWorld, isNear, visibleValues } from "../../support/hidden-worlds";
import { useEmulator } from "../../support/in-process-emulator";
import { KeptProgress, probeEmulator } from "../../support/probe-run";
import { secretsIn } from "../../support/leaks/scan";

const running = useEmulator();

/** PROBE_WORLDS=50 looks at more of them. */
const worlds = Number(process.env["PROBE_WORLDS"] ?? 4);

test("every switch of the emulator belongs to a stage, or is not looked at for a reason", () => {
  const named = new Set(stages.flatMap((stage) => stage.switches));
  const left = Object.keys(unobserved);
  expect([...named, ...left].sort()).toEqual([...switchNames].sort());
});

test("each stage finds what its plan names, and nothing else", async () => {
  const progress = new KeptProgress();
  let kept: ProgressRecord | undefined;
  progress.save = (record) => {
    kept = record;
  };
  await probeEmulator(running.client, { progress });
  const found = Object.entries(kept?.stages ?? {}).map(([name, { findings }]) => [name, Object.keys(findings).sort()]);
  expect(found).toEqual(stages.map(({ name, switches }) => [name, [...switches].sort()]));
});

/** Probes a world, and expects to find what can be seen of it, and that nothing is left. Open switches may not be seen. */
async function expectFound(world: SwitchValues, open: readonly SwitchName[] = []): Promise<void> {
  const { client } = running;
  await client.setWorld(world);
  const before = await client.account();
  const { outcome, sent } = await probeEmulator(client);

  const { findings, transcript, left, ended } = outcome;
  expect([left, ended]).toEqual([[], undefined]);
  const visible = visibleValues(world);
  const wrong = switchNames.filter((name) => {
    const found = findings[name]?.values ?? ["nothing"];
    if (found.length === 0 && open.includes(name)) return false;
    if (blurred(world).includes(name) && found.every((one) => isNear(world[name], one))) return false;
    return !(found.length === visible[name].length && found.every((one) => visible[name].some((v) => isNear(v, one))));
  });
  const about = (name: SwitchName) => ({ name, is: world[name], visible: visible[name], found: findings[name] });
  expect(wrong.map(about)).toEqual([]);
  for (const name of switchNames) {
    if (findings[name]?.values.length !== 1)
      expect([name, findings[name]?.because]).toEqual([name, expect.stringMatching(/./)]);
  }

  expect((await client.requests()).length).toBe(sent);
  expect(sent).toBeLessThanOrEqual(300);
  worldDocument.parse(worldOf(findings));
  const text = JSON.stringify(transcript);
  expect(await replayed(transcriptIn(text, "transcript.json"))).toEqual(findings);

  const { body } = await client.plain("GET", "/_emulator/snapshot");
  const { records } = body as { records: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> };
  const tokens = (records["secretvault.vaults"] ?? []).flatMap((vault) => [
    vault["vault_token_id"] ?? "",
    vault["vault_token_secret_value"] ?? "",
  ]);
  expect(tokens).toHaveLength(world.deletion === "waits" ? 2 : 0);
  const { secretKey, accessKey, accountId } = client.address;
  expect(secretsIn(text, [...tokens, secretKey, accessKey, accountId])).toEqual([]);

  await client.advance("P8D");
  expect(await client.account()).toEqual(before);
}

/** What takes the most requests: long lags, small pages, and refusals after which everything has to be looked for. */
const slow = {
  listLagSeconds: 60,
  showLagSeconds: 42,
  versionLagSeconds: 46,
  runLagSeconds: 60,
  keyUseLagSeconds: 60,
  readyLagSeconds: 36,
  mostOnPage: 1,
  nameFilter: "ignored",
  mostInReply: 1,
  searchFilter: "ignored",
  takenName: "serverError",
  deletion: "waits",
  deletedName: "taken",
} as const;

describe("a hidden world", () => {
  const seeds = Array.from({ length: worlds }, (_, index) => index + 1);

  test.each(seeds)("of seed %i is found out, and nothing is left of it", (seed) => expectFound(hiddenWorld(seed)));

  test.each(seeds)("of seed %i is found out where pages are small and names ignored", (seed) =>
    expectFound({ ...hiddenWorld(seed), mostOnPage: 1 + (seed % 4), nameFilter: "ignored", mostInReply: 1 }, [
      "oddListEntry",
    ]),
  );

  test("shows that a waiting key is not listed by the order of a list that is longer than is read", () =>
    expectFound({ ...hiddenWorld(40), mostOnPage: 1, nameFilter: "ignored" }, ["oddListEntry"]));

  test.each(seeds)("of seed %i is found out with as many requests as it may take", (seed) =>
    expectFound({ ...hiddenWorld(seed), ...slow }, ["oddListEntry"]),
  );
});
