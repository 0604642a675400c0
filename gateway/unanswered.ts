/** Why a command got no answer from its workflow; each is a code of the API too. */
export type WhyUnanswered =
  'busy' | 'timeout' | 'temporal-unavailable' | 'time-skipping-unavailable' | 'clock-interrupted' | 'not-a-command';

/** A command that its workflow did not answer. The message, where there is one, says more than the code does. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly code: WhyUnanswered;

  constructor(code: WhyUnanswered, detail = '') {
    super(detail);
    this.code = code;
  }
}
