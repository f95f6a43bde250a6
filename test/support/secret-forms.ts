/** A secret in the forms in which a text could hold it. */
export function secretForms(secret: string): string[] {
  return [
    secret,
    Buffer.from(secret).toString("base64"),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  ];
}

/** The forms of secrets that a text has. */
export function secretsIn(text: string, secrets: readonly string[]): string[] {
  return secrets.flatMap(secretForms).filter((form) => text.includes(form));
}
