import { z } from "zod";
import { isLoopbackHost } from "../admin/loopback";
import { exportLines } from "../exports";

const credentials = z.looseObject({
  url: z.string(),
  accessKey: z.string(),
  secretKey: z.string(),
  accountId: z.string(),
  region: z.string(),
  spaceoneToken: z.string(),
});

/** An emulator that cannot be asked. The message says what to do. */
class EnvError extends Error {
  override readonly name = "EnvError";
}

/** The address of an emulator as a user gives it; undefined where it is none. Nothing but this machine is ever asked. */
export function emulatorUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "http:" && isLoopbackHost(url.host) ? url : undefined;
}

/** Asks a running emulator for the variables with which a program uses it, as lines for a shell. */
export async function exportsOf(url: URL): Promise<string> {
  const answer = await fetch(new URL("/_emulator/credentials", url)).catch((error: unknown) => {
    throw new EnvError(`no emulator answers at ${url.origin}: start one, or check --url`, { cause: error });
  });
  const found = credentials.safeParse(await answer.json().catch(() => undefined));
  if (!answer.ok || !found.success) throw new EnvError(`what answers at ${url.origin} is no emulator: check --url`);
  return exportLines(found.data);
}
