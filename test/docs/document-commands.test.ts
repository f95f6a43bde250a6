import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

import { commandsIn, faultOf, shellCommands, type PageCommand } from "../support/document-commands";
import { packageFolder } from "../support/project";

/** Pages besides the generated ones, whose messages begin with names of programs as well. */
const pages = [packageFolder, join(packageFolder, "docs")].flatMap((folder) =>
  readdirSync(folder).flatMap((name) => (name.endsWith(".md") && name !== "errors.md" ? [join(folder, name)] : [])),
);

/** Commands within sentences: between backticks, with a command or an option. */
function commandsInText(): PageCommand[] {
  return pages.flatMap((page) => {
    const text = readFileSync(page, "utf8").replace(/```[^]*?```/g, "");
    const spans = [...text.matchAll(/`((?:npx |pulumi |pulumi-scp(?:-emulator)? |npm )[^`]*)`/g)];
    return spans.flatMap(([, line = ""]) => commandsIn(line).map((words) => ({ place: page, words })));
  });
}

test("each command of the pages is there, with its options, scripts and files", async () => {
  const commands = [...shellCommands(), ...commandsInText()];
  expect(commands.length).toBeGreaterThan(80);
  const faults = new Set<string>();
  for (const command of commands) {
    const fault = await faultOf(command);
    if (fault !== undefined) faults.add(`${command.place}: ${command.words.join(" ")}: ${fault}`);
  }
  expect([...faults]).toEqual([]);
});

test.each([
  ["pulumi stack move", /no command stack move/],
  ["pulumi up --refreshed", /no option --refreshed/],
  ["npx pulumi-scp inventroy", /no command inventroy/],
  ["npx pulumi-scp inventory --unmanagd", /no option --unmanagd/],
  ["pulumi-scp-emulator --prot 1", /no option --prot/],
  ["npx pulumi-scp-emulator try up --refreshed", /no option --refreshed/],
  ["npm run demos", /no script demos/],
  ["npm install pulumi-spc", /pulumi-spc is none of/],
  ["npx jest test/units", /test\/units is not there/],
  ["terraform apply", /nothing is known of the program terraform/],
])("%s would be found", async (line, fault) => {
  const [words = []] = commandsIn(line);
  expect(await faultOf({ place: "", words })).toMatch(fault);
});

test("commands are found behind settings, in chains and in eval", () => {
  expect(commandsIn('A=b one [--two] > file && eval "$(three 4)"')).toEqual([
    ["one", "--two"],
    ["three", "4"],
  ]);
});
