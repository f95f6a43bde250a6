/** The main file of Pulumi's plugin process for dynamic resources; undefined in any other process. */
export function pluginMain(main: NodeJS.Module | undefined = require.main): NodeJS.Module | undefined {
  const isPlugin = main?.filename.replaceAll("\\", "/").endsWith("/cmd/dynamic-provider/index.js") === true;
  return isPlugin ? main : undefined;
}
