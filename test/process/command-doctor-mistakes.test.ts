import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

import {
  closedPort,
  scpServices,
  useDoctor,
  withRefusingProxy,
  without,
  wrong,
  type ShownCheck,
} from "../support/doctor-fixture";
import { writeSettings } from "../support/settings";

const doctor = useDoctor();

describe("finds, and says how to mend it:", () => {
  test("1. a wrong key", async () => {
    const refused = (service: string): ShownCheck =>
      wrong(`service ${service}`, /HTTP 401 HmacValidFail/, /check that scp:accessKey and scp:secretKey are a pair/);
    await doctor.expectWrong(
      { ...doctor.fixture.variables, SCP_SECRET_KEY: "k".repeat(43) },
      ...scpServices.map(refused),
    );
  });

  test("2. a wrong region: another one answers", async () => {
    await doctor.expectWrong(
      { ...doctor.fixture.variables, SCP_REGION: "kr-east1" },
      wrong("region", /^kr-west1 answers, which is not the one of scp:region$/, /set scp:region to the region/),
    );
  });

  test("2. a wrong region: the catalogue does not have it", async () => {
    const env = {
      ...without(doctor.fixture.variables, "SCP_ENDPOINT"),
      SCP_AUTH_URL: `${doctor.emulator.address.url}/v1`,
    };
    await doctor.expectWrong(
      { ...env, SCP_REGION: "kr-south1" },
      ...scpServices.map((service) =>
        wrong(
          `service ${service}`,
          new RegExp(`the endpoint catalogue has ${service} in kr-west1, kr-east1, not in scp:region kr-south1`),
          /correct what the message names/,
        ),
      ),
    );
  });

  test("2. a wrong region: the environment does not have it", async () => {
    const env = { ...without(doctor.fixture.variables, "SCP_ENDPOINT"), SCP_ENVIRONMENT: "g" };
    const { code, checks } = await doctor.fixture.diagnose(env, ["--service", "kms"]);
    expect(code).toBe(1);
    expect(checks).toContainEqual(
      wrong("service kms", /scp:region kr-west1 is not in environment g: its regions are kr-south1/, /correct/),
    );
  });

  test("3. an expired token", async () => {
    const { spaceoneDomainId, spaceoneWorkspaceId } = doctor.emulator.address as unknown as Record<string, string>;
    const claims = { did: spaceoneDomainId, wid: spaceoneWorkspaceId, rol: "WORKSPACE_OWNER", ver: "2.0" };
    const token = await doctor.emulator.client.mintToken(claims, -3600);
    await doctor.expectWrong(
      { ...doctor.fixture.variables, SPACEONE_TOKEN: token },
      wrong(
        "token of spaceone",
        /^environment variable SPACEONE_TOKEN is a token that expired at \d{4}-/,
        /make a new client secret for the app in SpaceONE's console, and set spaceone:token/,
      ),
    );
  });

  test("4. a clock that is 20 minutes off", async () => {
    const script = join(doctor.fixture.home, "clock.cjs");
    await writeFile(script, "const { now } = Date;\nDate.now = () => now() + 20 * 60_000;\n");
    const off = /^this machine's clock is 20 minutes ahead of the service's$/;
    await doctor.expectWrong(
      { ...doctor.fixture.variables, NODE_OPTIONS: `--require ${script}` },
      wrong("clock of scp", off, /set this machine's clock/),
      wrong("clock of spaceone", off, /set this machine's clock/),
    );
  });

  test("5. the package missing where Pulumi runs the program", async () => {
    await rm(join(doctor.fixture.folder, "node_modules", "pulumi-scp"));
    await doctor.expectWrong(
      doctor.fixture.variables,
      wrong(
        "package",
        new RegExp(`^pulumi-scp is not found from ${doctor.fixture.folder}, where Pulumi runs the program$`),
        new RegExp(`^run npm install pulumi-scp in ${doctor.fixture.folder}$`),
      ),
    );
  });

  test("6. half a pair of keys", async () => {
    await doctor.expectWrong(
      without(doctor.fixture.variables, "SCP_SECRET_KEY"),
      wrong(
        "settings of scp",
        /SCP_ACCESS_KEY is set, but SCP_SECRET_KEY is not: both keys must come from one source, so set both there or none/,
        /correct it where it stands/,
      ),
    );
  });

  test("7. a malformed settings file", async () => {
    writeSettings(doctor.fixture.home, ".scpconf/credentials.json", '{ "access-key": ');
    await doctor.expectWrong(
      without(doctor.fixture.variables, "SCP_SECRET_KEY", "SCP_ACCESS_KEY"),
      wrong(
        "settings of scp",
        new RegExp(`^the file ${join(doctor.fixture.home, ".scpconf/credentials.json")} is not JSON$`),
        /correct it where it stands, or give the setting in a place that comes before/,
      ),
    );
  });

  test("8. an endpoint that nothing answers at", async () => {
    const url = `http://127.0.0.1:${String(await closedPort())}`;
    await doctor.expectWrong(
      { ...doctor.fixture.variables, SCP_ENDPOINT: url, SPACEONE_ENDPOINT: url },
      ...scpServices.map((service) =>
        wrong(`service ${service}`, /cannot connect to 127\.0\.0\.1:\d+: ECONNREFUSED/, /scp:endpoint, the name of/),
      ),
      ...["inventory", "secret", "cost-analysis"].map((service) =>
        wrong(`service ${service}`, /ECONNREFUSED/, /check spaceone:endpoint, the name of the host/),
      ),
    );
  });

  test("9. a proxy in the way", async () => {
    await withRefusingProxy(async (proxy) => {
      const env = without(doctor.fixture.variables, "SCP_ENDPOINT");
      const name = proxy.slice("http://".length);
      const refused = (service: string): ShownCheck =>
        wrong(
          `service ${service}`,
          new RegExp(`cannot connect to ${service}\\.kr-west1\\.e\\..*: the proxy ${name} refused \\(403\\)`),
          /have the proxy that HTTPS_PROXY names let the host through, .* or name the host in NO_PROXY/,
        );
      await doctor.expectWrong({ ...env, SCP_ENVIRONMENT: "e", HTTPS_PROXY: proxy }, ...scpServices.map(refused));
    });
  });

  test("10. an old command line of Pulumi", async () => {
    await doctor.fixture.engine("v3.150.0");
    await doctor.expectWrong(
      doctor.fixture.variables,
      wrong("pulumi", /^Pulumi 3\.150\.0 is too old: resources need 3\.226\.1/, /^install Pulumi 3\.254\.0 or newer/),
    );
  });

  test.each(["scp:secretKey", "scp:accessKey", "spaceone:token"])("11. %s in plain text", async (key) => {
    await doctor.fixture.write(
      "Pulumi.dev.yaml",
      `config:\n  ${key}: marker\n  scp:region: kr-west1\n  shop:token: other\n`,
    );
    await doctor.fixture.write("Pulumi.prod.yaml", `config:\n  ${key}:\n    secure: v1:abc\n`);
    await doctor.expectWrong(
      doctor.fixture.variables,
      wrong(
        "secrets",
        new RegExp(`^${key} stands in plain text in Pulumi\\.dev\\.yaml$`),
        new RegExp(`^run pulumi config set --secret ${key} --stack dev, with a new key or token`),
      ),
    );
  });

  test("12. a service that is disabled for the account", async () => {
    const body = { timestamp: "2026-01-01T00:00:00Z", path: "/v1/secretvault", status: 401, error: "Unauthorized" };
    await doctor.emulator.client.addFault({ path: "^/v1/secretvault", times: 0, fault: { status: 401, body } });
    await doctor.expectWrong(
      doctor.fixture.variables,
      wrong("service secretvault", /HTTP 401 from a gateway/, /^enable secretvault for the account in the console/),
    );
  });

  test("12. a service that the catalogue does not list", async () => {
    const { url } = doctor.emulator.address;
    const endpoints = scpServices
      .filter((service) => service !== "configinspection")
      .map((service) => ({ region: "kr-west1", service_type: `scp-${service}`, url: `${url}/services/${service}` }));
    await doctor.emulator.client.addFault({
      path: "^/v1/endpoints",
      times: 0,
      fault: { status: 200, body: { endpoints } },
    });
    await doctor.expectWrong(
      { ...without(doctor.fixture.variables, "SCP_ENDPOINT"), SCP_AUTH_URL: `${url}/v1` },
      wrong(
        "service configinspection",
        /the endpoint catalogue of scp:authUrl has no service configinspection/,
        /enable configinspection for the account in the console, or leave it out with --service/,
      ),
    );
  });
});

describe("also finds", () => {
  test("a command line of Pulumi that cannot import, which is no reason to fail", async () => {
    await doctor.fixture.engine("v3.240.0");
    const { code, checks } = await doctor.fixture.diagnose();
    expect(code).toBe(0);
    expect(checks[0]).toMatchObject({
      status: "warning",
      message: expect.stringContaining("3.240.0 cannot take over") as unknown,
      remedy: expect.stringContaining("use pulumi-scp adopt") as unknown,
    });
  });

  test("that there is no Pulumi, no Node.js or an old one on PATH", async () => {
    await doctor.expectWrong(
      { ...doctor.fixture.variables, PATH: "/nonexistent" },
      wrong("pulumi", /^pulumi is not found on PATH/, /^install Pulumi/),
      wrong("node", /finds no node on PATH/, /^install Node\.js 20/),
    );
    await doctor.fixture.executable("node", "echo v18.20.0");
    await doctor.expectWrong(
      doctor.fixture.variables,
      wrong("node", /^Node\.js 18\.20\.0, .* is too old$/, /^install Node\.js 20/),
    );
  });

  test("what is wrong with the project", async () => {
    await doctor.fixture.write("Pulumi.yaml", "name: shop\nruntime: python\n");
    await doctor.expectWrong(
      doctor.fixture.variables,
      wrong("package", /is for the runtime python/, /with the runtime nodejs/),
    );
    await doctor.fixture.write("Pulumi.yaml", "name: [");
    await doctor.expectWrong(
      doctor.fixture.variables,
      wrong("project", /Pulumi\.yaml is not YAML/, /correct the file/),
    );
    await doctor.fixture.write("Pulumi.yaml", "name: shop\n");
    await doctor.expectWrong(
      doctor.fixture.variables,
      wrong("project", /is no project file of Pulumi's \(runtime\)/, /correct/),
    );
    await rm(join(doctor.fixture.folder, "Pulumi.yaml"));
    const { code, checks } = await doctor.fixture.diagnose();
    expect(code).toBe(0);
    expect(checks).toContainEqual(
      expect.objectContaining({
        check: "project",
        status: "warning",
        remedy: expect.stringContaining("project") as unknown,
      }),
    );
  });

  test("credentials of another account, and a token that ends soon", async () => {
    const token = await doctor.emulator.client.mintToken(
      { did: "domain-1", rol: "DOMAIN_ADMIN", wid: "*", ver: "2.0" },
      86_400,
    );
    const diagnosis = await doctor.fixture.diagnose({
      ...doctor.fixture.variables,
      SCP_ACCOUNT_ID: "0".repeat(32),
      SPACEONE_TOKEN: token,
    });
    expect(diagnosis.checks).toContainEqual(
      wrong("account", /answers, which is not the one of scp:accountId$/, /use the credentials of that account/),
    );
    expect(diagnosis.checks).toContainEqual(
      expect.objectContaining({
        check: "token of spaceone",
        status: "warning",
        message: expect.stringMatching(
          /^role DOMAIN_ADMIN, which may read cloud services and not write them; .*soon$/,
        ) as unknown,
      }),
    );
  });

  test("that there are no credentials at all", async () => {
    const { PATH = "" } = doctor.fixture.variables;
    await doctor.expectWrong(
      { PATH, HOME: doctor.fixture.home },
      wrong("credentials", /^no credentials were found/, /^set scp:accessKey/),
    );
  });

  test("that a service was named whose cloud has no credentials", async () => {
    const env = without(doctor.fixture.variables, "SPACEONE_ENDPOINT", "SPACEONE_TOKEN");
    const { code, checks } = await doctor.fixture.diagnose(env, ["--service", "inventory"]);
    expect(code).toBe(1);
    expect(checks).toContainEqual(wrong("settings of spaceone", /^no SpaceONE credentials: set/, /./));
  });

  test("a stack that cannot be read, and goes on with the rest", async () => {
    await doctor.fixture.executable(
      "pulumi",
      'if [ "$1" = version ]; then echo v3.259.0; else echo "error: no stack named \'gone\' found" >&2; exit 255; fi',
    );
    const { code, checks } = await doctor.fixture.diagnose(doctor.fixture.variables, ["--stack", "gone"]);
    expect(code).toBe(1);
    expect(checks).toContainEqual(wrong("stack", /no stack named 'gone' found/, /pulumi stack ls/));
    expect(checks).toContainEqual(expect.objectContaining({ check: "service kms", status: "ok" }));
  });
});

test("a program in a folder of its own is looked at there", async () => {
  await doctor.fixture.write("Pulumi.yaml", "name: shop\nruntime:\n  name: nodejs\nmain: infra/index.ts\n");
  const { checks } = await doctor.fixture.diagnose();
  expect(checks).toContainEqual(expect.objectContaining({ check: "package", status: "ok" }));
  await rm(join(doctor.fixture.folder, "node_modules", "pulumi-scp"));
  await doctor.expectWrong(
    doctor.fixture.variables,
    wrong("package", /is not found from .*\/infra, where/, /run npm install pulumi-scp in .*\/infra$/),
  );
});
