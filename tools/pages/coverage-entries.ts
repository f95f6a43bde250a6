import type { CoverageEntries } from "./coverage-entry";

// Who of this package calls an operation, and why nobody does where that is so: the only place that says it.

export const kms: CoverageEntries = {
  createKey: { command: "kms create", by: ["KmsKey"] },
  listKeys: {
    command: "kms list",
    by: ["listKmsKeys", "getKmsKey for a name", "KmsKey for a refresh of several keys"],
  },
  checkDuplicateName: {
    command: "kms check duplicate name",
    by: ["isKmsKeyNameTaken", "KmsKey when its creation is refused"],
  },
  showKey: { command: "kms show", by: ["getKmsKey", "KmsKey"] },
  deleteKey: { command: "kms delete", by: ["KmsKey", "KmsKey.deleteImmediately"] },
  updateDescription: { command: "kms update description", by: ["KmsKey.description"] },
  updateRotation: { command: "kms change rotate info", by: ["KmsKey.rotation"] },
  updateState: { command: "kms change state", by: ["KmsKey.enabled"] },
  rotateKey: { command: "kms rotate", by: ["KmsKey.rotateTrigger"] },
  listUsers: {
    command: "kms list users",
    by: ["listKmsKeyUsers", "KmsKey.refuseDeletionWhileUsed", "KmsKey to warn before its deletion"],
  },
  listManagedKeys: {
    command: "managed-kms list",
    by: ["listManagedKmsKeys", "getManagedKmsKey for a name", "ManagedKmsKey for a refresh of several keys"],
  },
  showManagedKey: { command: "managed-kms show", by: ["getManagedKmsKey", "ManagedKmsKey"] },
  updateManagedKeyDescription: {
    command: "managed-kms update description",
    by: ["ManagedKmsKey.description"],
  },
  encrypt: { command: "kms encrypt", by: ["kmsEncrypt", "KmsCiphertext"] },
  decrypt: { command: "kms decrypt", by: ["kmsDecrypt"] },
  createDataKey: { command: "kms datakey", by: ["kmsDataKey", "KmsDataKey"] },
  rewrap: { command: "kms rewrap", by: ["kmsRewrap", "KmsCiphertext.keyVersion"] },
  sign: { command: "kms sign", by: ["kmsSign"] },
  verify: { command: "kms verify", by: ["kmsVerify"] },
  makeHmac: { command: "kms generate hmac", by: ["kmsHmac"] },
  verifyHmac: { command: "kms verify hmac", by: ["kmsVerifyHmac"] },
};

export const secretsManager: CoverageEntries = {
  createSecret: { command: "secret create", by: ["Secret"] },
  listSecrets: {
    command: "secret list",
    by: [
      "listSecrets",
      "getSecret for a name",
      "Secret for a refresh of several secrets",
      "KmsKey to warn, before its deletion, of secrets that need it",
    ],
  },
  createRandomPassword: { command: "generate random password", by: ["getRandomPassword", "RandomPassword"] },
  createServiceKey: { notDone: "nobody knows what it answers (SCP 13); a `KmsKey` is a key of your own" },
  showSecret: { command: "secret show", by: ["getSecret", "Secret"] },
  deleteSecret: { command: "secret delete", by: ["Secret", "Secret.recoveryWindowInDays"] },
  restoreSecret: { command: "secret restore", by: ["Secret.restoreOnCreate"] },
  listVersions: {
    command: "secret list version",
    by: ["listSecretVersions", "getSecret", "Secret.versions", "Secret.labels"],
  },
  readValue: {
    command: "secret show value",
    by: ["getSecretValue and nothing else: a Secret notices by its version what others have changed"],
  },
  updateValue: { command: "secret update value", by: ["Secret.value"] },
  updateLabel: { command: "secret update label", by: ["Secret.versionLabels"] },
  updateDescription: { command: "secret set description", by: ["Secret.description"] },
  updateCidr: { command: "secret set cidr", by: ["Secret.allowedCidrs"] },
  updateKms: { command: "secret set kmsid", by: ["Secret.kmsKeyId"] },
  updatePrivateAcl: { command: "secret set private-acl", by: ["Secret.privateAcl"] },
};

