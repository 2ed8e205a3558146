/** A mute, as `GET /api/mutes` lists it. */
export interface Mute {
  readonly id: string;
  readonly state: string;
  readonly device: { readonly key: string; readonly name: string | null } | null;
  readonly customer: { readonly id: number; readonly name: string | null } | null;
  readonly playbook: string | null;
  readonly condition: string | null;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly by: string;
  readonly ended: { readonly at: string; readonly by: string; readonly reason: string | null } | null;
}

/** What `GET /api/mutes` holds. */
export interface Mutes {
  readonly mutes: readonly Mute[];
  readonly unreadable: number;
}

/** One that was just made. */
export type CreatedMute = Mute & { readonly note: string | null };

/** A device of `GET /api/mute-choices`. */
export interface DeviceChoice {
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  readonly customer: { readonly id: number; readonly name: string | null } | null;
}

/** What `GET /api/mute-choices` holds. */
export interface Choices {
  readonly devices: readonly DeviceChoice[];
  readonly moreDevices: boolean;
  readonly customers: readonly { readonly id: number; readonly name: string | null; readonly timeZone: string }[];
  readonly playbooks: readonly string[];
}

/** What a button elsewhere fills in. */
export interface Prefilled {
  readonly device: string;
  readonly name: string;
  readonly condition: string;
}

/** The address of the form, filled in for a device and one of its conditions. */
export function muteAddress({ device, name, condition }: Prefilled): string {
  return `#/mutes?${new URLSearchParams({ device, name, condition })}`;
}

/** Device and condition in the id of a remediation, `rem.a1201.offline.3`; undefined for another id. */
export function partsOfRemediation(id: string): { readonly device: string; readonly condition: string } | undefined {
  const [, device, condition] = /^rem\.([agn][^.]*)\.(.+)\.\d+$/.exec(id) ?? [];
  return device && condition ? { device, condition } : undefined;
}
