/** A Terraform expression or template that can't be read. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  /** The whole template or expression. */
  readonly expression: string;
  /** Offset in `expression`, in UTF-16 units. */
  readonly position: number;

  constructor(what: string, expression: string, position: number) {
    super(`${what} at offset ${position} of ${JSON.stringify(shorten(expression))}`);
    this.expression = expression;
    this.position = position;
  }
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
