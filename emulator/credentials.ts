/** What a program needs to use the emulator, besides its URL. */
export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly accountId: string;
  readonly region: string;
  readonly spaceoneToken: string;
  readonly spaceoneDomainId: string;
  readonly spaceoneWorkspaceId: string;
  readonly spaceoneProjectId: string;
}
