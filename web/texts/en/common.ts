/** The frame of every view: navigation, connection, key, kill switch, and what repeats. */
export const common = {
  product: 'RMM Remediation',
  skip: 'Skip to the content',
  views: {
    now: 'Now',
    history: 'History',
    report: 'Report',
    backtest: 'Back-test',
    reference: 'API',
  },
  navigation: 'Views',
  notFound: 'There is no such page.',
  toNow: 'Go to Now',
  loading: 'Loading …',
  retry: 'Try again',
  cancel: 'Back',
  close: 'Close',
  customer: 'Customer',
  allCustomers: 'All customers',
  customerNumber: (id: number) => `Customer ${id}`,
  device: 'Device',
  unknown: 'unknown',
  none: 'none',
  previous: 'Previous',
  next: 'Next',
  range: (from: string, to: string, all: string) => `${from}–${to} of ${all}`,
  playbook: (name: string) => (name === '' || name === 'none' ? 'No playbook' : sentence(name)),
  connection: {
    live: 'Live',
    liveHint: (ago: string) => `Last answer of the app: ${ago}`,
    connecting: 'Connecting',
    offline: 'Offline',
    offlineBanner: (since: string) =>
      `No answer from the app since ${since}. What is shown is from then; the page keeps trying.`,
    neverReached: 'The app does not answer. The page keeps trying.',
  },
  failure: {
    offline: 'The app did not answer. Check the connection, then try again.',
    unauthorized:
      'The app does not accept this key, or nobody is signed in. Check the key; sign in if your installation requires it.',
    forbidden: (detail: string) =>
      detail || 'The app refuses this. Sign in, or ask whoever administers the app for the role.',
    missing: (detail: string) => detail || 'The app does not have this.',
    other: (status: number, title: string, detail: string) =>
      `${title || `Error ${status}`}${detail ? `: ${detail}` : ''}`,
    page: (message: string) => `This page failed: ${message}`,
  },
  key: {
    title: 'Open the dashboard',
    why: 'The app asks for a function key. It is kept in this page only and is gone when the page is closed or reloaded.',
    label: 'Function key',
    where: 'Azure portal → the Function App → App keys → default.',
    signInWhy: 'Does your installation require sign-in?',
    signIn: 'Sign in first',
    name: 'Your name',
    nameWhy: 'Kept with your answers and written into tickets. A key identifies no person.',
    open: 'Open',
    checking: 'Checking …',
  },
  kill: {
    on: 'Kill switch is on',
    off: 'Kill switch is off',
    unknown: 'Kill switch: not known',
    stop: 'Stop all changes',
    allow: 'Allow changes again',
    banner: (since: string, by: string) => `Kill switch on since ${since}${by ? `, set by ${by}` : ''}.`,
    bannerMeaning: 'Nothing outside is changed: no ticket, comment, alert or command.',
    whatStop:
      'From the next write on nothing outside is changed: no ticket, comment or alert, no command to a device. At most the one request already on its way arrives. Alerts are still polled and inspected.',
    whatAllow:
      'Work goes on with a fresh inspection; what was approved meanwhile is done once, if the device still shows the same evidence.',
    reason: 'Reason',
    reasonStop: 'For whoever finds it on',
    reasonAllow: 'Why it is safe again',
    confirmStop: 'I want to stop every change, for all customers',
    confirmAllow: 'I want changes to be made again, for all customers',
    name: 'Your name',
    changed: 'Somebody else has set the kill switch meanwhile. Read its state above, then decide again.',
  },
};

/** `last-poll` → `Last poll`: a name of the app as people read it. */
function sentence(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
