import { codeOf } from "../markdown";
import type { Member, PackageTypes } from "./package-types";

/** The members of an interface as a list. `remark` adds what is known besides the contract. */
export function memberList(types: PackageTypes, name: string, remark: (member: Member) => readonly string[]): string {
  return types
    .members(name)
    .map((member) => {
      const facts = [linked(types, member), ...(member.isOptional ? ["optional"] : []), ...remark(member)];
      return `- \`${member.name}\`: ${facts.join(", ")}.${member.text === "" ? "" : ` ${member.text}`}`;
    })
    .join("\n");
}

/** A section that explains a type. */
export function typeSection(types: PackageTypes, name: string, level: "##" | "###"): string {
  const { text } = types.comment(name);
  const alternatives = types.alternatives(name);
  const body = alternatives === undefined ? memberList(types, name, () => []) : codeOf(alternatives);
  return [`${level} ${name}`, ...(text === "" ? [] : [text]), body].join("\n\n");
}

/** These types, and those that they mention, at any depth. */
export function withMentioned(types: PackageTypes, names: readonly string[]): string[] {
  const found = new Set(names);
  for (const name of found) {
    for (const mentioned of types.mentions(name)) found.add(mentioned);
  }
  return [...found];
}

function linked(types: PackageTypes, { type, mentions }: Member): string {
  const code = codeOf(type);
  const [first] = mentions;
  return first !== undefined && type === first ? `[${code}](#${first.toLowerCase()})` : code;
}
