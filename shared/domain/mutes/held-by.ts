/** The mute that held something up, and until when it holds (epoch ms). */
export interface HeldBy {
  readonly id: string;
  readonly until: number;
}
