/** The next line on stdin without its end; null when it ends before one came. */
export function readLine(): Promise<string | null> {
  const { stdin } = process;
  return new Promise((resolve) => {
    let text = '';
    const end = (line: string | null): void => {
      stdin.off('data', take).off('end', close).off('error', close).pause();
      resolve(line);
    };
    const take = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      const at = text.search(/[\r\n]/u);
      if (at >= 0) end(text.slice(0, at));
    };
    const close = (): void => {
      end(null);
    };
    stdin.on('data', take).on('end', close).on('error', close).resume();
  });
}
