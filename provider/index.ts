export * from "./classes";
export type { ArgsOf, ResourceOptions } from "./program/resource-class";
export type { ScpConnectionArgs, ScpProviderArgs, SpaceoneConnectionArgs } from "./program/provider-args";
export { ScpProvider } from "./program/scp-provider";
