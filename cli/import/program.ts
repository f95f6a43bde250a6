import type { Way } from "./existing";
import type { Plan, PlannedResource } from "./plan";
import { onOneLine, sourceText } from "./source-text";

/** The program in TypeScript. */
export function programText({ resources, settings }: Plan, way: Way): string {
  const kinds = [...new Set(resources.map(({ existing }) => existing.kind))].sort();
  return [
    ...(settings.length > 0 ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    importLine(kinds),
    "",
    ...(settings.length > 0 ? ["const config = new pulumi.Config();", ""] : []),
    resources.map((resource) => resourceText(resource, way)).join("\n\n"),
    "",
  ].join("\n");
}

function importLine(kinds: readonly string[]): string {
  const line = `import { ${kinds.join(", ")} } from "pulumi-scp";`;
  return line.length <= 120 ? line : `import {\n${kinds.map((kind) => `  ${kind},\n`).join("")}} from "pulumi-scp";`;
}

function resourceText({ existing, variable, name, args, written }: PlannedResource, way: Way): string {
  // A kind that only takes over what exists names it in an input of its own.
  const adopts = way === "adopt" && existing.record.wasAdopted;
  const isHeldBack = way === "adopt" && written.length > 0;
  const options = { protect: true, ...(isHeldBack ? { ignoreChanges: written } : {}) };
  const parts = [onOneLine(name), sourceText(adopts ? { adopt: existing.id, ...args } : args)];
  return [
    ...(isHeldBack ? heldBack(written) : []),
    // Not exported: that would make it an output of the stack.
    `const ${variable} = new ${existing.kind}(`,
    ...[...parts, onOneLine(options)].map((part) => `  ${part.replaceAll("\n", "\n  ")},`),
    ");",
  ].join("\n");
}

function heldBack(written: readonly string[]): readonly string[] {
  const names = written.join(", ");
  return [
    `// Nobody can read ${names}: ignoreChanges leaves the object's own, and the program's counts as the same. To change it by`,
    "// the program later, take ignoreChanges away after the first `pulumi up`.",
  ];
}
