import type { AnyComponentDefinition } from "../../../provider/program/component-definition";
import type { ComponentKind } from "../../../provider/program/component-kind";
import { codeOf } from "../markdown";
import { memberLines, memberList, typeSection, withMentioned } from "./members";
import type { Member, PackageTypes } from "./package-types";
import { remarksOf } from "./remarks";

const output = /^pulumi\.Output<(.*)>$/;

/** The page of a component. `kinds` are the kinds of resources, each of which has a page. */
export function componentPage(
  types: PackageTypes,
  { name, definition }: ComponentKind,
  kinds: readonly string[],
): string {
  const { args: rules, plain } = definition as AnyComponentDefinition;
  const { text, example } = types.comment(name);
  const [, args = ""] = /Arguments: `(\w+)`/.exec(text) ?? [];
  const members = types.members(name);
  const outputs = members.filter(({ type }) => output.test(type));
  const resources = members.filter((member) => !outputs.includes(member));
  return [
    `# ${name}`,
    text.replace(/ Arguments: `\w+`\.$/m, ""),
    example ?? "",
    "## Arguments",
    [
      "What a change of an argument does is said of the resource that gets it.",
      ...(Object.keys(plain).length === 0
        ? []
        : ["One that is plain has to be known to the program: it cannot be an Output."]),
    ].join(" "),
    memberList(types, args, (member) => remarksOf(rules[member.name])),
    "## Resources",
    "The component consists of these, each with all properties of its kind.",
    memberLines(types, resources, ({ type }) => kindsIn(type, kinds)),
    "## Outputs",
    "Each is an Output.",
    memberLines(types, outputs.map(withoutOutput), () => []),
    ...withMentioned(types, [args, ...members.flatMap(({ mentions }) => mentions)])
      .slice(1)
      .map((one) => typeSection(types, one, "##")),
  ].join("\n\n");
}

/** The type without the Output around it. */
function withoutOutput(member: Member): Member {
  return { ...member, type: member.type.replace(output, "$1") };
}

/** The kinds in a type that is more than the name of one. */
function kindsIn(type: string, kinds: readonly string[]): string[] {
  const names = kinds.includes(type) ? [] : (type.match(/\w+/g) ?? []);
  return names.filter((name) => kinds.includes(name)).map((name) => `see ${codeOf(name)}`);
}
