/** What Pulumi's SDKs give for an Output that is used as a text. It is stored as a value in good faith (pulumi#8620). */
const outputText = /Calling \[to(String|JSON)\] on an \[Output<T>\] is not supported/;

/** Where in a value, a name in it included, such a text stands: "", "dsn", "hosts[0]"; undefined where nowhere. */
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
