import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attachment } from '../../api/http/attachment.ts';

test('a plain name stays as it is', () => {
  expect(attachment('payments-PL-1.csv')).toBe('attachment; filename="payments-PL-1.csv"');
});

test('any other is a header all the same, and its name can be read in full', () => {
  expect(attachment('表（1）.csv')).toBe(
    `attachment; filename="_1_.csv"; filename*=UTF-8''${encodeURIComponent('表（1）.csv')}`,
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = attachment(name);
      expect(header).toMatch(/^attachment; filename="[\w.-]*"(; filename\*=UTF-8''[\w.!~%-]*)?$/);
      const [, full] = header.split("UTF-8''");
      if (full !== undefined) expect(decodeURIComponent(full)).toBe(name.toWellFormed());
    }),
    { numRuns: 200 },
  );
});
