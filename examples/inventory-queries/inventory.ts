import { getCloudService, listCloudServiceHistory, listCloudServicesOutput, where } from "pulumi-scp";

// 1. Provider가 aws인 클라우드 서비스 조회: the cloud services of a provider, here the instances of one group. The
// conditions are those of the guide, in the long spelling.
const instances = listCloudServicesOutput({
  page: { start: 1, limit: 10 },
  filter: [
    { key: "provider", value: "aws", operator: "eq" },
    { key: "cloud_service_group", value: "EC2", operator: "eq" },
    { key: "cloud_service_type", value: "Instance", operator: "eq" },
  ],
});

// 2. 출력된 자원(클라우드 서비스) 리스트 중 하나의 자원에 대한 정보 확인: all that is known of one of them, its metadata
// included, which no list has. What has happened to it is found in the same way.
const detail = instances.apply(async ([first]) =>
  first === undefined ? undefined : getCloudService({ id: first.id }),
);
const changes = instances.apply(async ([first]) =>
  first === undefined ? [] : await listCloudServiceHistory({ cloudServiceId: first.id, page: { limit: 10 } }),
);

// 3. 특정 Managed Tag가 존재하는 EC2관련 리소스 목록 조회: what is there of EC2 with a tag, in the guide's short spelling.
const tagged = listCloudServicesOutput({
  page: { start: 1, limit: 20 },
  filter: [
    { k: "provider", v: "aws", o: "eq" },
    { k: "cloud_service_group", v: "EC2", o: "eq" },
    { k: "tags.aws.Created_by", v: "wonny", o: "eq" },
  ],
});

// 4. SecurityGroup(SG)중 EC2에서 사용중인 SG 목록 조회: the security groups that instances use, with a few of their
// properties. Equal values need no conditions, and `where` writes the others: an editor completes fields and operators.
const usedSecurityGroups = listCloudServicesOutput({
  provider: "aws",
  cloudServiceGroup: "EC2",
  cloudServiceType: "SecurityGroup",
  filter: [where("data.instances").notIn([null, []])],
  only: ["name", "state", "data.instances"],
  page: { start: 1, limit: 20 },
});

export const inventory = { instances, detail, changes, tagged, usedSecurityGroups };
