import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What a stack's state has, as far as the tests look at it. */
export interface Deployment {
  readonly resources?: readonly {
    readonly urn: string;
    readonly type: string;
    readonly id: string;
    readonly inputs: Record<string, unknown>;
    readonly outputs: Record<string, unknown>;
    readonly protect?: boolean;
  }[];
}

/** The stacks of one project in a backend on disk, read without a `pulumi` command, each of which derives a key first. */
export class Backend {
  /** `url` is that of the backend. */
  constructor(private readonly url: string) {}

  /** What `pulumi stack init` leaves, but for the salt, which the first command with a secret makes. */
  async addStack(name: string): Promise<void> {
    await mkdir(join(this.folder, "stacks", "test"), { recursive: true });
    await writeFile(join(this.folder, "meta.yaml"), "version: 1\n");
    const empty = { version: 3, checkpoint: { stack: `organization/test/${name}` } };
    await writeFile(this.file(name), JSON.stringify(empty));
  }

  /** The state in the form of `pulumi stack export`: what is secret is encrypted. */
  async export(name: string): Promise<string> {
    const { version, checkpoint } = JSON.parse(await readFile(this.file(name), "utf8")) as {
      version: number;
      checkpoint: { latest?: Deployment };
    };
    return JSON.stringify({ version, deployment: checkpoint.latest ?? {} }, undefined, 4);
  }

  private get folder(): string {
    return join(new URL(this.url).pathname, ".pulumi");
  }

  private file(stack: string): string {
    return join(this.folder, "stacks", "test", `${stack}.json`);
  }
}
