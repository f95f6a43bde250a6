// Who may import whom: the direction of the parts, as data for two lint rules.
import { dirname, resolve } from "node:path";
import { createNodeResolver } from "eslint-plugin-import-x";

const outside = ["./emulator", "./cli", "./test", "./tools", "./examples", "./bench"];

/** The folders of the life cycle, from the ground up: each may use those before it and none after it. */
const layers = ["definition", "values", "record", "planning", "command", "run", "operations"];

const lifecycle = layers.map((layer, level) => ({
  target: `./provider/lifecycle/${layer}`,
  from: "./provider/lifecycle",
  except: layers.slice(0, level + 1).map((below) => `./${below}`),
  message: `In the life cycle, imports go down: ${layers.join(" < ")} < lifecycle.ts.`,
}));

/** Folders: `target` may not import from `from`, but from `except` (which import-x reads relative to `from`). */
const zones = [
  ...lifecycle,
  {
    target: "./provider/resources",
    from: "./provider",
    except: ["./resources", "./lifecycle", "./clients", "./words"],
    message: "A resource is made of the life cycle and the clients, and of nothing of Pulumi.",
  },
  {
    target: "./provider/lifecycle",
    from: "./provider",
    except: ["./lifecycle", "./calls", "./clients", "./settings", "./words"],
    message: "The life cycle knows neither Pulumi nor a resource.",
  },
  {
    target: "./provider/calls",
    from: "./provider",
    except: ["./calls", "./clients", "./settings", "./words"],
    message: "A call needs no resource.",
  },
  {
    target: "./provider/functions/definitions",
    from: "./provider",
    except: [
      "./functions/definitions",
      "./queries",
      "./resources",
      "./lifecycle",
      "./calls",
      "./clients",
      "./settings",
      "./words",
    ],
    message: "What a function does is said without Pulumi; what is shown of an object, its resource knows.",
  },
  {
    target: "./provider/functions/*.ts",
    from: "./provider",
    except: ["./functions", "./program"],
    message: "A function of a program is its definition, in a form of provider/program.",
  },
  {
    target: "./provider/invoke",
    from: "./provider",
    except: ["./invoke", "./functions/definitions", "./lifecycle", "./calls", "./clients", "./settings", "./words"],
    message: "What runs a function knows no function, and nothing of Pulumi.",
  },
  {
    target: "./provider/program",
    from: "./provider",
    except: [
      "./program",
      "./functions/definitions/definition.ts",
      "./invoke",
      "./clients/listing.ts",
      "./settings",
      "./lifecycle",
      "./words",
    ],
    message: "What a program loads knows no resource, nothing that Pulumi's plugin process loads, and no client.",
  },
  {
    target: "./provider/components",
    from: "./provider",
    except: [
      "./components",
      "./classes.ts",
      "./program",
      "./functions/definitions/definition.ts",
      "./resources",
      "./lifecycle/definition",
      "./words",
    ],
    message: "A component is made of the package's own classes and of the rules of their inputs.",
  },
  {
    target: "./provider/plugin",
    from: "./provider",
    except: ["./plugin", "./settings", "./lifecycle", "./calls", "./clients", "./words"],
    message: "What serves any plugin process knows neither one of them nor a resource.",
  },
  {
    target: "./provider/dynamic",
    from: "./provider",
    except: ["./dynamic", "./plugin", "./settings", "./lifecycle", "./calls", "./clients", "./words"],
    message:
      "What Pulumi's plugin process for dynamic resources loads knows no resource, and nothing that programs load.",
  },
  {
    target: ["./provider/program", "./provider/settings/*.ts"],
    from: "./provider/settings/reading",
    message: "Programs load the table of settings, and nothing that reads them.",
  },
  {
    target: "./provider/settings",
    from: "./provider",
    except: ["./settings", "./words"],
    message: "Settings are known before anything is done with them.",
  },
  {
    target: "./provider/clients",
    from: "./provider",
    except: ["./clients", "./queries", "./settings", "./words"],
    message: "A client knows nothing of the parts that use it.",
  },
  {
    target: ["./provider/clients/http", "./provider/clients/scp", "./provider/clients/*.ts"],
    from: "./provider/queries",
    message: "Queries are SpaceONE's.",
  },
  {
    target: "./provider/queries",
    from: "./provider",
    except: ["./queries", "./words"],
    message: "The query language is plain data: it knows neither what sends it nor what asks for it.",
  },
  {
    target: "./provider/words",
    from: "./provider",
    except: ["./words"],
    message: "What every part may use needs none of them.",
  },
  {
    target: "./provider/clients/http",
    from: ["./provider/clients/scp", "./provider/clients/spaceone"],
    message: "The transport serves both clouds and knows neither.",
  },
  {
    target: "./provider/clients/scp",
    from: "./provider/clients/spaceone",
    message: "The clients of the two clouds share only what is in clients/ and clients/http/.",
  },
  {
    target: "./provider/clients/spaceone",
    from: "./provider/clients/scp",
    message: "The clients of the two clouds share only what is in clients/ and clients/http/.",
  },
  { target: "./provider", from: outside, message: "The package is made of provider/ alone." },
  {
    target: "./emulator",
    from: "./provider/**/*",
    except: ["**/provider/clients/{operation,operation.ts}", "**/provider/clients/**/{operations,operations.ts}"],
    message: "The emulator shares the rows of the operation tables and nothing else, or an error could hide in both.",
  },
  {
    target: "./emulator",
    from: ["./cli", "./test", "./tools", "./examples", "./bench"],
    message: "The emulator is shipped; these are not.",
  },
  {
    target: "./cli",
    from: ["./emulator", "./test", "./tools", "./examples", "./bench"],
    message: "The command for users knows the provider alone.",
  },
  {
    target: "./cli",
    from: "./provider",
    except: [
      "./functions/definitions",
      "./plugin",
      "./kinds.ts",
      "./program/loader.ts",
      "./lifecycle",
      "./calls",
      "./clients",
      "./settings",
      "./words",
    ],
    message: "The command for users needs nothing of a program.",
  },
  {
    target: "./examples",
    from: ["./provider", "./cli", "./emulator", "./test", "./tools", "./bench"],
    message: 'Examples show what users write: import "pulumi-scp".',
  },
];

