import { unexpected } from "../errors";
import { isStruct, type Json, type Struct } from "../json";
import { fieldExpression, withField } from "./field-path";
import type { Scope, Stage } from "./stage";
import { identityOf, isList, type Document, type Value } from "../query/value";

/** Puts the documents of another collection that have the same value in a field into a list of each document. */
export function compileLookup(sent: Json, { collection }: Scope): Stage {
  const options = isStruct(sent) ? sent : {};
  const [from, localField] = [textOption(options, "from"), textOption(options, "localField")];
  const [foreignField, as] = [textOption(options, "foreignField"), textOption(options, "as")];
  const [local, foreign, path] = [fieldExpression(localField), fieldExpression(foreignField), as.split(".")];
  return (documents) => {
    const found = new Map<string, Document[]>();
    for (const document of collection(from)) {
      for (const key of keysOf(foreign(document))) found.set(key, [...(found.get(key) ?? []), document]);
    }
    return documents.map((document) => {
      const matches = new Set(keysOf(local(document)).flatMap((key) => found.get(key) ?? []));
      return withField(document, path, [...matches]);
    });
  };
}

function textOption(options: Struct, name: string): string {
  const value = options[name];
  if (typeof value === "string") return value;
  throw unexpected(`Must specify '${name}' field for a $lookup`);
}

/** A list is found by each of its items. A missing value and null are the same. */
function keysOf(value: Value | undefined): string[] {
  return (isList(value) ? value : [value ?? null]).map(identityOf);
}
