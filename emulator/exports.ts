import type { Credentials } from "./credentials";

type Used = Pick<Credentials, "accessKey" | "accountId" | "region" | "secretKey" | "spaceoneToken">;

/** The environment variables with which a program uses an emulator. */
export function variablesOf({
  url,
  ...credentials
}: Used & { readonly url: string }): Readonly<Record<string, string>> {
  return {
    SCP_ENDPOINT: url,
    SCP_REGION: credentials.region,
    SCP_ACCOUNT_ID: credentials.accountId,
    SCP_ACCESS_KEY: credentials.accessKey,
    SCP_SECRET_KEY: credentials.secretKey,
    SPACEONE_ENDPOINT: url,
    SPACEONE_TOKEN: credentials.spaceoneToken,
  };
}

/** The same as lines for a shell. */
export function exportLines(emulator: Used & { readonly url: string }): string {
  return Object.entries(variablesOf(emulator))
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
    .join("");
}

/** A word that no shell changes. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
