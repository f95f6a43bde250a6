// A name that says nothing about the contents collects everything.
import { relative, sep } from "node:path";

const vague = ["common", "helper", "helpers", "manager", "util", "utils"];

/** Refuses files and folders of the project with a vague name. */
export const fileNames = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: { vague: '"{{name}}" says nothing about what is inside: name the subject.' },
  },
  create(context) {
    const names = relative(context.cwd, context.filename)
      .split(sep)
      .map((part) => part.split(".")[0]);
    const name = names.find((part) => vague.includes(part.toLowerCase()));
    return name === undefined
      ? {}
      : { Program: (node) => context.report({ node, messageId: "vague", data: { name } }) };
  },
};
