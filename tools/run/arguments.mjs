// The command line of tools/run.mjs.

/** `--only a,b` and `--help` are ours up to a `--`; everything else goes to the command. */
export function parseArguments([command, ...rest]) {
  const parsed = { command: command ?? "--help", only: undefined, rest: [], help: ["--help", "-h"].includes(command) };
  while (rest.length > 0) {
    const argument = rest.shift();
    if (argument === "--") return { ...parsed, rest: [...parsed.rest, ...rest] };
    else if (argument === "--help" || argument === "-h") parsed.help = true;
    else if (argument === "--only") parsed.only = (rest.shift() ?? "").split(",");
    else if (argument.startsWith("--only=")) parsed.only = argument.slice("--only=".length).split(",");
    else parsed.rest.push(argument);
  }
  return parsed;
}
