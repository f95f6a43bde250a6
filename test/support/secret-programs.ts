// Programs of secrets: all that can be said of one, before and after changes of its author.

/** Planted as values, in the program as plain text: found in clear nowhere else. */
export const markers = ['märk"one\\/+<&>=%', 'märk"two\\/+<&>=%', 'märk"three\\/+<&>=%'];
export const [one = "", two = "", three = ""] = markers;
/** What a secret of each property is made with, changed to, and left with when all is cleared that can be. */
export const full = {
  value: { password: one },
  kmsKeyId: "given",
  description: "kept",
  allowedCidrs: ["10.0.0.0/28"],
  privateAcl: { resourceIds: ["vm1"] },
  versionLabels: { live: "CURRENT" },
};
export const changed = {
  value: { password: two },
  kmsKeyId: "other",
  description: "changed",
  allowedCidrs: ["10.0.0.1/32", "10.0.0.2/32"],
  privateAcl: { resourceIds: ["vm2", "vm3"] },
  versionLabels: { live: "CURRENT", former: "PREVIOUS" },
};
export const properties = Object.keys(full) as (keyof typeof full)[];

/** One secret for each property, all made with the same inputs but for their own property. */
export const perProperty = (own: Partial<Record<keyof typeof full, unknown>> = {}): string =>
  properties
    .map((name) => ({ ...full, ...(name in own ? { [name]: own[name] } : {}) }))
    .map((args, index) => `secret(${JSON.stringify(properties[index])}, ${JSON.stringify(args)});`)
    .join("\n");

type Stage = "first" | "second" | "third";

/**
 * The other secrets, as the program is first, after its author's changes, and when these are taken back.
 * `firstVersion` is the id of the first version of the labelled one.
 */
export function others(stage: Stage, firstVersion = ""): string {
  const pick = (...texts: [string, string, string]): string => texts[["first", "second", "third"].indexOf(stage)] ?? "";
  const value = (text: string): string => `value: ${JSON.stringify({ password: text })}`;
  const nothing = "";
  return `
secret("changing", { ${pick(
    `...${JSON.stringify(full)}, recoveryWindowInDays: 8`,
    `...${JSON.stringify(changed)}, recoveryWindowInDays: 9`,
    nothing,
  )} });
secret("labelled", { ${pick(
    'versionLabels: { live: "CURRENT" }',
    `${value(two)}, versionLabels: { live: "CURRENT", former: "PREVIOUS" }`,
    `${value(two)}, versionLabels: { live: ${JSON.stringify(firstVersion)} }`,
  )} });
secret("windowed", { recoveryWindowInDays: ${pick("7", "21", "21")} });
secret("ignored", { ${pick(nothing, `${value(two)}, description: "new"`, value(two))} }, { ignoreChanges: ["value"] });
secret("initial", { initialValueOnly: true, ${pick(nothing, value(two), value(two))} });
secret("open", {});
secret("waiting", { restoreOnCreate: true });
secret("waitingnamed", { restoreOnCreate: true, name: "waiting-named" });
secret("replaced", { name: "${pick("replaced-one", "replaced-two", "replaced-two")}" });
${pick('secret("dropped", { recoveryWindowInDays: 7 });', nothing, nothing)}
const made = new scp.KmsKey("made", { purpose: "aes-256", description: "${pick("one", "two", "two")}" });
const since = made.createdAt.apply((time) => ({ since: time, password: ${JSON.stringify(three)} }));
secret("derived", { value: since, kmsKeyId: made.id, description: made.state });
secret("partly", { value: { since: made.createdAt, password: ${JSON.stringify(three)} } });`;
}
