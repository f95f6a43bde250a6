import { unexpected } from "../errors";
import { isDocument, isList, type Document, type Value } from "../query/value";

/** Computes a value from a document; undefined where the document has none. */
export type Expression = (document: Document) => Value | undefined;

/** The value at a dotted path, such as `data.os`. Of a list of objects it takes the value of each. */
export function fieldExpression(path: string): Expression {
  if (path === "") throw unexpected("'$' by itself is not a valid FieldPath");
  const names = path.split(".");
  if (names.includes("")) throw unexpected("FieldPath field names may not be empty strings.");
  return (document) => fieldAt(document, names);
}

function fieldAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (isList(value)) {
    return value.filter(isDocument).flatMap((item) => {
      const found = fieldAt(item, path);
      return found === undefined ? [] : [found];
    });
  }
  return isDocument(value) && Object.hasOwn(value, name) ? fieldAt(value[name], rest) : undefined;
}

/** The document with another value at a path; objects that are missing on the way are made. */
export function withField(document: Document, path: readonly string[], value: Value): Document {
  const [name = "", ...rest] = path;
  if (rest.length === 0) return { ...document, [name]: value };
  const inner = document[name];
  return { ...document, [name]: withField(isDocument(inner) ? inner : {}, rest, value) };
}

/** The path of a field, where a group stage before may have put it. */
export function withinGroup(key: string, keysBefore: readonly string[]): string {
  return keysBefore.includes(key) ? `_id.${key}` : key;
}
