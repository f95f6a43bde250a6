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
import { functionPage } from "./function-page";
import { PackageTypes } from "./package-types";
import { resourcePage } from "./resource-page";

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
  const functions = functionGroups.map(({ page, title, exports }) => {
    const names = Object.keys(exports).filter((name) => types.functionTypes(name) && !name.endsWith("Output"));
    return { page, title, text: functionPage(types, title, names) };
  });
  const links = (pages: readonly { page: string; title: string }[]): string =>
    pages.map(({ page, title }) => `- [${title}](${page}.md)`).join("\n");
  const index = ["# Reference", "## Resources", links(resources), "## Functions", links(functions)].join("\n\n");
  const pages = [...resources, ...functions, { page: "README", text: index }];
  return new Map(
    pages.map(({ page, text }) => [`${page}.md`, withParts(present(`${page}.md`) ?? emptyPage, text)] as const),
  );
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? "" : "-") + letter.toLowerCase());
}
