import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { runCommand } from "../../tools/stack.cjs";
import { blocksOf } from "./document-blocks";
import { packageFolder } from "./project";

/** A command that a page tells its readers to run. */
export interface PageCommand {
  readonly place: string;
  readonly words: readonly string[];
}

/** The commands of the blocks of the language `sh`. */
export function shellCommands(): PageCommand[] {
  return blocksOf("sh").flatMap(({ place, code }) =>
    code
      .replace(/\\\n/g, " ")
      .split("\n")
      .flatMap((line) => commandsIn(line.replace(/(^|\s)#.*$/, "")))
      .map((words) => ({ place, words })),
  );
}

/** `A=b one two && eval "$(three)"` has two commands: one, and three. Brackets around what may be left out are no part. */
export function commandsIn(line: string): string[][] {
  return line
    .replace(/eval "\$\((.*?)\)"/g, "$1")
    .split(/&&|\|\||[;|]/)
    .map((part) =>
      part
        .replace(/[[\]]/g, " ")
        .replace(/\s[<>]+\s*\S+/g, "")
        .trim()
        .split(/\s+/),
    )
    .map((words) => words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word))))
    .filter(([first = ""]) => first !== "");
}

/** Of each program that a page may name: what is wrong with the words after its name. Undefined if nothing is. */
const programs: Readonly<
  Record<string, (words: readonly string[]) => Promise<string | undefined> | string | undefined>
> = {
  pulumi: (words) => faultOfHelp("pulumi", [], words),
  "pulumi-scp": (words) => faultOfHelp("node", [join(packageFolder, "dist", "cli", "main.js")], words),
  "pulumi-scp-emulator": (words) =>
    words[0] === "try"
      ? faultOfHelp("pulumi", [], words.slice(1))
      : faultOfHelp("node", [join(packageFolder, "dist", "emulator", "cli.js")], words),
  npx: ([name = "", ...words]) => (name === "jest" ? faultOfPaths(words) : programs[name]?.(words)),
  npm: ([name = "", ...words]) => faultOfNpm(name, words),
  node: (words) => faultOfPaths(words),
  ...Object.fromEntries(["cd", "cp", "curl", "export", "git"].map((name) => [name, () => undefined])),
};

/** What is wrong with a command: a program, a command of it, an option, a script or a file that is not there. */
export async function faultOf({ words: [program = "", ...words] }: PageCommand): Promise<string | undefined> {
  const check = programs[program];
  return check === undefined ? `nothing is known of the program ${program}` : check(words);
}

const helps = new Map<string, Promise<string>>();

/** Asks the program itself: its help names the command that it understood, and that one's options. */
async function faultOfHelp(
  program: string,
  before: readonly string[],
  words: readonly string[],
): Promise<string | undefined> {
  const options = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.replace(/=.*/, ""));
  const first = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
  const names = words.slice(0, first === -1 ? words.length : first);
  const help = await helpOf(program, [...before, ...names]);
  if (/^error: /m.test(help)) return help.trim();
  const [, usage = ""] = /^Usage:\s+(.*)$/m.exec(help) ?? [];
  const known = names.filter((name) => usage.split(" ").includes(name));
  if (known.length < names.length && /\[command\]|^Available Commands:/m.test(help)) {
    return `there is no command ${names.join(" ")}`;
  }
  const missing = options.filter((option) => !new RegExp(`(^|[\\s,])${option}\\b`, "m").test(help));
  return missing.length === 0 ? undefined : `there is no option ${missing.join(", ")}`;
}

function helpOf(program: string, args: readonly string[]): Promise<string> {
  const key = [program, ...args].join(" ");
  let help = helps.get(key);
  if (help === undefined) {
    // Some options are shown to those only who ask for experiments, such as --plan.
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_EXPERIMENTAL: "true" };
    help = runCommand(program, [...args, "--help"], { cwd: packageFolder, env }).then(({ output }) => output);
    helps.set(key, help);
  }
  return help;
}

interface Manifest {
  readonly name: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as Manifest;

function faultOfNpm(command: string, words: readonly string[]): string | undefined {
  const installable = [manifest.name, ...Object.keys(manifest.peerDependencies)];
  const plain = words.filter((word) => !word.startsWith("-")).map((word) => word.replace(/@latest$/, ""));
  const [script = ""] = plain;
  if (command === "run") return script in manifest.scripts ? undefined : `package.json has no script ${script}`;
  if (command === "install") {
    const other = plain.find((name) => !installable.includes(name));
    return other && `${other} is none of ${installable.join(", ")}`;
  }
  return ["audit", "ci", "owner", "publish", "test"].includes(command) ? undefined : `npm ${command} is not known`;
}

/** Files and folders that are named, up to the first part that a reader fills in. */
function faultOfPaths(words: readonly string[]): string | undefined {
  const named = words.filter((word) => word.includes("/")).map((word) => word.replace(/\/?[^/]*<.*$/, ""));
  const missing = named.filter((path) => !existsSync(join(packageFolder, path)));
  return missing.length === 0 ? undefined : `${missing.join(", ")} is not there`;
}
