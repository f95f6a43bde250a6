import { encryptedSecret } from "../../../provider/components/encrypted-secret-arguments";
import { inventoryMirror } from "../../../provider/components/inventory-mirror-arguments";
import { securityBaseline } from "../../../provider/components/security-baseline-arguments";
import { tlsCertificate } from "../../../provider/components/tls-certificate-arguments";
import { workloadCredentials } from "../../../provider/components/workload-credentials-arguments";
import * as certificateManager from "../../../provider/functions/certificatemanager";
import * as configInspection from "../../../provider/functions/configinspection";
import * as costAnalysis from "../../../provider/functions/cost-analysis";
import * as inventory from "../../../provider/functions/inventory";
import * as kms from "../../../provider/functions/kms";
import * as secretsManager from "../../../provider/functions/secretsmanager";
import * as secretVault from "../../../provider/functions/secretvault";
import * as spaceoneSecret from "../../../provider/functions/spaceone-secret";
import { kindNames } from "../../../provider/kinds";
import { emptyPage, withParts } from "../markdown";
import { componentPage } from "./component-page";
import { functionPage } from "./function-page";
import { PackageTypes } from "./package-types";
import { resourcePage } from "./resource-page";

/** The components that have a page. */
export const componentKinds = [encryptedSecret, tlsCertificate, workloadCredentials, securityBaseline, inventoryMirror];

const functionGroups: readonly { readonly page: string; readonly title: string; readonly exports: object }[] = [
  { page: "kms-functions", title: "Functions of the Key Management Service", exports: kms },
  { page: "secrets-manager-functions", title: "Functions of Secrets Manager", exports: secretsManager },
  { page: "secret-vault-functions", title: "Functions of Secret Vault", exports: secretVault },
  { page: "certificate-manager-functions", title: "Functions of the Certificate Manager", exports: certificateManager },
  { page: "config-inspection-functions", title: "Functions of Config Inspection", exports: configInspection },
  { page: "spaceone-inventory-functions", title: "Functions of SpaceONE's inventory", exports: inventory },
  { page: "spaceone-secret-functions", title: "Functions of SpaceONE's secrets", exports: spaceoneSecret },
  { page: "spaceone-cost-functions", title: "Functions of SpaceONE's costs", exports: costAnalysis },
];

/**
 * The pages of docs/reference/ by their file names. The first part of each is made from the comments of the contracts; what
 * stands below it is kept.
 */
export function referencePages(present: (page: string) => string | undefined): ReadonlyMap<string, string> {
  const types = new PackageTypes();
  const resources = kindNames.map((kind) => ({ page: kebab(kind), title: kind, text: resourcePage(types, kind) }));
  const components = componentKinds.map((kind) => ({
    page: kebab(kind.name),
    title: kind.name,
    text: componentPage(types, kind, kindNames),
  }));
  const functions = functionGroups.map(({ page, title, exports }) => {
    const names = Object.keys(exports).filter((name) => types.functionTypes(name) && !name.endsWith("Output"));
    return { page, title, text: functionPage(types, title, names) };
  });
  const links = (pages: readonly { page: string; title: string }[]): string =>
    pages.map(({ page, title }) => `- [${title}](${page}.md)`).join("\n");
  const groups = { Resources: resources, Components: components, Functions: functions };
  const lists = Object.entries(groups).flatMap(([title, group]) => [`## ${title}`, links(group)]);
  const index = ["# Reference", ...lists].join("\n\n");
  const pages = [...resources, ...components, ...functions, { page: "README", title: "Reference", text: index }];
  return new Map(
    pages.map(({ page, title, text }) => [
      `${page}.md`,
      withParts(present(`${page}.md`) ?? emptyPage, withLinks(text, title)),
    ]),
  );
}

/** A page with a link at each kind of resource that it names in code, but for its own. */
function withLinks(text: string, title: string): string {
  const others = kindNames.filter((kind) => kind !== title).join("|");
  return text.replace(
    new RegExp(`(?<!\\[)\`(${others})\``, "g"),
    (code, kind: string) => `[${code}](${kebab(kind)}.md)`,
  );
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? "" : "-") + letter.toLowerCase());
}
