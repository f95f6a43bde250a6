import { memberList, typeSection, withMentioned } from "./members";
import type { FunctionTypes, PackageTypes } from "./package-types";

/** The page of the functions of a service. `names` are those of the form that takes plain values. */
export function functionPage(types: PackageTypes, title: string, names: readonly string[]): string {
  const functions = names.map((name) => ({ name, ...typesOf(types, name) }));
  const mentioned = functions.flatMap(({ args, result }) => [
    ...(types.has(args) ? types.mentions(args) : []),
    plainName(result),
  ]);
  const exported = withMentioned(
    types,
    [...new Set(mentioned)].filter((name) => types.has(name)),
  );
  const keys = exported.filter((name) => types.paths(name) !== undefined);
  return [
    `# ${title}`,
    "Each function has a second form, whose name ends with `Output`: it takes and gives Outputs.",
    ...functions.flatMap((one) => functionSection(types, one)),
    "## Types",
    ...(keys.length === 0
      ? []
      : [`\`Key\` and \`ConditionKey\` stand for the paths of the objects that are queried: ${linksTo(keys)}.`]),
    ...exported.map((name) => typeSection(types, name, "###")),
  ].join("\n\n");
}

function typesOf(types: PackageTypes, name: string): FunctionTypes {
  const found = types.functionTypes(name);
  if (found === undefined) throw new Error(`${name} is no function of the package`);
  return found;
}

function functionSection(
  types: PackageTypes,
  { name, form, args, result }: FunctionTypes & { name: string },
): string[] {
  const { text, example } = types.comment(name);
  const given = form === "ListForm" ? `a list of ${shown(types, result)}` : shown(types, result);
  return [
    `## ${name}`,
    text,
    ...(example === undefined ? [] : [example]),
    ...(types.has(args) ? ["Arguments:", memberList(types, args, () => [])] : ["No arguments."]),
    `Result: ${given}.`,
  ];
}

function shown(types: PackageTypes, result: string): string {
  const name = plainName(result);
  if (!types.has(name)) return `\`${result}\``;
  const link = `[\`${name}\`](#${name.toLowerCase()})`;
  return name === result ? link : `a list of ${link}`;
}

function linksTo(names: readonly string[]): string {
  return names.map((name) => `[\`${name}\`](#${name.toLowerCase()})`).join(", ");
}

function plainName(type: string): string {
  return type.replace(/^readonly |\[\]$/g, "");
}
