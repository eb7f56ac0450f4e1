/** Terraform's `cidrsubnet` for IPv4; undefined for IPv6 and where Terraform would report an error. */
export function subnetOf(prefix: string, newBits: number, number: number): string | undefined {
  const block = parseBlock(prefix);
  if (block === undefined) return undefined;
  const length = block.length + newBits;
  const fits = newBits >= 0 && length <= 32 && number >= 0 && number < 2 ** newBits;
  if (!fits || !Number.isInteger(newBits) || !Number.isInteger(number)) return undefined;
  const start = block.address - (block.address % 2 ** (32 - block.length)) + number * 2 ** (32 - length);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join('.')}/${length}`;
}

function parseBlock(prefix: string): { readonly address: number; readonly length: number } | undefined {
  const match = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\/(\d{1,2})$/.exec(prefix);
  const octets = match?.[1]?.split('.').map(Number) ?? [];
  const length = Number(match?.[2] ?? 33);
  if (length > 32 || octets.some((octet) => octet > 255)) return undefined;
  return { address: octets.reduce((sum, octet) => sum * 256 + octet, 0), length };
}
