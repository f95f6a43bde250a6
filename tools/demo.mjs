// The story of one key, told with the real engine and the local emulator. Prints the same on each run.
import assert from "node:assert/strict";
import { startCloud } from "./demo/cloud.mjs";
import { changesIn, openStack } from "./demo/engine.mjs";

if (process.argv.includes("--help")) {
  console.log("Usage: npm run demo\n\nMakes, drifts, repairs, rotates and destroys a KMS key on the local emulator.");
} else {
  await demo();
}

async function demo() {
  console.log("\nOne KMS key, from `pulumi up` to its last day. The program is examples/quickstart/index.ts.");
  const cloud = await startCloud();
  const stack = await openStack(cloud.env).catch((error) => {
    cloud.close();
    throw error;
  });
  // The interrupted command ends by itself, and then everything is put away.
  process.once("SIGINT", () => console.log("\n   Interrupted."));
  try {
    await tell(cloud, stack);
    console.log("\nThat is all. The stack, the emulator and everything they made are gone.");
  } finally {
    cloud.close();
    await stack.remove();
  }
}

async function tell(cloud, stack) {
  chapter("Make the key");
  await show(stack, 0, "up", "--yes", "--skip-preview", "--diff");
  const { keyId } = await stack.outputs();
  const [made] = await cloud.keys();
  assert.equal(made.id, keyId, "the key of the state is the key of the cloud");
  say(`The service has it: ${made.state}, version ${made.current_version}, rotated every ${made.rotate_cycle} days.`);

  chapter("Nothing has changed, so there is nothing to do");
  await show(stack, 0, "up", "--yes", "--skip-preview", "--diff", "--expect-no-changes");

  chapter("Somebody changes the key in the console: another description, and it is stopped");
  await cloud.describe(keyId, "temporary, do not use");
  await cloud.stop(keyId);
  say("What CI sees (exit code 7 means drift):");
  await show(stack, 7, "preview", "--refresh", "--expect-no-changes", "--diff");
  say("A refresh takes it into the state:");
  await show(stack, 0, "refresh", "--yes", "--skip-preview", "--diff");
  say("The next up repairs it:");
  await show(stack, 0, "up", "--yes", "--skip-preview", "--diff");
  assert.equal((await cloud.keys())[0].state, "Active", "the key is started again");

  chapter("90 days pass: the service rotates the key by itself, which is no drift");
  await cloud.advance("P90D");
  await show(stack, 0, "refresh", "--yes", "--skip-preview", "--diff", "--expect-no-changes");
  assert.equal((await cloud.keys())[0].current_version, 2, "the key has a second version");
  say("The key is at version 2 now. From here on it shall rotate each month:");
  await stack.must("config", "set", "quickstart:rotationPeriodInDays", "30");
  await show(stack, 0, "up", "--yes", "--skip-preview", "--diff");

  chapter("Destroy the stack");
  await show(stack, 0, "destroy", "--yes", "--skip-preview", "--diff");
  const [waiting] = await cloud.keys();
  assert.equal(waiting.state, "To_Be_Terminated", "the key waits for its deletion");
  say("The service keeps the key for 72 hours more, in which the deletion can be cancelled in the console.");

  chapter("72 hours later");
  await cloud.advance("PT72H");
  assert.deepEqual(await cloud.keys(), [], "nothing is left");
  say("Nothing is left.");
}

function chapter(title) {
  console.log(`\n== ${title}`);
}

function say(text) {
  console.log(`   ${text}`);
}

async function show(stack, expected, ...args) {
  const shown = args.filter((arg) => !["--yes", "--skip-preview", "--diff"].includes(arg)).join(" ");
  console.log(`   $ pulumi ${shown}`);
  const { code, output } = await stack.pulumi(...args);
  const changes = changesIn(output);
  assert.equal(code, expected, `pulumi ${shown} ended with ${code}:\n${output}`);
  for (const line of changes) console.log(`   | ${line}`);
  if (changes.length === 0) console.log("   | no changes");
}