export const secretVault: CoverageEntries = {
  createVault: { command: "sv create", by: ["SecretVault"] },
  listVaults: {
    command: "sv list",
    by: ["listSecretVaults", "getSecretVault for a name", "SecretVault for a refresh of several vaults"],
  },
  showVault: { command: "sv show", by: ["getSecretVault", "SecretVault"] },
  terminateVault: { command: "sv delete", by: ["SecretVault", "SecretVault.recoveryWindowInDays"] },
  createTemporaryKey: { by: ["getTemporaryKey"] },
};

export const certificateManager: CoverageEntries = {
  createCertificate: { command: "certificate create", by: ["Certificate"] },
  createSelfSigned: { command: "certificate selfSign", by: ["Certificate.selfSigned"] },
  checkDuplicateName: {
    command: "certificate check",
    by: [
      "isCertificateNameTaken",
      "Certificate.selfSigned for the service's time only: the creation itself refuses a name that is taken",
    ],
  },
  checkValidation: { command: "certificate validate", by: ["checkCertificate", "Certificate before an upload"] },
  listCertificates: {
    command: "certificate list",
    by: ["listCertificates", "getCertificate for a name", "Certificate for a refresh of several certificates"],
  },
  showCertificate: { command: "certificate detail", by: ["getCertificate", "Certificate"] },
  deleteCertificate: { command: "certificate delete", by: ["Certificate"] },
};

export const configInspection: CoverageEntries = {
  saveDiagnosis: { command: "ci create", by: ["ConfigInspection"] },
  listDiagnoses: {
    command: "ci list",
    by: [
      "listConfigInspections",
      "getConfigInspection for a name",
      "ConfigInspection for a refresh of several inspections, and after a lost reply",
    ],
  },
  showDiagnosis: { command: "ci detail", by: ["getConfigInspection", "ConfigInspection"] },
  terminateDiagnosis: { command: "ci delete", by: ["ConfigInspection"] },
  requestDiagnosis: {
    command: "ci diagnosis request",
    by: [
      "ConfigInspection.runTrigger and nothing else: each run is billed, so no preview, refresh or function starts one",
    ],
  },
  listReports: {
    command: "ci result list",
    by: ["listInspectionReports", "getConfigInspection", "ConfigInspection.latestRun"],
  },
  showReport: { command: "ci result detail", by: ["getInspectionReport"] },
};

export const inventory: CoverageEntries = {
  createCloudService: { by: ["CloudService"] },
  updateCloudService: { by: ["CloudService", "CloudService.keepAliveTrigger"] },
  deleteCloudService: { by: ["CloudService"] },
  getCloudService: { by: ["getCloudService", "CloudService"] },
  listCloudServices: {
    by: [
      "listCloudServices",
      "countCloudServices",
      "getCloudService for a name",
      "CloudService for a refresh of several entries, and after each creation",
    ],
  },
  statCloudServices: { by: ["statCloudServices"] },
  analyzeCloudServices: { by: ["analyzeCloudServices"] },
  exportCloudServices: { by: ["exportCloudServices"] },
  listChangeHistory: { by: ["listCloudServiceHistory"] },
};

export const spaceoneSecret: CoverageEntries = {
  createSecret: { by: ["SpaceoneSecret"] },
  updateSecret: { by: ["SpaceoneSecret.name", "SpaceoneSecret.tags", "SpaceoneSecret.projectId"] },
  updateSecretData: { by: ["SpaceoneSecret.data", "SpaceoneSecret.schemaId"] },
  deleteSecret: { by: ["SpaceoneSecret"] },
  getSecret: { by: ["getSpaceoneSecret", "SpaceoneSecret"] },
  listSecrets: {
    by: [
      "listSpaceoneSecrets",
      "countSpaceoneSecrets",
      "getSpaceoneSecret for a name",
      "SpaceoneSecret for a refresh of several secrets, and after each creation",
    ],
  },
  statSecrets: { by: ["statSpaceoneSecrets"] },
  enableSecret: { notDone: "published, but the service does not have it: it answers 500 (SPO 3)" },
  disableSecret: { notDone: "published, but the service does not have it: it answers 500 (SPO 3)" },
};

export const costAnalysis: CoverageEntries = {
  listDataSources: { by: ["listCostDataSources", "listCosts without dataSourceIds"] },
  listCosts: { by: ["listCosts"] },
};
