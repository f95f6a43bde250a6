import { definitionOf } from "../../../provider/kinds";
import type { Properties } from "../../support/plugin";
import { secretsIn } from "../../support/leaks/scan";
import type { Engine } from "../story/engine";
import type { Story } from "../story/flow";

/** Shorter texts may be in a message by accident. */
const shortestSecret = 6;

/** Secrets of the program that a message shows, or that state has in clear. */
export function leaks(kind: string, { goal, wish }: Story, { model }: Engine, shown: readonly string[]): string[] {
  const properties = definitionOf(kind)?.properties ?? {};
  const isSecret = (name: string): boolean => properties[name] === "secret" || model.secrets.has(name);
  const programs = [goal, wish.command === "up" ? wish.args : undefined, model.state?.inputs, model.state?.outputs];
  const secrets = programs.flatMap((values) => textsOfSecrets(values, isSecret));
  if (secrets.length === 0) return [];
  const clear = [model.state?.inputs, model.state?.outputs].map((values) =>
    JSON.stringify(Object.entries(values ?? {}).filter(([name]) => !isSecret(name))),
  );
  const unique = [...new Set(secrets)];
  return [...shown, ...clear].flatMap((text) => secretsIn(text, unique).map((secret) => `shows ${secret}: ${text}`));
}

function textsOfSecrets(values: Properties | undefined, isSecret: (name: string) => boolean): string[] {
  return Object.entries(values ?? {}).flatMap(([name, value]) => (isSecret(name) ? stringsIn(value) : []));
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length < shortestSecret ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
