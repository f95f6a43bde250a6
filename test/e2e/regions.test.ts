import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

import { EmulatorProcess } from "../support/emulator-process";
import { packageFolder, Project } from "../support/project";

/** The documented example of a provider for another region, as it stands there. */
const [, example = ""] =
  /```ts\n(const east = new ScpProvider.*?)```/s.exec(
    readFileSync(join(packageFolder, "docs", "accounts.md"), "utf8"),
  ) ?? [];

test("the documented provider of another region works with the emulator as it stands", async () => {
  const emulator = await EmulatorProcess.start();
  const eastern = await emulator.client.newAccount();
  const { url, accessKey, secretKey } = emulator.address;
  const project = (
    await Project.create(
      {
        "scp:authUrl": `${url}/v1`,
        "scp:region": "kr-west1",
        "scp:accessKey": accessKey,
        "scp:secretKey": secretKey,
      },
      { main: "index.ts" },
    )
  ).with({ EAST_ACCESS_KEY: eastern.address.accessKey, EAST_SECRET_KEY: eastern.address.secretKey });
  await writeFile(
    join(project.folder, "index.ts"),
    `import { KmsKey, ScpProvider } from "pulumi-scp";\n${example}\nnew KmsKey("home", { purpose: "aes-256" });\n`,
  );
  expect((await project.up()).output).toContain("+ 4 created");
  expect(await emulator.client.keys.only()).toMatchObject({ region: "kr-west1", place: "s/kr-west1" });
  expect(await eastern.keys.only()).toMatchObject({ region: "kr-east1", place: "s/kr-east1" });
  expect((await project.resource("orders"))?.outputs).toMatchObject({ region: "kr-east1" });
  expect((await project.drift()).code).toBe(0);
  expect((await project.destroy()).code).toBe(0);
  await project.remove();
  eastern.close();
  await emulator.stop();
});
