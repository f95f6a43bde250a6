import { Service } from "@example/security-components";

// The library brings what it is built on: this program names no other package.

const orders = new Service("orders", { team: "orders", allowedCidrs: ["10.0.0.0/28"] });

export const secretId = orders.secretId;
export const keyId = orders.keyId;
