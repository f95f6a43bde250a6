// Writes a test for each violation, which replays it.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inRoot, root } from "../run/project.mjs";

const folder = inRoot("test/simulation/found");

/** Returns the name of the file. */
export function writeTest({ trace, violations }) {
  const digest = createHash("sha256").update(JSON.stringify(trace)).digest("hex").slice(0, 8);
  const file = join(folder, `${trace.kind.replace(/\B[A-Z]/g, "-$&").toLowerCase()}-${digest}.test.ts`);
  const about = violations.map((line) => `// ${line.replaceAll(/\s+/g, " ").slice(0, 400)}\n`).join("");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    `${about}import { expect, test } from "@jest/globals";

import { newExplorer } from "../explorer";

test(${JSON.stringify(`${trace.kind}, ${trace.flow}`)}, async () => {
  const explorer = await newExplorer();
  const outcome = await explorer.play(${JSON.stringify(trace)});
  expect([outcome.violations, outcome.transcript]).toEqual([[], outcome.transcript]);
});
`,
  );
  return relative(root, file);
}
