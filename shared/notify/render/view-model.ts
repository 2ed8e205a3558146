/** Where a button leads. */
export interface Button {
  readonly label: string;
  readonly url: string;
}

/** A name and its value, such as a device. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** One of several things in a message. */
export interface Item {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly button?: Button | undefined;
}

/** A part of a message with a title: things with buttons, or lines. */
export interface Section {
  readonly title: string;
  readonly items?: readonly Item[];
  readonly lines?: readonly string[];
}

/**
 * A message as people read it, before any receiver's form: every text plain and safe, the most
 * important first.
 */
export interface View {
  readonly heading: string;
  readonly facts: readonly Fact[];
  readonly paragraphs: readonly string[];
  readonly sections: readonly Section[];
  readonly buttons: readonly Button[];
  readonly footer: string;
}

/** How much of a message is shown. */
export interface Size {
  readonly textLength: number;
  readonly nameLength: number;
  readonly lines: number;
  /** Without them a digest's questions are answered in the dashboard. */
  readonly hasItemButtons: boolean;
}
