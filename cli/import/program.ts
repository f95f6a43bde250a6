import type { Plan, PlannedResource } from "./plan";
import { sourceText } from "./source-text";

/** How a resource comes to its object: by an import before the first `pulumi up`, or by its input `adopt`. */
export type Way = "import" | "adopt";

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

function resourceText({ existing, variable, name, args }: PlannedResource, way: Way): string {
  const given = way === "import" ? args : { adopt: existing.id, ...args };
  const head = `export const ${variable} = new ${existing.kind}(`;
  const parts = [JSON.stringify(name), sourceText(given), "{ protect: true }"];
  const [first = "", second = "", third = ""] = parts;
  const lines = second.split("\n").map((line) => `  ${line}`);
  return `${head}\n  ${first},\n${lines.join("\n")},\n  ${third},\n);`;
}
