/** Where a rule comes from: the plan, the law around it, or the court's own setting. */
export interface Basis {
  readonly layer: 'plan' | 'law' | 'court';
  /** As a lawyer cites it, e.g. `武法〔2022〕11号 三·一(三)2`. */
  readonly zh: string;
}

/** An article of the reform plan 武法〔2022〕11号. */
export const plan = (article: string): Basis => ({ layer: 'plan', zh: `武法〔2022〕11号 ${article}` });

/** A law, judicial interpretation or superior court's guidance. */
export const law = (citation: string): Basis => ({ layer: 'law', zh: citation });
