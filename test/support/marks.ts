type Properties = Readonly<Record<string, unknown>>;

const secretSignature = "4dabf18193072939515e22adb298388d";

/** Whether a property is marked as secret. */
export function isMarked(value: unknown): value is { readonly value: unknown } {
  return typeof value === "object" && value !== null && secretSignature in value;
}

/** Properties as Pulumi's engine hands them back to a dynamic provider: without marks. */
export function unmarked(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, isMarked(value) ? value.value : value]),
  );
}
