/** A secret in the forms in which a service may repeat it in a message. */
export function secretForms(secret: string): string[] {
  return [
    secret,
    Buffer.from(secret).toString("base64"),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  ];
}

/** What a service might say that repeats what it was sent in a field of a body, in all forms. */
export function echoOf(secret: string, field = "secret_value"): string {
  const text = JSON.stringify({ password: secret });
  const body = JSON.stringify({ [field]: text });
  const forms = [...secretForms(secret), text, body, JSON.stringify(body), Buffer.from(body).toString("base64")];
  return `you sent ${forms.join(" or ")} or ${body.replaceAll("ä", "\\u00e4")}`;
}
