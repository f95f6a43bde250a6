// What Pulumi's processes load first in the tests: it leaves out what no program here needs, which is a third of the time
// that a `pulumi up` takes. The tests of the packed package run without it.
const Module = require("node:module");

/** Packages by the files that import them: for functions in state, loaded when they are used. */
const late = { typescript: /\/typescript-shim\.js$/, "@npmcli/arborist": /\/closure\/codePaths\.js$/ };

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
  if (!late[request]?.test(parent?.filename)) return open();
  // `__esModule`: the importing file takes it as it is, instead of copying all properties.
  return new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : open()[name]) });
};
