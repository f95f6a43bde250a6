// Builds the engine with Go, where only package registries can be reached.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { lastLines, runQuietly } from "../child.mjs";
import { cacheFolder } from "./cache.mjs";
import {
  copyDynamicProvider,
  dynamicProviderScript,
  engineSources,
  engineVersion,
  executables,
} from "./executables.mjs";

/**
 * What is built from which module. `pulumi-language-nodejs` comes from an older release, the last one whose module can
 * be built alone; the engine still speaks its protocol.
 */
const targets = [
  {
    name: executables.cli,
    goPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    linkerFlags: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${engineVersion}`,
  },
  {
    name: executables.languageHost,
    goPackage: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    linkerFlags: "-s -w",
  },
];

const buildFlags = ["-trimpath", "-buildvcs=false", "-tags", "osusergo,grpcnotrace"];

/** The name of the finished folder: another one as soon as anything that goes into it differs. */
export function builtFolder() {
  const hash = createHash("sha256").update(JSON.stringify([platform(), arch(), buildFlags, targets]));
  for (const { name } of targets) {
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(engineSources, name, file)));
  }
  hash.update(dynamicProviderScript());
  return join(cacheFolder(), `engine-${engineVersion}-go-${hash.digest("hex").slice(0, 16)}`);
}

export async function buildWithGo(folder, log) {
  log(
    `Building the Pulumi engine ${engineVersion} with Go, once; 2 to 8 minutes ` +
      "(downloads 330 MB of modules; Go's caches grow by 3.5 GB).",
  );
  for (const target of targets) await goBuild(target, folder, log);
  copyDynamicProvider(folder);
}

async function goBuild({ name, goPackage, linkerFlags }, folder, log) {
  const args = ["build", ...buildFlags, "-ldflags", linkerFlags, "-o", join(folder, name), goPackage];
  const since = Date.now();
  const { code, output } = await runQuietly("go", args, {
    cwd: join(engineSources, name),
    env: goEnvironment(),
    onProgress: (seconds, soFar) => log(`  ${name}: ${seconds} s, ${progressOf(soFar)}`),
  });
  if (code !== 0) throw new Error(buildFailed(name, output));
  log(`  ${name}: built in ${Math.round((Date.now() - since) / 1000)} s`);
}

function progressOf(output) {
  const downloads = output.match(/^go: downloading /gm)?.length ?? 0;
  return downloads > 0 ? `${downloads} modules downloaded, compiling` : "compiling";
}

function buildFailed(name, output) {
  return [
    `Go could not build ${name}. It needs Go 1.26 or newer and its module proxy. The last lines it said:`,
    lastLines(output),
    "Ways out: mend what it names, or install Pulumi from https://www.pulumi.com/docs/install and try again,",
    "or set PULUMI_SCP_ENGINE=installer to let Pulumi's own installer fetch the engine.",
  ].join("\n");
}

/** The user's environment without what would build something else than go.mod says. */
function goEnvironment() {
  const { GOOS, GOARCH, ...env } = process.env;
  const flags = ["-mod=readonly"];
  if (!env.HOME) {
    // Without a home folder Go does not know where to keep its caches.
    if (!env.XDG_CACHE_HOME) env.GOCACHE ??= join(cacheFolder(), "go-build");
    if (!env.GOPATH && !env.GOMODCACHE) {
      env.GOPATH = join(cacheFolder(), "go");
      flags.push("-modcacherw"); // or the cache could not be removed by a plain `rm -r`
    }
  }
  return { ...env, CGO_ENABLED: "0", GO111MODULE: "on", GOWORK: "off", GOFLAGS: flags.join(" ") };
}
