/** The `content-disposition` of a file: its name as every client reads it, and in full where it has other letters (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/gu, '_');
  if (plain === name) return `attachment; filename="${name}"`;
  const full = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`); // prettier-ignore
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
