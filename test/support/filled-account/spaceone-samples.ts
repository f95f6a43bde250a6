import { bodyOf } from "../emulator-client/answer";
import { marker, type Filled, type Sample } from "./sample";

type Fields = Readonly<Record<string, unknown>>;

const service =
  (fields: Fields, changes?: Fields): Sample =>
  async ({ client: { cloudServices }, projectId }, n) => {
    const project = "project_id" in fields ? { project_id: projectId } : {};
    const named = typeof fields["name"] === "string" ? { name: fields["name"].replace("#", String(n)) } : {};
    const { cloud_service_id: id } = await cloudServices.create({ ...fields, ...named, ...project });
    if (changes !== undefined) await cloudServices.update(id, changes);
    return { kind: "CloudService", id };
  };

const data = {
  launch: { "Key.Name": "orders", ports: [80, 443], nested: { deep: { deeper: [[1], [2]] } } },
  "with space": true,
  price: 0.1,
  count: 9007199254740991,
  text: '`${1}` "quoted" \\ \u2028 end',
  nothing: null,
  empty: {},
  list: [],
  class: "c",
  constructor: "d",
};

const services: readonly Sample[] = [
  service({}),
  service({ name: "web #", data, account: "123456789012", region_code: "ap-northeast-2", instance_size: 0.1 }),
  service({ name: "주문 DB #", tags: { theirs: "by creation" }, metadata: { view: { sub_data: [{ a: 1 }] } } }),
  service({ name: "new", project_id: "", ip_addresses: ["10.0.0.1", "10.0.0.2"], instance_type: "t3.large" }),
  service(
    { name: "tagged #", reference: { resource_id: "arn:aws:ec2:1", external_link: "https://example.com/?a=b#c" } },
    { tags: { "a.b": "c", "": "empty" }, metadata: { view: { list: [1, 2] } } },
  ),
  service({ name: "  spaced  #  ", data: { text: "  padded  ", list: ["  kept  "] } }),
  service({ name: `${"long ".repeat(80)}#`, provider: "google_cloud", cloud_service_group: "Compute Engine" }),
  service({ name: "line\nbreak\t#", cloud_service_type: "Key" }, { data: { added: { later: true } } }),
  // No program may say such a name, but an imported object keeps it.
  service({ name: "dollar #" }, { data: { $name: 1 } }),
  async (around, n) => {
    const { id } = await service({})(around, n);
    bodyOf(await around.client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: id }));
    return { kind: "CloudService", id, isLeft: true };
  },
];

const secret =
  (fields: Fields | ((around: Parameters<Sample>[0]) => Fields), filled?: Partial<Filled>, isAdmins = false): Sample =>
  async (around, n) => {
    const values = { data: { access_key: `${marker}-${String(n)}`, nested: { list: [n] } } };
    const given = typeof fields === "function" ? fields(around) : fields;
    const body = { name: `collector-${String(n)}`, resource_group: "WORKSPACE", ...values, ...given };
    const token = isAdmins ? around.adminToken : undefined;
    const answer = bodyOf(await around.client.spaceone("/secret/secret/create", body, token));
    return { kind: "SpaceoneSecret", id: (answer as { secret_id: string }).secret_id, values, ...filled };
  };

const secrets: readonly Sample[] = [
  secret({}),
  secret({ name: "the same name", tags: { stage: "prod", nested: { a: [1] } } }),
  secret({ name: " 둘 ", schema_id: "aws_access_key" }),
  secret(({ projectId }) => ({ resource_group: "PROJECT", project_id: projectId })),
  secret(({ serviceAccount }) => ({ resource_group: "PROJECT", service_account_id: serviceAccount })),
  secret(({ trustedSecret }) => ({ trusted_secret_id: trustedSecret })),
  secret({ resource_group: "DOMAIN" }, { isLeft: true }, true),
];

export const spaceoneSamples: readonly Sample[] = [...services, ...secrets];
