import type { EmulatorClient } from "./emulator-client";

/**
 * The first of three cloud services has lists, an address and an account, the second a region, the third neither. No id, which is
 * hexadecimal, has the letters of their names in it: a keyword finds names only.
 */
export async function createThreeServices({ cloudServices }: EmulatorClient): Promise<void> {
  await cloudServices.create({
    name: "w1",
    account: "acc",
    instance_size: 2.5,
    ip_addresses: ["1.2.3.4", "5.6.7.8"],
    tags: { "k.x": "v" },
    data: {
      n: 1,
      l: [1, 2],
      o: { x: "y" },
      ls: [
        { id: "i1", v: 1 },
        { id: "i2", v: 2 },
      ],
      b: true,
    },
  });
  const second = { name: "w2", region_code: "r1", cloud_service_type: "Other", tags: { "k.x": "w" } };
  await cloudServices.create({ ...second, data: { n: 2, o: { x: "z" } } });
  await cloudServices.create({ name: "x3", data: { n: 3 } });
}
