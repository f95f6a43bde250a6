/**
 * The code that Pulumi keeps in state for each resource: it names the kind and loads this package from the project's
 * folder. A permanent contract: every state ever written holds exactly this text (PUL 1.3).
 */
export function loader(kind: string): string {
  return `exports.handler=()=>require("module").createRequire(process.cwd()+"/_")("pulumi-scp/provider").get("${kind}")`;
}
