import { answers, isQuotedIn } from "./faq-answers";
import { codeOf } from "../markdown";
import { messagesOf, type Message } from "./messages";
import { requestFailuresPart } from "./request-failures";

/** What the lists of docs/errors.md have, in its order: the messages of these folders and files. */
const lists: readonly (readonly string[])[] = [
  ["provider/settings/", "provider/clients/"],
  ["provider/lifecycle/planning/check", "provider/lifecycle/planning/schema", "provider/resources/"],
  ["provider/program/", "provider/provider.ts", "provider/components/"],
  ["provider/calls/", "provider/lifecycle/", "provider/plugin/", "provider/dynamic/"],
  ["provider/functions/", "provider/invoke/", "provider/queries/"],
  ["cli/"],
];

/** These are in the table of requests. */
const ofRequests =
  /^provider\/(calls\/failure-text|clients\/http\/(?!transport)|clients\/scp\/errors|clients\/spaceone\/errors)/;

/** The parts of docs/errors.md that are made of the code. */
export function errorsParts(): string[] {
  let left = messagesOf("provider", "cli").filter(({ file }) => !ofRequests.test(file));
  const parts = lists.map((folders) => {
    const isOwn = ({ file }: Message): boolean => folders.some((folder) => file.startsWith(folder));
    const forms = left.filter(isOwn).map(({ form }) => form);
    left = left.filter((message) => !isOwn(message));
    return [...new Set(forms)].map(item).join("\n");
  });
  if (left.length > 0) throw new Error(`docs/errors.md has no list for ${left.map(({ file }) => file).join(", ")}`);
  return [requestFailuresPart(), ...parts];
}

/** Where a message begins to say what can be done. */
const remedy = new RegExp(
  `[:;.] (?=(?:${[
    "add|allow|ask|both keys|call|cancel|change|check|choose|destroy|did you mean|each data|give|have the|if|ignore|install",
    "it has|it is one of|its \\w+ are|keep|known are|leave|let|log in|look|make|move|name|otherwise|remove|run|say|set|start",
    "take|their fields|th?is needs|to keep|try|undo|update|use|write",
  ].join("|")})\\b)`,
  "i",
);

function item(form: string): string {
  const [cause = form] = form.split(remedy, 1);
  const rest = form.slice(cause.length);
  const answer = answers.find(({ quotes }) => quotes.some((quote) => isQuotedIn(form, quote)));
  const more = answer === undefined ? "" : ` ([more](faq.md#${answer.anchor}))`;
  return `- ${codeOf(cause)}${plain(rest)}${more}`;
}

/** As it stands in a message, also what Markdown would take for something else. */
function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<*]/g, "\\$&")))
    .join("");
}
