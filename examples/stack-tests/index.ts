import { KmsKey, Secret } from "pulumi-scp";

const key = new KmsKey("orders", { purpose: "aes-256", rotation: { enabled: true, periodInDays: 90 } });

const password = new Secret("orders-db", {
  value: { user: "orders", password: "set by the owner of the database" },
  initialValueOnly: true,
  kmsKeyId: key.id,
  allowedCidrs: ["10.0.0.0/28"],
});

export const keyVersion = key.currentVersion;
export const secretId = password.id;
