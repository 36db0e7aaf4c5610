const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A local time in the form of C's `asctime`, with a two-digit day: `Sun Nov 22 11:15:08 2026`. */
export function formatCDate(millisecondsSince1970: number): string {
  const t = new Date(millisecondsSince1970);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [t.getHours(), t.getMinutes(), t.getSeconds()].map(two).join(':');
  return `${DAYS[t.getDay()]} ${MONTHS[t.getMonth()]} ${two(t.getDate())} ${clock} ${t.getFullYear()}`;
}

const C_DATE = /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([A-Z][a-z]{2}) ([ 0-3]\d) (\d\d):(\d\d):(\d\d) (\d{4})$/;

/** True for an existing date in the form of C's `asctime`; a second of 60 does not exist. */
export function isCDate(text: string): boolean {
  const match = C_DATE.exec(text);
  if (match === null) return false;
  const month = MONTHS.indexOf(match[1] ?? '');
  const [day, hours, minutes, seconds, year] = match.slice(2).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return month >= 0 && day >= 1 && day <= lastDay && hours < 24 && minutes < 60 && seconds < 60;
}