const pulumi = { regex: "^@pulumi/", message: "Definitions and clients run without Pulumi." };

const ownName = { regex: "^pulumi-scp(/|$)", message: "Inside the package, import the file itself." };

const built = { regex: "(^|/)dist/", message: "Import the source, or the package by its name." };

/** What a program would have to load at each start. An `import()` where it is needed is fine. */
const typesOnly = [
  {
    regex: "^(zod|undici)(/|$)",
    allowTypeImports: true,
    message: "Programs load this file: import the types only.",
  },
  {
    regex: "(^|/)clients/",
    allowTypeImports: true,
    message: "Programs load this file, and no client code: import the types only.",
  },
  {
    regex: "(^|/)(invoke|calls)/",
    allowTypeImports: true,
    message: "Programs load this file: what runs a function is loaded by its first call.",
  },
  { regex: "^\\.{1,2}/provider$", message: "Programs load this file, and provider.ts loads everything." },
];

/** Packages and types: in the order of the list, the last one that fits a file counts. */
const names = [
  { files: ["provider/**/*.ts"], patterns: [built, ownName] },
  { files: ["provider/{lifecycle,calls,invoke,clients,settings}/**/*.ts"], patterns: [built, ownName, pulumi] },
  { files: ["provider/resources/**/*.ts"], patterns: [built, ownName, pulumi, ...typesOnly] },
  {
    files: ["provider/{queries,functions/definitions}/**/*.ts"],
    patterns: [built, ownName, pulumi, ...typesOnly],
  },
  {
    files: ["provider/{index,classes}.ts", "provider/{program,components}/**/*.ts", "provider/functions/*.ts"],
    patterns: [built, ownName, ...typesOnly],
  },
  { files: ["{emulator,cli}/**/*.ts"], patterns: [built, ownName, pulumi] },
  { files: ["examples/**/*.ts"], patterns: [built] },
];

/** Where a relative import leads is plain from the folders; whether the file is there yet is the compiler's question. */
const byPathAlone = {
  interfaceVersion: 3,
  name: "by-path-alone",
  resolve: (source, file) =>
    source.startsWith(".") ? { found: true, path: resolve(dirname(file), source) } : { found: false },
};

/** Configurations for eslint; the plugins are named as in eslint.config.mjs. */
export function directions(root) {
  return [
    {
      files: ["{provider,emulator,cli,examples}/**/*.ts"],
      settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js"] }), byPathAlone] },
      rules: { "import-x/no-restricted-paths": ["error", { zones, basePath: root }] },
    },
    ...names.map(({ files, patterns }) => ({
      files,
      rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
    })),
  ];
}
