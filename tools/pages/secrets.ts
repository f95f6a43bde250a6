import { definitionOf, kindNames } from "../../provider/kinds";
import type { AnyBehaviour } from "../../provider/lifecycle/definition/behaviour";
import { codeOf, table } from "./markdown";

/** The table of docs/security.md: what each kind itself marks as secret. */
export function secretsPart(): string {
  const rows = kindNames.map((kind) => {
    const definition = definitionOf(kind);
    if (definition === undefined) throw new Error(`there is no kind ${kind}`);
    const { inputs } = definition.behaviour as AnyBehaviour;
    const secret = Object.keys(definition.properties).filter((name) => definition.properties[name] === "secret");
    const listed = (names: readonly string[]): string => names.map(codeOf).join(", ");
    return [
      codeOf(kind),
      listed(secret.filter((name) => name in inputs)),
      listed(secret.filter((name) => !(name in inputs))),
    ];
  });
  return table(["kind", "secret inputs", "secret outputs"], rows);
}
