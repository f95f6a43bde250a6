import { Option, type Command } from "commander";

import { noConfiguration, stackConfiguration, type StackConfiguration } from "../pulumi/stack-configuration";
import { withStackOption } from "../settings/options";
import { UserError } from "../user-error";
import type { Check } from "./check";
import { checkClouds } from "./cloud";
import { checkNode, checkPulumi } from "./engine";
import { proxyVariable } from "./failure";
import { checkPackages } from "./package";
import { checkFileSecrets, checkStackSecrets } from "./plain-secrets";
import { probes } from "./probes";
import { findProject } from "./project";
import { shownChecks } from "./show";
import { checkStart } from "./start";

interface Options {
  readonly stack?: string;
  readonly service?: readonly string[];
  readonly json?: true;
}

export function addDoctor(program: Command): void {
  const services = probes.map(({ service }) => service);
  const command = program
    .command("doctor")
    .description("say what is wrong with Pulumi, the package, the settings and the services, and how to mend it")
    .addOption(
      new Option(
        "--service <service...>",
        "ask these services only; without it, all of each cloud with credentials",
      ).choices(services),
    )
    .option("--json", "print JSON")
    .action((options: Options) => doctor(options));
  withStackOption(command);
}

async function doctor({ stack, service, json }: Options): Promise<void> {
  const { configuration, checks: ofStack } = await chosenStack(stack);
  const asked = { configuration, stack, services: service };
  const checks = [
    await checkPulumi(),
    await checkNode(),
    ...(await checkProject(stack === undefined)),
    checkStart(process.env),
    ...ofStack,
    ...proxyOf(),
    ...(await checkClouds(asked)),
  ];
  const isHealthy = checks.every(({ status }) => status !== "wrong");
  process.stdout.write(
    `${json === true ? JSON.stringify({ isHealthy, checks }, undefined, 2) : shownChecks(checks)}\n`,
  );
  if (!isHealthy) process.exitCode = 1;
}

/** The configuration of the chosen stack. One that cannot be read does not stop the other checks. */
async function chosenStack(
  stack: string | undefined,
): Promise<{ readonly configuration: StackConfiguration; readonly checks: readonly Check[] }> {
  if (stack === undefined) return { configuration: noConfiguration, checks: [] };
  try {
    const configuration = await stackConfiguration(stack);
    return { configuration, checks: checkStackSecrets(stack, configuration) };
  } catch (error) {
    return {
      configuration: noConfiguration,
      checks: [
        wrongly("stack", error, "check the name with pulumi stack ls, in the project's folder, after pulumi login"),
      ],
    };
  }
}

async function checkProject(areFilesRead: boolean): Promise<readonly Check[]> {
  const folder = process.cwd();
  try {
    const project = await findProject(folder);
    if (project !== undefined) {
      return [...checkPackages(project), ...(areFilesRead ? await checkFileSecrets(project) : [])];
    }
  } catch (error) {
    return [wrongly("project", error, "correct the file")];
  }
  const message = `there is no Pulumi project in ${folder} or above it, so the package was not looked for`;
  return [{ check: "project", status: "warning", message, remedy: "run this command in the folder of a project" }];
}

function proxyOf(): readonly Check[] {
  const name = proxyVariable();
  if (name === undefined) return [];
  return [
    { check: "proxy", status: "ok", message: `requests go through the proxy that ${name} names, but for NO_PROXY` },
  ];
}

function wrongly(check: string, error: unknown, remedy: string): Check {
  if (!(error instanceof UserError)) throw error;
  return { check, status: "wrong", message: error.message.replaceAll(/\s*\n\s*/g, " "), remedy };
}
