/** The view *Report*. */
export const report = {
  title: 'Report',
  from: 'From',
  to: 'to',
  csv: 'Download CSV',
  printable: 'Printable page',
  print: 'Print',
  hidePrintable: 'Back to the charts',
  frame: 'Printable report',
  none: 'No alert was first listed on these days.',
};
