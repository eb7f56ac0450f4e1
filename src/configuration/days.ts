const form = /^\d{4}-\d{2}-\d{2}$/u;

/** True for a day of the calendar written `YYYY-MM-DD`; false for `2026-02-30`. */
export function isDay(text: string): boolean {
  if (!form.test(text)) return false;
  const moment = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text;
}

/** The UTC day of a moment, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The day that lies `days` after `day`. */
export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00.000Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return dayOf(moment);
}
