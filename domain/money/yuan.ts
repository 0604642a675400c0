/** A sum as sentences say it, of fen: `1234.50元`. */
export const yuan = (fen: number): string => `${(fen / 100).toFixed(2)}元`;
