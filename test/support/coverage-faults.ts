import type { CoverageEntries, CoverageEntry } from "../../tools/pages/coverage-entry";

/** A service of docs/coverage.md, with what the test knows of it from elsewhere. */
export interface CoverageToCheck {
  readonly service: string;
  /** The names of its operations. */
  readonly operations: readonly string[];
  readonly entries: CoverageEntries;
  /** The operations that the client calls. */
  readonly called: readonly string[];
  /** Commands of `scpcli`. */
  readonly commands: readonly string[];
}

/** What the package has: its exports, and the properties of those that are resources. */
export type Exported = ReadonlyMap<string, readonly string[]>;

/** What is wrong with the entries of a service. */
export function coverageFaults(check: CoverageToCheck, exported: Exported): string[] {
  const { operations, entries, commands } = check;
  const given = Object.entries(entries);
  const documented = given.flatMap(([, { command }]) => command ?? []);
  return [
    ...operations.filter((name) => !Object.hasOwn(entries, name)).map((name) => `${name} has no entry`),
    ...given.filter(([name]) => !operations.includes(name)).map(([name]) => `${name} is no operation`),
    ...commands.filter((command) => !documented.includes(command)).map((command) => `${command} has no entry`),
    ...documented.filter((command) => !commands.includes(command)).map((command) => `${command} is no command`),
    ...documented.filter((command, index) => documented.indexOf(command) !== index).map((it) => `${it} stands twice`),
    ...given.flatMap(([name, entry]) => entryFaults(entry, check.called.includes(name), exported, name)),
  ].map((fault) => `${check.service}: ${fault}`);
}

function entryFaults(entry: CoverageEntry, isCalled: boolean, exported: Exported, name: string): string[] {
  const isDone = "by" in entry;
  return [
    ...namesIn(entry).flatMap((called) => (isExported(called, exported) ? [] : [`${name}: there is no ${called}`])),
    ...(isDone && !isCalled ? [`${name} is not called`] : []),
    ...(!isDone && isCalled ? [`${name} is called`] : []),
    ...(!isDone && entry.notDone.trim() === "" ? [`${name} has no reason`] : []),
  ];
}

/** The names of the package that an entry has. */
export function namesIn(entry: CoverageEntry): string[] {
  if ("by" in entry) return entry.by.map((text) => text.split(" ", 1)[0] ?? "");
  return [...entry.notDone.matchAll(/`([^`]*)`/g)].map(([, name = ""]) => name);
}

function isExported(called: string, exported: Exported): boolean {
  const [name = "", property, ...rest] = called.split(".");
  const properties = exported.get(name);
  return properties !== undefined && rest.length === 0 && (property === undefined || properties.includes(property));
}
