/** `station-north` and `stationNorth` as `StationNorth`: ids of children are written so. */
export function pascalCase(text: string): string {
  return text.replaceAll(/(^|-)([a-z0-9])/g, (_, _hyphen, letter: string) => letter.toUpperCase());
}
