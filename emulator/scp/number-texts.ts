/**
 * A body in which texts of whole numbers, such as `"90"`, are numbers in the named fields; everything else stays, and so
 * does a body that is no JSON object.
 */
export function withNumbers(body: string, fields: readonly string[]): string {
  const value = parsedObject(body);
  const texts = fields.filter((field) => isNumberText(value[field]));
  if (texts.length === 0) return body;
  return JSON.stringify({ ...value, ...Object.fromEntries(texts.map((field) => [field, Number(value[field])])) });
}

function isNumberText(value: unknown): boolean {
  return typeof value === "string" && /^[+-]?\d{1,15}$/.test(value);
}

function parsedObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(body) as unknown;
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
