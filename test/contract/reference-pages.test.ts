import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

import * as program from "../../provider/index";
import type { AnyComponentDefinition } from "../../provider/program/component-definition";
import { componentKinds, referencePages } from "../../tools/pages/reference/pages";
import { exportedKinds } from "../support/exported-kinds";

const folder = join(__dirname, "..", "..", "docs", "reference");
const stored = readdirSync(folder).sort();
const read = (page: string): string | undefined =>
  stored.includes(page) ? readFileSync(join(folder, page), "utf8") : undefined;
const pages = referencePages(read);

test("docs/reference has the pages that tools/pages.mjs makes of the contracts", () => {
  expect(stored).toEqual([...pages.keys()].sort());
  for (const page of stored) expect(read(page)).toBe(pages.get(page));
});

test("each property of each kind has a line with its meaning on the kind's page", () => {
  const unexplained = [...exportedKinds].flatMap(([kind, { properties }]) => {
    const text = [...pages.values()].find((page) => page.includes(`\n# ${kind}\n`)) ?? "";
    return Object.keys(properties)
      .filter((name) => !new RegExp(`^- \`${name}\`: \\S.*\\. \\S.*\\.$`, "m").test(text))
      .map((name) => `${kind}.${name}`);
  });
  expect(exportedKinds.size).toBeGreaterThan(10);
  expect(unexplained).toEqual([]);
});

test("each argument of each exported component has a line with its meaning on the component's page", () => {
  const types = Object.values(program).map((exported) => (exported as { __pulumiType?: string }).__pulumiType ?? "");
  const exportedNames = types
    .filter((type) => type.startsWith("pulumi-scp:index:"))
    .map((type) => type.split(":").at(-1));
  expect(componentKinds.map(({ name }) => name).sort()).toEqual(exportedNames.sort());
  const unexplained = componentKinds.flatMap(({ name, definition }) => {
    const page = [...pages.values()].find((text) => text.includes(`\n# ${name}\n`)) ?? "";
    const [, list = ""] = /\n## Arguments\n(.*?)\n## /s.exec(page) ?? [];
    const args = Object.keys((definition as AnyComponentDefinition).args);
    return args
      .filter((argument) => !new RegExp(`^- \`${argument}\`: \\S.*\\. \\S.*\\.$`, "m").test(list))
      .map((argument) => `${name}.${argument}`);
  });
  expect(unexplained).toEqual([]);
});

test("each link to a type leads to a heading of its page", () => {
  const dead = [...pages].flatMap(([page, text]) => {
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading.toLowerCase());
    const targets = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, target = ""]) => target);
    return targets.filter((target) => !headings.includes(target)).map((target) => `${page}: ${target}`);
  });
  expect(dead).toEqual([]);
});
