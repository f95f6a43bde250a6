import { codeOf } from "../markdown";
import type { Member, PackageTypes } from "./package-types";

/** The members of an interface as a list. `remark` adds what is known besides the contract. */
export function memberList(types: PackageTypes, name: string, remark: (member: Member) => readonly string[]): string {
  return memberLines(types, types.members(name), remark);
}

/** The same for some members of a type. */
export function memberLines(
  types: PackageTypes,
  members: readonly Member[],
  remark: (member: Member) => readonly string[],
): string {
  return members
    .map((member) => {
      const facts = [linked(member), ...(member.isOptional ? ["optional"] : []), ...remark(member)];
      return `- \`${member.name}\`: ${facts.join(", ")}.${member.text === "" ? "" : ` ${member.text}`}`;
    })
    .join("\n");
}

/** A section that explains a type. */
export function typeSection(types: PackageTypes, name: string, level: "##" | "###"): string {
  const { text } = types.comment(name);
  const alternatives = types.alternatives(name);
  const paths = types.paths(name);
  const body = paths
    ? pathList(types, name, paths)
    : alternatives
      ? codeOf(alternatives)
      : memberList(types, name, () => []);
  return [`${level} ${name}`, ...(text === "" ? [] : [text]), body].join("\n\n");
}

/** The paths that a query can name. Those of conditions are told as far as only conditions can name them. */
function pathList(types: PackageTypes, name: string, paths: readonly string[]): string {
  const base = name.replace("ConditionKey", "Key");
  const others = base === name ? [] : (types.paths(base) ?? []);
  const own = paths.filter((path) => !others.includes(path)).map(codeOf);
  if (others.length === 0) return `${own.join(", ")}.`;
  const all = `All of [${codeOf(base)}](#${base.toLowerCase()})`;
  return own.length === 0 ? `${all}.` : `${all}, and ${own.join(", ")}.`;
}

/** These types, and those that they mention, at any depth. */
export function withMentioned(types: PackageTypes, names: readonly string[]): string[] {
  const found = new Set(names);
  for (const name of found) {
    for (const mentioned of types.mentions(name)) found.add(mentioned);
  }
  return [...found];
}

/** A type with a link to the one type of the package that it mentions. */
function linked({ type, mentions }: Member): string {
  const code = codeOf(type);
  const [name, ...others] = new Set(mentions);
  return name === undefined || others.length > 0 ? code : `[${code}](#${name.toLowerCase()})`;
}
