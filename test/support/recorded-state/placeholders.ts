import type { Tokens } from "./kind";

/** Shorter texts are placeholders as a whole only: they may be part of others by chance. */
const shortestPart = 24;

/** Puts in what placeholders stand for; with `partly` those that are not known stay. */
export function fill(value: unknown, tokens: Tokens, mode: "all" | "partly" = "all"): unknown {
  return mapTexts(value, (text) =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
      const filled = tokens[name];
      if (typeof filled !== "string" && mode === "partly") return placeholder;
      if (typeof filled !== "string") throw new Error(`nothing fills ${placeholder}`);
      return filled;
    }),
  );
}

/** Puts placeholders in, also for the properties whose name is that of a placeholder. */
export function withPlaceholders(value: unknown, tokens: Tokens, named: readonly string[]): unknown {
  const known = Object.entries(tokens).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return mapTexts(value, (text, name) => {
    if (["__attempt", "__attemptEnd", "__since"].includes(name)) return "{{attempt}}";
    // Its parts are too short to be found within a text.
    if (name === "__place") return JSON.stringify(withPlaceholders(JSON.parse(text), tokens, named));
    if (named.includes(name)) return `{{${name}}}`;
    const whole = known.find(([token, of]) => token !== "attempt" && of === text);
    if (whole !== undefined) return `{{${whole[0]}}}`;
    return known
      .filter(([, of]) => of.length >= shortestPart)
      .reduce((rest, [token, of]) => rest.replaceAll(of, `{{${token}}}`), text);
  });
}

function mapTexts(value: unknown, change: (text: string, name: string) => string, name = ""): unknown {
  if (typeof value === "string") return change(value, name);
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, change, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, mapTexts(item, change, inner)]));
}
