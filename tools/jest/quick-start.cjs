// What Pulumi's processes load first in the tests: it leaves out what no program here needs, which is half of the time that
// they take to start. The tests of the packed package run without it.
const Module = require("node:module");

/** What is loaded when it is used, by the files that import it: for functions in state, and for programs that run Pulumi. */
const late = {
  typescript: /\/typescript-shim\.js$/,
  "@npmcli/arborist": /\/closure\/codePaths\.js$/,
  "normalize-package-data": /\/closure\/codePaths\.js$/,
  "./automation": /\/@pulumi\/pulumi\/index\.js$/,
};

/** A debugger that is told of each script which is loaded, for functions in state. It starts when one is written there. */
const isDebugger = (request, file) => /\/closure\/v8Hooks$/.test(request) && /\/cmd\/run\/index\.js$/.test(file);

/** For stack traces with lines of Pulumi's TypeScript, and for tracing. */
const isLeftOut = (request, file) =>
  request === "source-map-support/register" ||
  (/\/cmd\/run\/tracing\.js$/.test(file) && /^@opentelemetry\/(?!api$)/.test(request));

// Not every engine hands over that a project has `typescript: false`.
if (process.argv.at(-1)?.endsWith(".js")) process.env.PULUMI_NODEJS_TYPESCRIPT = "false";

const load = Module._load;

Module._load = function (request, parent, isMain) {
  const open = () => load.call(this, request, parent, isMain);
  if (isLeftOut(request, parent?.filename)) return {};
  if (isDebugger(request, parent?.filename)) return { isInitializedAsync: () => Promise.resolve() };
  if (!late[request]?.test(parent?.filename)) return open();
  return new Proxy({}, { get: (_, name) => memberOf(open, name) });
};

/** `__esModule`: the importing file takes it as it is, instead of copying all properties. */
function memberOf(open, name) {
  if (name === "__esModule") return true;
  const whole = open();
  return name === "default" ? (whole.default ?? whole) : whole[name];
}
