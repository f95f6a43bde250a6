export * from "./classes";
export * from "./functions/kms";
export * from "./functions/secretsmanager";
export * from "./functions/secretvault";
export type { Lookup } from "./functions/definitions/lookup";
export type { FunctionOptions, OutputFunctionOptions } from "./program/function-forms";
export type { ArgsOf, ResourceOptions } from "./program/resource-class";
export type { ScpConnectionArgs, ScpProviderArgs, SpaceoneConnectionArgs } from "./program/provider-args";
export { ScpProvider } from "./program/scp-provider";
