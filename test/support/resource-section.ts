/** What a command's output says of one resource of this package. */
export function resourceSection(output: string, name: string): string {
  const parts = output.split(/^\s*[~+>-]* *pulumi-nodejs:dynamic\/scp:\w+:/m);
  return parts.filter((part) => part.includes(`::${name}]`)).join("\n");
}
