import { expect, test } from "@jest/globals";

import { useCertificates, selfSigned } from "../support/certificate-fixture";
import { StackModel } from "../support/stack-model";

// The first day of a self-signed certificate may not be in the past by the service's time.

const shop = useCertificates();

test("the first creation of a command asks for the service's time, and no other one does", async () => {
  await shop.client.advance("P2D");
  const plugin = await shop.plugin.startPlugin();
  try {
    const before = await shop.count();
    const make = (name: string) => new StackModel(plugin, "Certificate", name).up({ selfSigned });
    await Promise.all(["one", "two", "three"].map(make));
    await make("four");
    expect(await shop.sentSince(before)).toEqual([
      "POST check-duplication",
      ...Array.from({ length: 4 }, () => "POST self-sign"),
    ]);
  } finally {
    await plugin.stop();
  }
});

test("where nobody tells the time, nothing is made", async () => {
  const plugin = await shop.plugin.startPlugin();
  try {
    await shop.client.addFault({ method: "POST", path: "/check-duplication$", times: 0, fault: { drop: "after" } });
    const model = new StackModel(plugin, "Certificate", "one");
    await expect(model.up({ selfSigned })).rejects.toThrow("cannot create the certificate: POST certificatemanager");
    expect(model.state).toBeUndefined();
    expect(await shop.client.certificates.stored()).toEqual([]);
  } finally {
    await plugin.stop();
  }
});
