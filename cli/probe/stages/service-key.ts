import { certain, unknown } from "../findings";
import type { Stage } from "./stage";

export const serviceKeyStage: Stage = {
  name: "service-key",
  cloud: "scp",
  service: "Secrets Manager",
  makes: "nothing in most accounts; perhaps a key of the platform's, which no call removes",
  costs: "unknown: nobody has seen what the call does in an account that has keys",
  switches: ["serviceKey"],
  option: "--service-key",
  run: async ({ wire }) => {
    const { refused } = await wire.ask({ call: "createServiceKey", body: { service_name: "secretsmanager" } });
    if (refused === undefined) return { serviceKey: certain("managedKey") };
    const isMissing = refused === 404;
    return { serviceKey: isMissing ? certain("notFound") : unknown(`the call was refused (${String(refused)})`) };
  },
};
