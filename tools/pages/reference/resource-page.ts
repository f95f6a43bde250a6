import type { AnyBehaviour } from "../../../provider/lifecycle/definition/behaviour";
import { definitionOf } from "../../../provider/kinds";
import { memberList, typeSection, withMentioned } from "./members";
import type { Member, PackageTypes } from "./package-types";
import { remarksOf } from "./remarks";

/** The page of a resource kind. */
export function resourcePage(types: PackageTypes, kind: string): string {
  const definition = definitionOf(kind);
  if (definition === undefined) throw new Error(`there is no kind ${kind}`);
  const { inputs, value, existing } = definition.behaviour as AnyBehaviour;
  const { text, example } = types.comment(kind);
  const secrecy = ({ name }: Member): string[] => (definition.properties[name] === "secret" ? ["secret"] : []);
  const [, args = "", outputs = ""] = /Inputs: `(\w+)`, outputs: `(\w+)`/.exec(text) ?? [];
  const adopts = value === undefined && existing === undefined;
  return [
    `# ${kind}`,
    text.replace(/ Inputs: .*$/, ""),
    example ?? "",
    "## Inputs",
    [
      memberList(types, args, (member) => [...new Set([...remarksOf(inputs[member.name]), ...secrecy(member)])]),
      ...(adopts ? [memberList(types, "CommonArgs", () => [])] : []),
    ].join("\n"),
    "## Outputs",
    "All inputs, and:",
    memberList(types, outputs, secrecy),
    ...withMentioned(types, [args, outputs])
      .slice(2)
      .map((name) => typeSection(types, name, "##")),
  ].join("\n\n");
}
