/** The text that Pulumi's SDKs give for an Output used as a string. Without a check it would be stored as a value (pulumi#8620). */
const outputText = /Calling \[to(String|JSON)\] on an \[Output<T>\] is not supported/;

/** The path of such a text in a value or in a name of it: "", "dsn", "hosts[0]"; undefined if there is none. */
export function placeOfOutputText(value: unknown, path = ""): string | undefined {
  if (typeof value === "string") return outputText.test(value) ? path : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, item] of Object.entries(value)) {
    if (outputText.test(name)) return path;
    const below = Array.isArray(value) ? `${path}[${name}]` : `${path}${path === "" ? "" : "."}${name}`;
    const place = placeOfOutputText(item, below);
    if (place !== undefined) return place;
  }
  return undefined;
}

export const outputTextReason =
  "is the text of an Output that was turned into a string, which is never its value: " +
  "use pulumi.interpolate`...` for texts and pulumi.jsonStringify({...}) for JSON";
